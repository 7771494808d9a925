package org.xingtan.authoring;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.xingtan.program.Audience;

/** Builds an audience: a tree of all, any and not over conditions. Its root is always a group. */
final class AudienceActs {

    /** Where in the tree a change is made, and what comes of the node there: null takes it out. */
    private interface Change {

        @Nullable Audience of(Audience node);
    }

    private AudienceActs() {}

    static Map<String, Act> all() {
        return Map.of("audience-add", AudienceActs::add, "audience-off", (draft, fields) -> at(draft, fields, _ -> null),
            "audience-not", (draft, fields) -> at(draft, fields, it -> it instanceof Audience.Not(var part) ? part : new Audience.Not(it)),
            "audience-turn", (draft, fields) -> at(draft, fields, AudienceActs::turned));
    }

    private static ProgramDraft add(ProgramDraft draft, Fields fields) {
        var condition = condition(fields);
        return at(draft, fields, it -> switch (it) {
            case Audience.All(var parts) -> new Audience.All(with(parts, condition));
            case Audience.Any(var parts) -> new Audience.Any(with(parts, condition));
            default -> throw Fields.malformed();
        });
    }

    private static Audience turned(Audience node) {
        return switch (node) {
            case Audience.All(var parts) -> new Audience.Any(parts);
            case Audience.Any(var parts) -> new Audience.All(parts);
            default -> throw Fields.malformed();
        };
    }

    private static Audience condition(Fields fields) {
        var codes = fields.codes("codes");
        return switch (fields.text("is")) {
            case "all" -> new Audience.All(List.of());
            case "any" -> new Audience.Any(List.of());
            case "stage" -> new Audience.Stage(some(codes));
            case "subject" -> new Audience.Subject(some(codes));
            case "post" -> new Audience.Post(some(codes));
            case "state" -> new Audience.State(some(codes));
            case "kind" -> new Audience.Kind(some(codes));
            case "within" -> new Audience.Within(some(codes));
            case "rural" -> new Audience.Rural();
            case "years-of-service" -> years(fields.numberOrNone("from", 0, 80), fields.numberOrNone("to", 0, 80));
            case "completed" -> new Audience.Completed(fields.id("program"));
            default -> throw Fields.malformed();
        };
    }

    private static Audience years(@Nullable Integer from, @Nullable Integer to) {
        if (from == null && to == null || from != null && to != null && from > to) {
            throw Fields.malformed();
        }
        return new Audience.YearsOfService(from, to);
    }

    /** A condition on nothing is none. */
    private static List<String> some(List<String> codes) {
        if (codes.isEmpty()) {
            throw Fields.malformed();
        }
        return codes;
    }

    private static List<Audience> with(List<Audience> parts, Audience one) {
        var all = new ArrayList<>(parts);
        all.add(one);
        return List.copyOf(all);
    }

    private static ProgramDraft at(ProgramDraft draft, Fields fields, Change change) {
        var path = fields.path("at");
        return draft.withTrack(fields.text("track"), track -> {
            var changed = at(track.audience(), path, change);
            return track.with(changed instanceof Audience.All || changed instanceof Audience.Any ? changed
                : new Audience.All(changed == null ? List.of() : List.of(changed)));
        });
    }

    private static @Nullable Audience at(Audience node, List<Integer> path, Change change) {
        if (path.isEmpty()) {
            return change.of(node);
        }
        UnaryOperator<List<Audience>> parts = all -> inside(all, path, change);
        return switch (node) {
            case Audience.All(var all) -> new Audience.All(parts.apply(all));
            case Audience.Any(var all) -> new Audience.Any(parts.apply(all));
            case Audience.Not(var part) -> {
                var changed = inside(List.of(part), path, change);
                yield changed.isEmpty() ? null : new Audience.Not(changed.getFirst());
            }
            default -> throw Fields.malformed();
        };
    }

    private static List<Audience> inside(List<Audience> parts, List<Integer> path, Change change) {
        int index = path.getFirst();
        if (index >= parts.size()) {
            throw Fields.malformed();
        }
        var changed = new ArrayList<>(parts);
        var part = at(parts.get(index), path.subList(1, path.size()), change);
        if (part == null) {
            changed.remove(index);
        } else {
            changed.set(index, part);
        }
        return List.copyOf(changed);
    }
}
