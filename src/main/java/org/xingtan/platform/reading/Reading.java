package org.xingtan.platform.reading;

import java.util.Collection;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Supplier;
import org.springframework.jdbc.core.JdbcOperations;
import org.xingtan.platform.persistence.OneRead;
import org.xingtan.platform.persistence.Pipeline;

/**
 * Something to be read, said apart from reading it: what modules that know nothing of each other have to read for one page is then read on
 * one way to the database and back. {@link Query} makes one of a statement, {@link OneRead} reads it.
 *
 * @param <T> what it answers
 */
@FunctionalInterface
public interface Reading<T> {

    /** Adds its statements to others. @return the answer, once all have come back */
    Supplier<T> with(Pipeline others);

    /** Reads it now, on one way to the database and back; in the caller's transaction, where there is one. */
    default T from(JdbcOperations db) {
        var all = new Pipeline(db);
        var answer = with(all);
        all.run();
        return answer.get();
    }

    /** For what is known without the database. */
    static <T> Reading<T> known(T answer) {
        return _ -> () -> answer;
    }

    /** All of them, in their order. */
    static <T> Reading<List<T>> all(Collection<? extends Reading<? extends T>> readings) {
        return others -> {
            var answers = readings.stream().<Supplier<? extends T>>map(it -> it.with(others)).toList();
            return () -> answers.stream().<T>map(Supplier::get).toList();
        };
    }

    /** With another one, and what the two answers say together. */
    default <U, V> Reading<V> and(Reading<U> other, BiFunction<? super T, ? super U, ? extends V> both) {
        return others -> {
            var one = with(others);
            var two = other.with(others);
            return () -> both.apply(one.get(), two.get());
        };
    }

    /** The same, understood: {@code meaning} is asked when all has come back, and may ask the database itself. */
    default <U> Reading<U> as(Function<? super T, ? extends U> meaning) {
        return others -> {
            var answer = with(others);
            return () -> meaning.apply(answer.get());
        };
    }
}
