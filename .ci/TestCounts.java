import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilder;
import javax.xml.parsers.DocumentBuilderFactory;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;

/**
 * Sums the JUnit reports of all modules: {@code java .ci/TestCounts.java}, in the root of the repository. Names what
 * failed or was skipped; the last line is the sum as Surefire writes it. Exits 1 when a test failed, when none ran, and,
 * where {@code COC_REAL_PARTS=required}, when one was skipped.
 */
final class TestCounts {

    private int run;
    private int failures;
    private int errors;
    private int skipped;

    public static void main(String[] args) throws Exception {
        TestCounts counts = new TestCounts();
        for (Path report : reports(Path.of(""))) {
            counts.add(report);
        }
        boolean skipFails = "required".equals(System.getenv("COC_REAL_PARTS")) && counts.skipped > 0;
        if (skipFails) {
            System.out.println("With COC_REAL_PARTS=required a skipped test is a failure.");
        }
        System.out.printf(
                "Tests run: %d, Failures: %d, Errors: %d, Skipped: %d%n",
                counts.run, counts.failures, counts.errors, counts.skipped);
        System.exit(counts.run == 0 || counts.failures + counts.errors > 0 || skipFails ? 1 : 0);
    }

    /** Reports of Surefire and Failsafe, and those that the console's tests leave in their module's target folder. */
    private static List<Path> reports(Path root) throws IOException {
        try (Stream<Path> files = Files.find(root.toAbsolutePath(), 6, (path, is) -> is.isRegularFile())) {
            return files.filter(path -> path.toString().matches(
                            ".*/target/((surefire|failsafe)-reports/TEST-[^/]*|[^/]*junit[^/]*)\\.xml"))
                    .filter(path -> !path.toString().contains("/node_modules/"))
                    .sorted()
                    .toList();
        }
    }

    private void add(Path report) throws Exception {
        DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
        factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
        DocumentBuilder builder = factory.newDocumentBuilder();
        NodeList cases = builder.parse(new File(report.toString())).getElementsByTagName("testcase");
        for (int i = 0; i < cases.getLength(); i++) {
            count((Element) cases.item(i));
        }
    }

    private void count(Element test) {
        run++;
        String name = test.getAttribute("classname") + " " + test.getAttribute("name");
        Element failure = child(test, "failure");
        Element error = child(test, "error");
        Element skip = child(test, "skipped");
        if (failure != null) {
            failures++;
            System.out.println("Failed: " + name + reason(failure));
        } else if (error != null) {
            errors++;
            System.out.println("Error: " + name + reason(error));
        } else if (skip != null) {
            skipped++;
            System.out.println("Skipped: " + name + reason(skip));
        }
    }

    private static Element child(Element parent, String name) {
        for (Node node = parent.getFirstChild(); node != null; node = node.getNextSibling()) {
            if (node instanceof Element element && element.getTagName().equals(name)) {
                return element;
            }
        }
        return null;
    }

    private static String reason(Element outcome) {
        String text = outcome.hasAttribute("message") ? outcome.getAttribute("message") : outcome.getTextContent();
        String first = text.strip().lines().findFirst().orElse("");
        return first.isEmpty() ? "" : ": " + first;
    }
}
