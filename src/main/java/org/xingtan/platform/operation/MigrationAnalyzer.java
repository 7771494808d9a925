package org.xingtan.platform.operation;

import java.sql.SQLException;
import java.util.Set;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.exception.FlywayValidateException;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** A database that this release cannot bring up to date: it has gone further already, or it is not Xingtan's. */
class MigrationAnalyzer extends AbstractFailureAnalyzer<FlywayException> {

    /** SQL states for a schema, a table and a function of that name. */
    private static final Set<String> EXISTS_ALREADY = Set.of("42P06", "42P07", "42723");

    @Override
    protected @Nullable FailureAnalysis analyze(Throwable failure, FlywayException cause) {
        return new FailureAnalysis(sentence(cause), null, failure);
    }

    private static String sentence(FlywayException cause) {
        var message = String.valueOf(cause.getMessage());
        if (cause instanceof FlywayValidateException) {
            return message.contains("not resolved locally")
                ? "The database has been used by a newer Xingtan; start that one, or restore a backup from before the update."
                : "The database was made by another build of Xingtan (" + detail(message) + "); start that one.";
        }
        var root = root(cause);
        var reason = detail(String.valueOf(root.getMessage()));
        return root instanceof SQLException it && EXISTS_ALREADY.contains(String.valueOf(it.getSQLState()))
            ? "The database holds tables that are not Xingtan's (" + reason + "); give Xingtan a database of its own."
            : "The database could not be brought up to date (" + reason + ").";
    }

    private static Throwable root(Throwable failure) {
        return failure.getCause() == null ? failure : root(failure.getCause());
    }

    private static String detail(String message) {
        return message.lines().map(String::strip).filter(line -> !line.isEmpty() && !line.startsWith("Validate failed")).findFirst().orElse("no reason given");
    }
}
