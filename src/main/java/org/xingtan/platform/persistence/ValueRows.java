package org.xingtan.platform.persistence;

import java.sql.Types;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.RowMapperResultSetExtractor;
import org.springframework.jdbc.core.SqlParameterValue;

/**
 * A statement about many rows, {@code … (values %s) …}, in a few fixed sizes, so that few plans are prepared. What a size has too
 * much are rows of nothing but nulls, which the statement leaves out. These nulls, and those of the rows themselves, are of the types of the columns,
 * because a statement whose parameters change their types is parsed and planned anew.
 */
public final class ValueRows {

    private static final int[] SIZES = {1, 4, 8, 16, 32, 48, 64, 96, 128, 256};
    /** As many as one statement takes. */
    public static final int MOST = SIZES[SIZES.length - 1];

    /** What the driver sends a column's values as; a text where it is none of these. */
    private static final Map<String, String> SENT_AS = Map.of("uuid", "uuid", "int", "int4", "bigint", "int8", "boolean", "bool", "date", "date", "timestamptz", "timestamptz");

    private final Map<Integer, String> statements = new HashMap<>();
    private final List<SqlParameterValue> nothing;

    /**
     * @param statement with one {@code %s} where the rows come
     * @param types     of the columns, e.g. {@code uuid, text}; values of others than {@code uuid, int, bigint, boolean, date, timestamptz} are given as texts
     */
    public ValueRows(String statement, String... types) {
        this.nothing = Arrays.stream(types).map(type -> new SqlParameterValue(Types.OTHER, SENT_AS.getOrDefault(type, "varchar"), null)).toList();
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
        var all = new ArrayList<Object>(size(size) * nothing.size());
        for (var row : rows) {
            for (var column = 0; column < row.size(); column++) {
                all.add(Objects.requireNonNullElse(row.get(column), nothing.get(column)));
            }
        }
        for (var row = rows.size(); row < size(size); row++) {
            all.addAll(nothing);
        }
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
