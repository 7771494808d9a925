package org.xingtan.authoring;

import java.util.stream.Collectors;
import org.xingtan.program.Achievement;
import org.xingtan.program.CompletionRule;
import org.xingtan.program.ProgramDetail;

/** Whether anybody could meet a rule: it is held against somebody who has done everything and been credited the most there is. */
record Attainable(ProgramDetail program) {

    /** A rule that asks for nothing on purpose is not in question. */
    boolean is(CompletionRule rule) {
        return rule instanceof CompletionRule.Never || rule.verdict(best()).met();
    }

    private Achievement best() {
        var lessons = program.lessons().stream().map(it -> it.lesson().id().value()).collect(Collectors.toSet());
        var quizzes = program.lessons().stream().filter(it -> it.lesson().quiz() != null).map(it -> it.lesson().id().value()).collect(Collectors.toSet());
        return new Achievement(program, lessons, quizzes, program.mostHours());
    }
}
