package org.xingtan.platform.reading;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.ResultSetExtractor;
import org.springframework.jdbc.core.namedparam.MapSqlParameterSource;
import org.springframework.jdbc.core.namedparam.NamedParameterUtils;
import org.springframework.jdbc.core.namedparam.ParsedSql;
import org.springframework.util.ConcurrentLruCache;
import org.xingtan.platform.TeacherId;

/** A statement with named parameters, and what its rows say: a {@link Reading}, which somebody else carries out. */
public final class Query {

    /** What a row says. */
    @FunctionalInterface
    public interface Row<T> {

        T read(ResultSet row) throws SQLException;
    }

    private record Parsed(ParsedSql names, String places) {

        static Parsed of(String sql) {
            var names = NamedParameterUtils.parseSqlStatement(sql);
            return new Parsed(names, NamedParameterUtils.substituteNamedParameters(names, null));
        }
    }

    private static final int KEPT = 512;
    private static final ConcurrentLruCache<String, Parsed> PARSED = new ConcurrentLruCache<>(KEPT, Parsed::of);

    private final Parsed sql;
    private final MapSqlParameterSource parameters = new MapSqlParameterSource();

    private Query(Parsed sql) {
        this.sql = sql;
    }

    public static Query of(String sql) {
        return new Query(PARSED.get(sql));
    }

    /** @param value of a type that the driver tells the database by itself; many are an array */
    public Query param(String name, @Nullable Object value) {
        parameters.addValue(name, value);
        return this;
    }

    /** @param rows reads the answer, without asking the database for anything */
    public <T> Reading<T> rows(ResultSetExtractor<T> rows) {
        var values = Arrays.asList(NamedParameterUtils.buildValueArray(sql.names, parameters, null));
        return others -> others.ask(sql.places, values, rows);
    }

    /** Each row says one thing, in their order. */
    public <T> Reading<List<T>> list(Row<T> thing) {
        return rows(rows -> {
            var found = new ArrayList<T>();
            while (rows.next()) {
                found.add(thing.read(rows));
            }
            return found;
        });
    }

    /** Each row says one thing of the person whose {@code teacher_id} it names. Whoever is in none is left out. */
    public <T> Reading<Map<TeacherId, List<T>>> ofTeachers(Row<T> thing) {
        return collected((row, all) -> all.add(thing.read(row)));
    }

    /** The same where a row may say several things, or none. */
    public <T> Reading<Map<TeacherId, List<T>>> severalOfTeachers(Row<? extends List<T>> things) {
        return collected((row, all) -> all.addAll(things.read(row)));
    }

    private interface Adding<T> {

        void add(ResultSet row, List<T> to) throws SQLException;
    }

    private <T> Reading<Map<TeacherId, List<T>>> collected(Adding<T> adding) {
        return rows(rows -> {
            var found = new HashMap<TeacherId, List<T>>();
            while (rows.next()) {
                adding.add(rows, found.computeIfAbsent(new TeacherId(rows.getObject("teacher_id", UUID.class)), _ -> new ArrayList<>()));
            }
            found.values().removeIf(List::isEmpty);
            return found;
        });
    }
}
