package org.xingtan.platform.workbook;

import java.io.Closeable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.xingtan.platform.Refused;

/**
 * The table in a sheet: its header is found by the names in it, within the first ten rows, whatever their order; titles above
 * are passed over, and so are blank rows, however many.
 */
public final class SheetTable implements Closeable, Iterable<TableRow> {

    private static final int FIRST_ROWS = 10;

    private final Stream<SheetRow> source;
    private final Iterator<SheetRow> rows;
    private final List<Heading> headings;
    private final List<Finding> findings = new ArrayList<>();
    private final Map<String, Integer> columns = new HashMap<>();
    private final Map<String, String> names = new HashMap<>();
    private int header;

    /** @throws Refused {@code workbook.no-header} when no row has all names that are required, with those that the best one lacks */
    public SheetTable(UploadedWorkbook workbook, List<Heading> headings) {
        this.source = workbook.rows();
        this.rows = source.iterator();
        this.headings = headings;
        findHeader();
    }

    private void findHeader() {
        var missing = headings.stream().filter(Heading::required).toList();
        while (rows.hasNext()) {
            var row = rows.next();
            if (row.number() > FIRST_ROWS) {
                break;
            }
            var lacking = headings.stream().filter(Heading::required).filter(heading -> position(row, heading) < 0).toList();
            if (lacking.isEmpty()) {
                take(row);
                return;
            }
            missing = lacking.size() < missing.size() ? lacking : missing;
        }
        source.close();
        throw new Refused("workbook.no-header", missing.stream().map(Heading::name).toList());
    }

    private static int position(SheetRow row, Heading heading) {
        for (var i = 0; i < row.cells().size(); i++) {
            if (heading.isCalled(row.cell(i).text())) {
                return i;
            }
        }
        return -1;
    }

    private void take(SheetRow row) {
        header = row.number();
        for (var heading : headings) {
            var position = position(row, heading);
            if (position >= 0) {
                columns.put(heading.key(), position);
                names.put(heading.key(), CellText.trimmed(row.cell(position).text()));
            }
        }
        for (var i = 0; i < row.cells().size(); i++) {
            if (!columns.containsValue(i) && !row.cell(i).isBlank()) {
                var text = CellText.trimmed(row.cell(i).text());
                var known = headings.stream().anyMatch(heading -> heading.isCalled(text));
                findings.add(Finding.of(header, text, known ? "platform.workbook.double-column" : "platform.workbook.unknown-column"));
            }
        }
    }

    /** The row its names stand in, from 1. */
    public int header() {
        return header;
    }

    /** What is to be said about the header: columns that nobody knows, columns that are there twice. */
    public List<Finding> findings() {
        return List.copyOf(findings);
    }

    public boolean has(String key) {
        return columns.containsKey(key);
    }

    /** What the workbook calls a column; what templates call it, when the workbook has none. */
    public String nameOf(String key) {
        return names.getOrDefault(key, headings.stream().filter(heading -> heading.key().equals(key)).map(Heading::name).findFirst().orElse(key));
    }

    /** Where the columns of the header stand, from 0, by their names in the workbook. */
    Map<String, Integer> places() {
        return names.entrySet().stream().collect(Collectors.toMap(Map.Entry::getValue, entry -> columns.get(entry.getKey()), Math::min));
    }

    /** The rows below the header that have anything in a known column; once only. */
    @Override
    public Iterator<TableRow> iterator() {
        return stream().iterator();
    }

    /** The same as a stream. */
    public Stream<TableRow> stream() {
        var keys = headings.stream().map(Heading::key).toList();
        var places = keys.stream().mapToInt(key -> columns.getOrDefault(key, Integer.MAX_VALUE)).toArray();
        Iterable<SheetRow> rest = () -> rows;
        return StreamSupport.stream(rest.spliterator(), false)
            .map(row -> new TableRow(row.number(), row.hidden(), keys, Arrays.stream(places).mapToObj(row::cell).toList()))
            .filter(row -> !row.isBlank());
    }

    @Override
    public void close() {
        source.close();
    }
}
