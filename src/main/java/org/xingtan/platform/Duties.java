package org.xingtan.platform;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.xingtan.platform.reading.Reading;

/**
 * What a module has for people to do, or to take note of, beside learning: it stands on their to-do lists. Each module that has
 * some implements it; nobody keeps a list of them. It says its statement and what the rows ask of whom: all of them are read together.
 */
public interface Duties {

    /**
     * One thing to do.
     *
     * @param text      key of its sentence; {@code <text>.act} is the key of the words on its button
     * @param arguments what the sentence is filled with
     * @param about     key of what stands below it, e.g. where it comes from; filled with the same
     * @param icon      a name of {@code components/icon}
     * @param due       until when; null when it may wait
     */
    record Duty(String text, List<Object> arguments, String about, String icon, @Nullable Instant due, String href) {}

    /** What concerns these people themselves; whoever has none is left out. Every start page asks. */
    default Reading<Map<TeacherId, List<Duty>>> of(Set<TeacherId> teachers) {
        return Reading.known(Map.of());
    }

    /** What their offices ask of these people, who are appointed to something: hardly anybody is, and nobody else is asked for. */
    default Reading<Map<TeacherId, List<Duty>>> ofOffices(Set<TeacherId> appointed) {
        return Reading.known(Map.of());
    }

    /** Everything that some of them ask of each person. */
    static Reading<Map<TeacherId, List<Duty>>> together(List<Reading<Map<TeacherId, List<Duty>>>> some) {
        return Reading.all(some).as(asked -> {
            var all = new HashMap<TeacherId, List<Duty>>();
            asked.forEach(it -> it.forEach((teacher, duties) -> all.computeIfAbsent(teacher, _ -> new ArrayList<>()).addAll(duties)));
            return all;
        });
    }
}
