package org.xingtan.monitoring;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.xingtan.platform.Csv;
import org.xingtan.platform.Problem;
import org.xingtan.platform.workbook.SheetWriter;

/** What a list is taken away as. Either streams: its length costs no memory. */
enum ListFile {

    /** For those who go on with it in a spreadsheet. */
    XLSX("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet") {
        @Override
        void write(OutputStream out, Sheet sheet, Consumer<Consumer<List<@Nullable String>>> rows) {
            try (var workbook = new SheetWriter(out, sheet.title, sheet.columns, sheet.mark)) {
                rows.accept(workbook::row);
            }
        }
    },
    /** For programs; who took it away stands in the first line. */
    CSV("text/csv;charset=UTF-8") {
        @Override
        void write(OutputStream out, Sheet sheet, Consumer<Consumer<List<@Nullable String>>> rows) throws IOException {
            var csv = new Csv(out);
            csv.row(List.of(sheet.mark));
            csv.row(sheet.columns);
            rows.accept(cells -> {
                try {
                    csv.row(cells);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
            csv.flush();
        }
    };

    /** @param mark who takes it away, when and why */
    record Sheet(String title, List<String> columns, String mark) {}

    private final String mediaType;

    ListFile(String mediaType) {
        this.mediaType = mediaType;
    }

    /** @param rows gives one row after the other to whom it is told */
    abstract void write(OutputStream out, Sheet sheet, Consumer<Consumer<List<@Nullable String>>> rows) throws IOException;

    String mediaType() {
        return mediaType;
    }

    String ending() {
        return name().toLowerCase(Locale.ROOT);
    }

    static ListFile of(String ending) {
        return Arrays.stream(values()).filter(it -> it.ending().equals(ending)).findFirst().orElseThrow(() -> new Problem(400, "error.malformed"));
    }
}
