package org.xingtan.demo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.xingtan.platform.persistence.Json;
import tools.jackson.core.type.TypeReference;

/** The files under {@code demo/} that the demo is made of. */
public final class DemoResources {

    private DemoResources() {}

    static boolean has(String name) {
        return DemoResources.class.getResource("/demo/" + name) != null;
    }

    static byte[] bytes(String name) {
        try (var stream = DemoResources.class.getResourceAsStream("/demo/" + name)) {
            if (stream == null) {
                throw new IllegalArgumentException("No such file: demo/" + name);
            }
            return stream.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String text(String name) {
        return new String(bytes(name), StandardCharsets.UTF_8);
    }

    static <T> T json(String name, TypeReference<T> type) {
        return Json.read(text(name), type);
    }

    /** A row of a table by the names of its columns; an empty cell is empty text. */
    public record Row(Map<String, String> cells) {

        public String get(String column) {
            var cell = cells.get(column);
            if (cell == null) {
                throw new IllegalArgumentException("No such column: " + column);
            }
            return cell;
        }

        public boolean has(String column) {
            return !get(column).isEmpty();
        }

        public List<String> list(String column) {
            return has(column) ? List.of(get(column).split(",")) : List.of();
        }
    }

    /** A table with tabs between the cells; its first line names the columns. */
    public static List<Row> table(String name) {
        var lines = text(name).lines().toList();
        var columns = lines.getFirst().split("\t", -1);
        var rows = new ArrayList<Row>();
        for (var line : lines.subList(1, lines.size())) {
            var cells = line.split("\t", -1);
            var row = new HashMap<String, String>();
            for (var i = 0; i < columns.length; i++) {
                row.put(columns[i], cells[i]);
            }
            rows.add(new Row(row));
        }
        return rows;
    }
}
