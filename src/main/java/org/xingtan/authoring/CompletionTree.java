package org.xingtan.authoring;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.xingtan.platform.web.Texts;
import org.xingtan.program.CompletionRule;
import org.xingtan.program.ProgramDetail;

/** A completion rule as people read it, part by part. */
@Component
class CompletionTree {

    private final Texts texts;

    CompletionTree(Texts texts) {
        this.texts = texts;
    }

    TreeNode of(CompletionRule rule, ProgramDetail program, Locale locale) {
        return node(rule, "", program, locale);
    }

    private TreeNode node(CompletionRule rule, String path, ProgramDetail program, Locale locale) {
        var parts = new ArrayList<TreeNode>();
        for (var part : parts(rule)) {
            parts.add(node(part, TreeNode.below(path, parts.size()), program, locale));
        }
        return new TreeNode(path, kind(rule), words(rule, program, locale), null, List.copyOf(parts));
    }

    private static List<CompletionRule> parts(CompletionRule rule) {
        return switch (rule) {
            case CompletionRule.AllOf(var rules) -> rules;
            case CompletionRule.AnyOf(var rules) -> rules;
            default -> List.of();
        };
    }

    private static String kind(CompletionRule rule) {
        return switch (rule) {
            case CompletionRule.AllOf _ -> "all";
            case CompletionRule.AnyOf _ -> "any";
            default -> "leaf";
        };
    }

    private String words(CompletionRule rule, ProgramDetail program, Locale locale) {
        return switch (rule) {
            case CompletionRule.AllOf(var rules) -> texts.get(rules.isEmpty() ? "authoring.completion.nothing" : "authoring.completion.all", locale);
            case CompletionRule.AnyOf(var rules) -> texts.get(rules.isEmpty() ? "authoring.completion.impossible" : "authoring.completion.any", locale);
            case CompletionRule.AllLessons(var phase) when phase == null -> texts.get("program.words.all-lessons", locale, program.lessons().size());
            case CompletionRule.AllLessons(var phase) -> texts.get("program.words.all-lessons-of-phase", locale, title(program, phase),
                program.lessons().stream().filter(it -> it.phaseId().equals(phase)).count());
            case CompletionRule.LessonsAtLeast(var n, var phase) when phase == null -> texts.get("program.words.lessons-at-least", locale, n);
            case CompletionRule.LessonsAtLeast(var n, var phase) -> texts.get("program.words.lessons-of-phase-at-least", locale, n, title(program, phase));
            case CompletionRule.HoursAtLeast(var hours) -> texts.get("program.words.hours-at-least", locale, hours);
            case CompletionRule.QuizPassed(var lesson) -> texts.get("program.words.quiz-passed", locale, program.lessons().stream()
                .filter(it -> it.lesson().id().value().equals(lesson)).map(it -> it.lesson().title()).findFirst().orElse("–"));
            case CompletionRule.Never _ -> texts.get("program.words.never", locale);
        };
    }

    private static String title(ProgramDetail program, UUID phase) {
        return program.phases().stream().filter(it -> it.id().equals(phase)).map(ProgramDetail.Phase::title).findFirst().orElse("–");
    }
}
