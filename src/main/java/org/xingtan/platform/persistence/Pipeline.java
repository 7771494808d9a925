package org.xingtan.platform.persistence;

import java.sql.Array;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcOperations;
import org.springframework.jdbc.core.ResultSetExtractor;
import org.springframework.jdbc.core.SqlParameterValue;
import org.springframework.jdbc.core.SqlTypeValue;
import org.springframework.jdbc.core.StatementCreatorUtils;

/**
 * Statements that go to the database together and are answered together: the way there and back costs more than most of them. They are
 * carried out one after the other, and each sees what those before it have written and locked, as if it had been sent by itself; when one
 * fails, none after it is carried out. For a few statements with some hundred rows each: all is sent before anything is read. Used once, by
 * one thread; in a transaction, unless nothing is changed.
 */
public final class Pipeline {

    private final JdbcOperations db;
    private final List<Step<?>> steps = new ArrayList<>();
    private final List<Runnable> afterwards = new ArrayList<>();
    private final Map<Object, Supplier<?>> shared = new HashMap<>();
    private boolean sent;

    public Pipeline(JdbcOperations db) {
        this.db = db;
    }

    /**
     * Adds a statement with rows.
     *
     * @param sql        one statement, with a {@code ?} for each parameter
     * @param parameters of types that the driver tells the database by itself, such as {@code UUID[]}
     * @param rows       reads its answer, without asking the database for anything
     * @return the answer, once all have come back
     */
    public <T> Supplier<T> ask(String sql, List<?> parameters, ResultSetExtractor<T> rows) {
        return add(new Step<>(sql, parameters, statement -> {
            try (var found = statement.getResultSet()) {
                return rows.extractData(found);
            }
        }));
    }

    /**
     * Adds what several ask for who know nothing of each other: the first of them adds it, all of them get its answer.
     *
     * @param key equal for those who ask for the same
     */
    @SuppressWarnings("unchecked")
    public <T> Supplier<T> once(Object key, Function<? super Pipeline, Supplier<T>> asking) {
        var known = (Supplier<T>) shared.get(key);
        if (known == null) {
            known = asking.apply(this);
            shared.put(key, known);
        }
        return known;
    }

    /** Adds a statement that changes rows. @return how many it has changed, once all have come back */
    public Supplier<Integer> change(String sql, List<?> parameters) {
        return add(new Step<>(sql, parameters, PreparedStatement::getUpdateCount));
    }

    private <T> Supplier<T> add(Step<T> step) {
        requireUnsent();
        steps.add(step);
        return step;
    }

    /** What is to be done with the answers before anybody else sees them; it may ask the database. */
    public void afterwards(Runnable what) {
        afterwards.add(what);
    }

    private void requireUnsent() {
        if (sent) {
            throw new IllegalStateException("Sent already");
        }
    }

    /** Sends them all, and waits for the answers. */
    public void run() {
        requireUnsent();
        sent = true;
        if (!steps.isEmpty()) {
            db.execute(connection -> connection.prepareStatement(steps.stream().map(step -> step.sql.strip()).collect(Collectors.joining("\n;\n"))), (PreparedStatement all) -> {
                setAll(all);
                all.execute();
                for (var step : steps) {
                    step.read(all);
                    all.getMoreResults();
                }
                return null;
            });
        }
        afterwards.forEach(Runnable::run);
    }

    /** Many statements are about the same people: these are written down once. */
    private void setAll(PreparedStatement statement) throws SQLException {
        var written = new HashMap<List<UUID>, Array>();
        var place = 0;
        for (var step : steps) {
            for (var parameter : step.parameters) {
                place++;
                if (parameter instanceof UUID[] ids) {
                    var these = Arrays.asList(ids);
                    var known = written.get(these);
                    if (known == null) {
                        known = statement.getConnection().createArrayOf("uuid", ids);
                        written.put(these, known);
                    }
                    statement.setArray(place, known);
                } else {
                    set(statement, place, parameter);
                }
            }
        }
    }

    private static void set(PreparedStatement statement, int place, @Nullable Object parameter) throws SQLException {
        if (parameter instanceof SqlParameterValue typed) {
            StatementCreatorUtils.setParameterValue(statement, place, typed, typed.getValue());
        } else {
            StatementCreatorUtils.setParameterValue(statement, place, SqlTypeValue.TYPE_UNKNOWN, parameter);
        }
    }

    private interface Reader<T> {

        @Nullable T read(PreparedStatement answered) throws SQLException;
    }

    private static final class Step<T> implements Supplier<T> {

        private final String sql;
        private final List<?> parameters;
        private final Reader<T> reader;
        private @Nullable T answer;

        Step(String sql, List<?> parameters, Reader<T> reader) {
            this.sql = sql;
            this.parameters = parameters;
            this.reader = reader;
        }

        void read(PreparedStatement answered) throws SQLException {
            answer = reader.read(answered);
        }

        @Override
        public T get() {
            return Objects.requireNonNull(answer, "Not sent yet");
        }
    }
}
