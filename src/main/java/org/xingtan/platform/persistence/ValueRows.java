package org.xingtan.platform.persistence;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.RowMapperResultSetExtractor;

/**
 * A statement about many rows, {@code … (values %s) …}, in a few fixed sizes, so that few plans are prepared. What a size has too
 * much are rows of nothing but nulls, which the statement leaves out.
 */
public final class ValueRows {

    private static final int[] SIZES = {1, 4, 8, 16, 32, 48, 64, 96, 128, 256};
    /** As many as one statement takes. */
    public static final int MOST = SIZES[SIZES.length - 1];

    private final Map<Integer, String> statements = new HashMap<>();
    private final int columns;

    /**
     * @param statement with one {@code %s} where the rows come
     * @param types     of the columns, e.g. {@code uuid, text}
     */
    public ValueRows(String statement, String... types) {
        this.columns = types.length;
        var row = "(" + String.join(", ", Arrays.stream(types).map(type -> "?::" + type).toList()) + ")";
        for (var size : SIZES) {
            statements.put(size, statement.formatted(String.join(", ", Collections.nCopies(size, row))));
        }
    }

    /** The statement for so many rows. */
    public String statement(int rows) {
        return statements.get(size(rows));
    }

    /** Its parameters: the rows one after the other, and the empty ones behind them. */
    public List<Object> parameters(List<List<Object>> rows) {
        return parameters(rows, rows.size());
    }

    private List<Object> parameters(List<List<Object>> rows, int size) {
        var all = new ArrayList<Object>(size(size) * columns);
        rows.forEach(all::addAll);
        all.addAll(Collections.nCopies((size(size) - rows.size()) * columns, null));
        return all;
    }

    /**
     * Adds the statement to others that travel together, unless there are no rows.
     *
     * @param size of what travels together, at least that of the rows and at most {@link #MOST}: with one for all, few of their combinations are prepared
     * @return how many were changed
     */
    public Supplier<Integer> change(List<List<Object>> rows, int size, Pipeline with) {
        return rows.isEmpty() ? () -> 0 : with.change(statement(size), parameters(rows, size));
    }

    /** The same with what each of the rows answers. */
    public <T> Supplier<List<T>> ask(List<List<Object>> rows, int size, Pipeline with, RowMapper<T> mapper) {
        return rows.isEmpty() ? List::of : with.ask(statement(size), parameters(rows, size), new RowMapperResultSetExtractor<>(mapper));
    }

    private static int size(int rows) {
        for (var size : SIZES) {
            if (rows <= size) {
                return size;
            }
        }
        throw new IllegalArgumentException("More than " + MOST + " rows");
    }
}
