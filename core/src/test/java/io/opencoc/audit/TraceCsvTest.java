package io.opencoc.audit;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class TraceCsvTest {
    @Test
    void spreadsheetsSeeNoFormula() {
        assertEquals("'=1+1", TraceCsv.cell("=1+1"));
        assertEquals("'+1", TraceCsv.cell("+1"));
        assertEquals("'-1", TraceCsv.cell("-1"));
        assertEquals("'@SUM(A1)", TraceCsv.cell("@SUM(A1)"));
        assertEquals("'\t=1", TraceCsv.cell("\t=1"));
        assertEquals("\"'=cmd|' /C calc'!A0,\"\"\"", TraceCsv.cell("=cmd|' /C calc'!A0,\""));
        assertEquals("a-b", TraceCsv.cell("a-b"));
    }

    @Test
    void quotesWhatWouldBreakTheLine() {
        assertEquals("\"a,b\"", TraceCsv.cell("a,b"));
        assertEquals("\"a\nb\"", TraceCsv.cell("a\nb"));
        assertEquals("\"a \"\"b\"\"\"", TraceCsv.cell("a \"b\""));
        assertEquals("", TraceCsv.cell(""));
    }
}
