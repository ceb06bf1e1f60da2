package io.opencoc.kernel.sql;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.opencoc.kernel.TestDatabase;
import java.sql.Connection;
import org.junit.jupiter.api.Test;

class MigrationsIT {
    private final DatabaseAddress address = TestDatabase.create();

    private boolean areDone() throws Exception {
        try (Connection c = TestDatabase.connect(address)) {
            return Migrations.areDone(c);
        }
    }

    @Test
    void seesThatThereIsNothingToDo() throws Exception {
        assertTrue(areDone(), "the checksums are Flyway's");
    }

    @Test
    void leavesToFlywayWhatIsOlderNewerChangedOrBroken() throws Exception {
        String[] differences = {
            "DELETE FROM flyway_schema_history WHERE installed_rank = (SELECT max(installed_rank) FROM flyway_schema_history)",
            "INSERT INTO flyway_schema_history SELECT installed_rank + 1, '999', description, type, 'V999__x.sql', checksum, installed_by, installed_on, execution_time, success FROM flyway_schema_history ORDER BY installed_rank DESC LIMIT 1",
            "UPDATE flyway_schema_history SET checksum = checksum + 1 WHERE version = '001'",
            "UPDATE flyway_schema_history SET success = false WHERE version = '001'",
            "DROP TABLE flyway_schema_history"
        };
        for (String difference : differences) {
            try (Connection c = TestDatabase.connect(address)) {
                c.setAutoCommit(false);
                c.createStatement().execute(difference);
                assertFalse(Migrations.areDone(c), difference);
                c.rollback();
            }
        }
        assertTrue(areDone());
    }
}
