package org.xingtan.program;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import org.xingtan.platform.Condition;
import org.xingtan.platform.Verdict;

/** Whether rules fit a program: every track has a completion rule, and nothing is named that the program has not. */
public final class RulesCheck {

    private final ProgramDetail program;
    private final List<Condition> conditions = new ArrayList<>();

    private RulesCheck(ProgramDetail program) {
        this.program = program;
    }

    public static Verdict verdict(Rules rules, ProgramDetail program) {
        var check = new RulesCheck(program);
        var tracks = program.tracks().stream().map(ProgramDetail.Track::code).collect(Collectors.toSet());
        tracks.stream().sorted().forEach(track ->
            check.add("rules.completion-of-track", rules.completion().containsKey(track), track));
        rules.completion().keySet().stream().sorted().forEach(track -> check.add("rules.known-track", tracks.contains(track), track));
        rules.certificate().tracks().forEach(track -> check.add("rules.known-track", tracks.contains(track), track));
        rules.completion().values().forEach(check::visit);
        return Verdict.of(check.conditions);
    }

    private void visit(CompletionRule rule) {
        switch (rule) {
            case CompletionRule.AllOf all -> all.rules().forEach(this::visit);
            case CompletionRule.AnyOf any -> any.rules().forEach(this::visit);
            case CompletionRule.AllLessons(var phase) when phase != null -> phase(phase);
            case CompletionRule.LessonsAtLeast(_, var phase) when phase != null -> phase(phase);
            case CompletionRule.QuizPassed(var lesson) -> add("rules.known-lesson",
                program.lessons().stream().anyMatch(it -> it.lesson().id().value().equals(lesson) && it.lesson().quiz() != null), lesson);
            case CompletionRule.AllLessons _, CompletionRule.LessonsAtLeast _, CompletionRule.HoursAtLeast _, CompletionRule.Never _ -> { }
        }
    }

    private void phase(UUID phase) {
        add("rules.known-phase", program.phases().stream().anyMatch(it -> it.id().equals(phase)), phase);
    }

    private void add(String code, boolean met, Object argument) {
        conditions.add(Condition.of(code, met, argument));
    }
}
