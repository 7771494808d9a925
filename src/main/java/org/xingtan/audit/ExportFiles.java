package org.xingtan.audit;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.xingtan.platform.Actor;
import org.xingtan.platform.persistence.TemporaryFiles;
import org.xingtan.platform.web.Page;
import org.xingtan.platform.workbook.ListFile;

/**
 * How lists of people's data are written and go out. Most are whole before the first byte goes out: what stands against one is said, and whoever
 * takes it slowly keeps nobody from the database.
 */
@Component
public class ExportFiles {

    private static final int PIECE = 1 << 18;

    /** What a list looks like. */
    public record Shape(ListFile as, String title, List<String> headings, Locale locale) {

        /** Rows for programs have no title. */
        public static Shape csv(List<String> headings, Locale locale) {
            return new Shape(ListFile.CSV, "", headings, locale);
        }
    }

    /** Gives a list its rows. */
    public interface Source {

        void into(ListFile.Rows rows) throws IOException;
    }

    /** Gives a list its rows, a page at a time. */
    public interface Pages<T> {

        /** @param after null for the first one */
        Page<T> behind(@Nullable String after);
    }

    /** A list that is whole. It goes out once, by {@link #send}. */
    public final class Ready {

        private final Export export;
        private final Path file;
        private final long count;

        private Ready(Export export, Path file, long count) {
            this.export = export;
            this.file = file;
            this.count = count;
        }

        public Export export() {
            return export;
        }

        /** In bytes. */
        public long size() throws IOException {
            return Files.size(file);
        }

        /** Every row goes out, or the trail tells of none: what breaks off is no list. */
        public void send(OutputStream out) throws IOException {
            var sent = 0L;
            try {
                pour(file, out);
                sent = count;
            } finally {
                Files.delete(file);
                exports.end(export, sent);
            }
        }
    }

    private final Exports exports;

    ExportFiles(Exports exports) {
        this.exports = exports;
    }

    /**
     * How many rows it has shows when they are written, and nothing has gone out yet.
     *
     * @throws org.xingtan.platform.Problem as {@link Exports#begin} says; 422 without a reason before any row is asked for
     */
    public Ready begin(Actor actor, Export.Of of, Export.Why why, Shape shape, Source source) throws IOException {
        var ready = write(exports.announce(actor, of, why), shape, source);
        try {
            exports.begin(ready.export, ready.count, why);
            return ready;
        } catch (RuntimeException e) {
            Files.delete(ready.file);
            throw e;
        }
    }

    /** Of what was begun with the number of its rows. */
    public Ready write(Export begun, Shape shape, Source source) throws IOException {
        var file = TemporaryFiles.create("export", "." + shape.as.ending());
        try (var out = new BufferedOutputStream(Files.newOutputStream(file))) {
            var count = new AtomicLong();
            try (var rows = shape.as.open(out, shape.title, shape.headings, exports.mark(begun, shape.locale))) {
                source.into(new Counted(rows, count));
            }
            return new Ready(begun, file, count.get());
        } catch (IOException | RuntimeException e) {
            Files.delete(file);
            throw e;
        }
    }

    private record Counted(ListFile.Rows rows, AtomicLong count) implements ListFile.Rows {

        @Override
        public void add(List<@Nullable String> cells) throws IOException {
            rows.add(cells);
            count.incrementAndGet();
        }

        @Override
        public void flush() throws IOException {
            rows.flush();
        }

        @Override
        public void close() throws IOException {
            rows.close();
        }
    }

    /** In big pieces: each small one would be a call of the system and a turn of its thread. */
    private static void pour(Path file, OutputStream out) throws IOException {
        try (var in = Files.newInputStream(file)) {
            var piece = new byte[PIECE];
            for (var n = in.read(piece); n >= 0; n = in.read(piece)) {
                out.write(piece, 0, n);
            }
            out.flush();
        }
    }

    /** Of what was begun, as it is read; wherever that breaks off, the trail tells how many rows there were. */
    public <T> void stream(Export begun, Shape shape, Pages<T> pages, Function<T, List<@Nullable String>> cells, OutputStream out) throws IOException {
        var count = 0L;
        try (var rows = shape.as.open(out, shape.title, shape.headings, exports.mark(begun, shape.locale))) {
            @Nullable String after = null;
            do {
                var page = pages.behind(after);
                for (var item : page.items()) {
                    rows.add(cells.apply(item));
                    count++;
                }
                rows.flush();
                after = page.next();
            } while (after != null);
        } finally {
            exports.end(begun, count);
        }
    }
}
