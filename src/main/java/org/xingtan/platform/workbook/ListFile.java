package org.xingtan.platform.workbook;

import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.xingtan.platform.Csv;
import org.xingtan.platform.Problem;

/** What a list of people is taken away as. */
public enum ListFile {

    /** For those who go on with it in a spreadsheet. */
    XLSX("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet") {
        @Override
        public Rows open(OutputStream out, String title, List<String> columns, String mark) {
            var sheet = new SheetWriter(out, title, columns, mark);
            return new Rows() {
                @Override
                public void add(List<@Nullable String> cells) {
                    sheet.row(cells);
                }

                @Override
                public void close() {
                    sheet.close();
                }
            };
        }
    },
    /** For programs; who took it away stands in the first line. */
    CSV("text/csv;charset=UTF-8") {
        @Override
        public Rows open(OutputStream out, String title, List<String> columns, String mark) throws IOException {
            var csv = new Csv(out);
            csv.row(List.of(mark));
            csv.row(columns);
            return new Rows() {
                @Override
                public void add(List<@Nullable String> cells) throws IOException {
                    csv.row(cells);
                }

                @Override
                public void flush() throws IOException {
                    csv.flush();
                }

                @Override
                public void close() throws IOException {
                    csv.flush();
                }
            };
        }
    };

    /** Takes one row after the other. */
    public interface Rows extends Closeable {

        void add(List<@Nullable String> cells) throws IOException;

        /** What was added goes out now, where rows go out one by one. */
        default void flush() throws IOException {}
    }

    private final String mediaType;

    ListFile(String mediaType) {
        this.mediaType = mediaType;
    }

    /** @param mark who takes it away, when and why */
    public abstract Rows open(OutputStream out, String title, List<String> columns, String mark) throws IOException;

    public String mediaType() {
        return mediaType;
    }

    public String ending() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** @throws Problem 400 when there is no such file */
    public static ListFile of(String ending) {
        return Arrays.stream(values()).filter(it -> it.ending().equals(ending)).findFirst().orElseThrow(() -> new Problem(400, "error.malformed"));
    }
}
