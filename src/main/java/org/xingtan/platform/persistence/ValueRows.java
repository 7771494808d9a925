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
        var all = new ArrayList<Object>(size(rows.size()) * columns);
        rows.forEach(all::addAll);
        all.addAll(Collections.nCopies((size(rows.size()) - rows.size()) * columns, null));
        return all;
    }

    /**
     * Adds what is needed for so many rows to statements that travel together.
     *
     * @return how many were changed
     */
    public Supplier<Integer> change(List<List<Object>> rows, Pipeline with) {
        var changed = new ArrayList<Supplier<Integer>>();
        for (var start = 0; start < rows.size(); start += MOST) {
            var part = rows.subList(start, Math.min(rows.size(), start + MOST));
            changed.add(with.change(statement(part.size()), parameters(part)));
        }
        return () -> changed.stream().mapToInt(Supplier::get).sum();
    }

    /** The same with what each of the rows answers. */
    public <T> Supplier<List<T>> ask(List<List<Object>> rows, Pipeline with, RowMapper<T> mapper) {
        var found = new ArrayList<Supplier<List<T>>>();
        for (var start = 0; start < rows.size(); start += MOST) {
            var part = rows.subList(start, Math.min(rows.size(), start + MOST));
            found.add(with.ask(statement(part.size()), parameters(part), new RowMapperResultSetExtractor<>(mapper)));
        }
        return () -> found.stream().map(Supplier::get).flatMap(List::stream).toList();
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
