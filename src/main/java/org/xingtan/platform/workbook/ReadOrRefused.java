package org.xingtan.platform.workbook;

import java.util.Spliterator;
import java.util.Spliterators;
import java.util.function.Consumer;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.xingtan.platform.Problem;

/** Rows from a file of unknown origin: what the reader trips over is the file's fault and is answered as such. */
final class ReadOrRefused<T> extends Spliterators.AbstractSpliterator<T> {

    private final Spliterator<T> rows;

    private ReadOrRefused(Spliterator<T> rows) {
        super(Long.MAX_VALUE, Spliterator.ORDERED);
        this.rows = rows;
    }

    static <T> Stream<T> of(Stream<T> rows) {
        return StreamSupport.stream(new ReadOrRefused<>(rows.spliterator()), false).onClose(rows::close);
    }

    /** Only reading is covered: what the caller does with a row is his own. */
    @Override
    public boolean tryAdvance(Consumer<? super T> action) {
        var read = new Object() {
            T row;
        };
        try {
            if (!rows.tryAdvance(row -> read.row = row)) {
                return false;
            }
        } catch (Problem e) {
            throw e;
        } catch (RuntimeException e) {
            throw UploadedWorkbook.damaged(e);
        }
        action.accept(read.row);
        return true;
    }
}
