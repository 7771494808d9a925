package org.xingtan.planning;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.xingtan.program.Audience;

/**
 * Whom a line is for, in the dimensions in which training is planned: 分层 by years of service, 分类 by stage, subject and rural schools, 分岗 by post;
 * and in which of the units below. Whatever is not named is not asked. It is kept as an {@link Audience}, which decides about people.
 *
 * @param from  whole years of service at least; null for any
 * @param to    at most; null for any
 * @param units paths of units right below; empty for all
 */
public record Group(@Nullable Integer from, @Nullable Integer to, List<String> stages, List<String> subjects, boolean rural, List<String> posts, List<String> units) {

    /** Everybody of the unit. */
    public static final Group EVERYBODY = new Group(null, null, List.of(), List.of(), false, List.of(), List.of());

    /** As it is kept: every part holds. */
    public Audience.All audience() {
        var parts = new ArrayList<Audience>();
        if (from != null || to != null) {
            parts.add(new Audience.YearsOfService(from, to));
        }
        if (!stages.isEmpty()) {
            parts.add(new Audience.Stage(stages));
        }
        if (!subjects.isEmpty()) {
            parts.add(new Audience.Subject(subjects));
        }
        if (rural) {
            parts.add(new Audience.Rural());
        }
        if (!posts.isEmpty()) {
            parts.add(new Audience.Post(posts));
        }
        if (!units.isEmpty()) {
            parts.add(new Audience.Within(units));
        }
        return new Audience.All(List.copyOf(parts));
    }

    /** @throws IllegalStateException for one that no line keeps */
    static Group of(Audience audience) {
        var group = EVERYBODY;
        for (var part : audience instanceof Audience.All(var parts) ? parts : List.of(audience)) {
            group = group.with(part);
        }
        return group;
    }

    private Group with(Audience part) {
        return switch (part) {
            case Audience.YearsOfService(var least, var most) -> new Group(least, most, stages, subjects, rural, posts, units);
            case Audience.Stage(var codes) -> new Group(from, to, codes, subjects, rural, posts, units);
            case Audience.Subject(var codes) -> new Group(from, to, stages, codes, rural, posts, units);
            case Audience.Rural _ -> new Group(from, to, stages, subjects, true, posts, units);
            case Audience.Post(var codes) -> new Group(from, to, stages, subjects, rural, codes, units);
            case Audience.Within(var paths) -> new Group(from, to, stages, subjects, rural, posts, paths);
            default -> throw new IllegalStateException("No line of a plan is for " + part);
        };
    }
}
