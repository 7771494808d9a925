package org.xingtan.platform.persistence;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

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

    private static int size(int rows) {
        for (var size : SIZES) {
            if (rows <= size) {
                return size;
            }
        }
        throw new IllegalArgumentException("More than " + MOST + " rows");
    }
}
