package org.xingtan.authoring;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.xingtan.program.CompletionRule;

/** Builds a completion rule: a tree of all and any over what can be asked for. Its root is a group, or that nothing is asked for. */
final class CompletionActs {

    private interface Change {

        @Nullable CompletionRule of(CompletionRule node);
    }

    private CompletionActs() {}

    static Map<String, Act> all() {
        return Map.of("completion-add", CompletionActs::add, "completion-off", (draft, fields) -> at(draft, fields, _ -> null),
            "completion-turn", (draft, fields) -> at(draft, fields, CompletionActs::turned));
    }

    private static ProgramDraft add(ProgramDraft draft, Fields fields) {
        var rule = rule(fields);
        if (rule instanceof CompletionRule.Never) {
            return draft.withTrack(fields.text("track"), track -> track.with(rule));
        }
        return at(draft, fields, it -> switch (it) {
            case CompletionRule.AllOf(var rules) -> new CompletionRule.AllOf(with(rules, rule));
            case CompletionRule.AnyOf(var rules) -> new CompletionRule.AnyOf(with(rules, rule));
            default -> new CompletionRule.AllOf(List.of(rule));
        });
    }

    private static CompletionRule turned(CompletionRule node) {
        return switch (node) {
            case CompletionRule.AllOf(var rules) -> new CompletionRule.AnyOf(rules);
            case CompletionRule.AnyOf(var rules) -> new CompletionRule.AllOf(rules);
            default -> throw Fields.malformed();
        };
    }

    private static CompletionRule rule(Fields fields) {
        return switch (fields.text("is")) {
            case "all-of" -> new CompletionRule.AllOf(List.of());
            case "any-of" -> new CompletionRule.AnyOf(List.of());
            case "all-lessons" -> new CompletionRule.AllLessons(fields.idOrNone("phase"));
            case "lessons-at-least" -> new CompletionRule.LessonsAtLeast(fields.number("n", 1, 10_000), fields.idOrNone("phase"));
            case "hours-at-least" -> new CompletionRule.HoursAtLeast(fields.hours("hours"));
            case "quiz-passed" -> new CompletionRule.QuizPassed(fields.id("lesson"));
            case "never" -> new CompletionRule.Never();
            default -> throw Fields.malformed();
        };
    }

    private static List<CompletionRule> with(List<CompletionRule> rules, CompletionRule one) {
        var all = new ArrayList<>(rules);
        all.add(one);
        return List.copyOf(all);
    }

    private static ProgramDraft at(ProgramDraft draft, Fields fields, Change change) {
        var path = fields.path("at");
        return draft.withTrack(fields.text("track"), track -> {
            var changed = at(track.completion(), path, change);
            return track.with(changed == null ? new CompletionRule.AllOf(List.of())
                : changed instanceof CompletionRule.AllOf || changed instanceof CompletionRule.AnyOf || changed instanceof CompletionRule.Never ? changed
                : new CompletionRule.AllOf(List.of(changed)));
        });
    }

    private static @Nullable CompletionRule at(CompletionRule node, List<Integer> path, Change change) {
        if (path.isEmpty()) {
            return change.of(node);
        }
        return switch (node) {
            case CompletionRule.AllOf(var rules) -> new CompletionRule.AllOf(inside(rules, path, change));
            case CompletionRule.AnyOf(var rules) -> new CompletionRule.AnyOf(inside(rules, path, change));
            default -> inside(List.of(node), path, change).stream().findFirst().orElse(null);
        };
    }

    private static List<CompletionRule> inside(List<CompletionRule> rules, List<Integer> path, Change change) {
        int index = path.getFirst();
        if (index >= rules.size()) {
            throw Fields.malformed();
        }
        var changed = new ArrayList<>(rules);
        var part = at(rules.get(index), path.subList(1, path.size()), change);
        if (part == null) {
            changed.remove(index);
        } else {
            changed.set(index, part);
        }
        return List.copyOf(changed);
    }
}
