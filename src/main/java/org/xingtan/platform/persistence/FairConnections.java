package org.xingtan.platform.persistence;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.datasource.DelegatingDataSource;

/**
 * Lends the connections of a pool in the order in which they are asked for. The pool itself gives one that comes back to whoever
 * looks first: where many ask, one of them may go without for seconds, while those who give theirs back wait in a loop for him.
 *
 * <p>Statements and metadata name the connection that was lent: whoever has only those gives that one back. A
 * {@link java.sql.ResultSet} is the driver's own, so that no row costs more; its {@code getStatement()} is the driver's, too.
 */
final class FairConnections extends DelegatingDataSource {

    private final Semaphore free;
    private final Duration patience;

    /**
     * @param most     how many the pool has
     * @param patience how long somebody waits for those before him
     */
    FairConnections(DataSource pool, int most, Duration patience) {
        super(pool);
        if (most < 1) {
            throw new IllegalArgumentException("A pool needs one connection more than it keeps for itself: spring.datasource.hikari.maximum-pool-size");
        }
        this.free = new Semaphore(most, true);
        this.patience = patience;
    }

    /** @throws SQLTransientConnectionException when none has become free in time */
    @Override
    public Connection getConnection() throws SQLException {
        await();
        try {
            return lend(super.getConnection());
        } catch (SQLException | RuntimeException | Error e) {
            free.release();
            throw e;
        }
    }

    private void await() throws SQLException {
        try {
            if (!free.tryAcquire(patience.toNanos(), TimeUnit.NANOSECONDS)) {
                throw new SQLTransientConnectionException("No connection has become free within " + patience, "08001");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new SQLTransientConnectionException("Interrupted while waiting for a connection", "08001", e);
        }
    }

    private Connection lend(Connection connection) {
        return as(Connection.class, new Loan(connection));
    }

    /** Something that is equal to itself alone, and does else what the handler says. */
    private static <T> T as(Class<T> type, InvocationHandler handler) {
        return type.cast(Proxy.newProxyInstance(FairConnections.class.getClassLoader(), new Class<?>[] {type},
            (proxy, method, arguments) -> switch (method.getName()) {
                case "equals" -> arguments != null && proxy == arguments[0];
                case "hashCode" -> System.identityHashCode(proxy);
                default -> handler.invoke(proxy, method, arguments);
            }));
    }

    private static @Nullable Object call(Object target, Method method, Object @Nullable [] arguments) throws Throwable {
        try {
            return method.invoke(target, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }

    /** How many wait. */
    int waiting() {
        return free.getQueueLength();
    }

    int free() {
        return free.availablePermits();
    }

    /** A connection that somebody has until he closes it. */
    private final class Loan implements InvocationHandler {

        private final Connection connection;
        private final AtomicBoolean closed = new AtomicBoolean();

        Loan(Connection connection) {
            this.connection = connection;
        }

        @Override
        public @Nullable Object invoke(Object proxy, Method method, Object @Nullable [] arguments) throws Throwable {
            return method.getName().equals("close") ? close() : reached((Connection) proxy, method, call(connection, method, arguments));
        }

        private @Nullable Object close() throws SQLException {
            if (closed.compareAndSet(false, true)) {
                try {
                    connection.close();
                } finally {
                    free.release();
                }
            }
            return null;
        }

        private static @Nullable Object reached(Connection lent, Method method, @Nullable Object result) {
            return result instanceof Statement || result instanceof DatabaseMetaData ? as(method.getReturnType(), (_, called, arguments) ->
                called.getName().equals("getConnection") ? lent : call(result, called, arguments)) : result;
        }
    }
}
