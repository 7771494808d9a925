package org.xingtan.platform.operation;

import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.exception.FlywayValidateException;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** A database that this release cannot bring up to date: it has gone further already, or it is not Xingtan's. */
class MigrationAnalyzer extends AbstractFailureAnalyzer<FlywayException> {

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
        if (message.contains("non-empty schema")) {
            return "The database holds tables that are not Xingtan's; give Xingtan a database of its own.";
        }
        return "The database could not be brought up to date (" + detail(rootMessage(cause)) + ").";
    }

    private static String rootMessage(Throwable failure) {
        var root = failure;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return String.valueOf(root.getMessage());
    }

    private static String detail(String message) {
        return message.lines().map(String::strip).filter(line -> !line.isEmpty() && !line.startsWith("Validate failed")).findFirst().orElse("no reason given");
    }
}
