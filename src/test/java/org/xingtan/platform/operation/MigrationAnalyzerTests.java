package org.xingtan.platform.operation;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import org.flywaydb.core.api.FlywayException;
import org.junit.jupiter.api.Test;

class MigrationAnalyzerTests {

    @Test
    void saysThatTheDatabaseIsNotXingtans() {
        assertThat(sentence(new FlywayException("Script V1__x.sql failed", new SQLException("ERROR: relation \"organization\" already exists", "42P07"))))
            .isEqualTo("The database holds tables that are not Xingtan's (ERROR: relation \"organization\" already exists);"
                + " give Xingtan a database of its own.");
    }

    @Test
    void saysWhatTheDatabaseSaidWithoutTheStatement() {
        assertThat(sentence(new FlywayException("Script V1__x.sql failed\nSQL State: 42501", new SQLException("ERROR: permission denied\n  Where: x"))))
            .isEqualTo("The database could not be brought up to date (ERROR: permission denied).");
    }

    private static String sentence(FlywayException failure) {
        return new MigrationAnalyzer().analyze(failure, failure).getDescription();
    }
}
