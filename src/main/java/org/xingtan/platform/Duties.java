package org.xingtan.platform;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a module has for people to do, or to take note of, beside learning: it stands on their to-do lists. Each module that has
 * some implements it; nobody keeps a list of them.
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

    /** What concerns these people themselves, read together in one statement; whoever has none is left out. Every start page asks. */
    default Map<TeacherId, List<Duty>> of(Set<TeacherId> teachers) {
        return Map.of();
    }

    /** What their offices ask of these people, who are appointed to something: hardly anybody is, and nobody else is asked for. */
    default Map<TeacherId, List<Duty>> ofOffices(Set<TeacherId> appointed) {
        return Map.of();
    }
}
