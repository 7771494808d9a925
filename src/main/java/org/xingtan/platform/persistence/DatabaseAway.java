package org.xingtan.platform.persistence;

import java.sql.SQLException;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.transaction.TransactionSystemException;

/** Tells a database that does not answer from a bug: whoever asked it may ask again. */
public final class DatabaseAway {

    private static final String LOCK_NOT_AVAILABLE = "55P03";

    private DatabaseAway() {}

    /** However deep it lies in what was thrown. */
    public static boolean is(@Nullable Throwable failure) {
        return lies(failure, DatabaseAway::saysSo);
    }

    /** Whether it is there, and others hold the rows for longer than a lock is waited for, or stood in each other's way. */
    public static boolean isHeld(@Nullable Throwable failure) {
        return lies(failure, it -> it instanceof ConcurrencyFailureException || it instanceof SQLException sql && LOCK_NOT_AVAILABLE.equals(sql.getSQLState()));
    }

    private static boolean lies(@Nullable Throwable failure, Predicate<Throwable> in) {
        for (var cause = failure; cause != null; cause = cause.getCause()) {
            if (in.test(cause)) {
                return true;
            }
        }
        return false;
    }

    /** The line is cut, the server goes down, has no place, or says nothing in time: class 08, 57 or 53 of SQL; or a lock is held for too long. */
    private static boolean saysSo(Throwable failure) {
        return switch (failure) {
            case DataAccessResourceFailureException _, TransientDataAccessException _, CannotCreateTransactionException _,
                 TransactionSystemException _ -> true;
            case SQLException sql -> sql.getSQLState() != null && sql.getSQLState().matches("(08|53|57).*|55P03");
            default -> false;
        };
    }
}
