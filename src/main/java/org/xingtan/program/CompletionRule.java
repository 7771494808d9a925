package org.xingtan.program;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.xingtan.platform.Condition;
import org.xingtan.platform.CreditHours;
import org.xingtan.platform.Verdict;

/** When a participant has completed a program. Evaluated against {@link Achievement}, it gives a verdict. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "is")
@JsonSubTypes({
    @JsonSubTypes.Type(value = CompletionRule.AllOf.class, name = "all-of"),
    @JsonSubTypes.Type(value = CompletionRule.AnyOf.class, name = "any-of"),
    @JsonSubTypes.Type(value = CompletionRule.AllLessons.class, name = "all-lessons"),
    @JsonSubTypes.Type(value = CompletionRule.LessonsAtLeast.class, name = "lessons-at-least"),
    @JsonSubTypes.Type(value = CompletionRule.HoursAtLeast.class, name = "hours-at-least"),
    @JsonSubTypes.Type(value = CompletionRule.QuizPassed.class, name = "quiz-passed"),
    @JsonSubTypes.Type(value = CompletionRule.Never.class, name = "never")
})
public sealed interface CompletionRule {

    Condition condition(Achievement achievement);

    default Verdict verdict(Achievement achievement) {
        var condition = condition(achievement);
        return this instanceof AllOf ? Verdict.of(condition.conditions()) : Verdict.of(condition);
    }

    record AllOf(List<CompletionRule> rules) implements CompletionRule {

        @Override
        public Condition condition(Achievement achievement) {
            var parts = rules.stream().map(rule -> rule.condition(achievement)).toList();
            return Condition.nested("completion.all-of", parts.stream().allMatch(Condition::met), parts);
        }
    }

    record AnyOf(List<CompletionRule> rules) implements CompletionRule {

        @Override
        public Condition condition(Achievement achievement) {
            var parts = rules.stream().map(rule -> rule.condition(achievement)).toList();
            return Condition.nested("completion.any-of", parts.stream().anyMatch(Condition::met), parts);
        }
    }

    /** Every lesson of a phase, or of the whole program when the phase is null. */
    record AllLessons(@Nullable UUID phase) implements CompletionRule {

        @Override
        public Condition condition(Achievement achievement) {
            return phase == null
                ? Condition.atLeast("completion.all-lessons", achievement.lessonsIn(null), achievement.completedIn(null))
                : Condition.atLeast("completion.all-lessons-of-phase", achievement.lessonsIn(phase), achievement.completedIn(phase),
                    achievement.phaseTitle(phase));
        }
    }

    /** At least n lessons, of a phase or of the whole program. */
    record LessonsAtLeast(int n, @Nullable UUID phase) implements CompletionRule {

        @Override
        public Condition condition(Achievement achievement) {
            return phase == null
                ? Condition.atLeast("completion.lessons-at-least", n, achievement.completedIn(null), n)
                : Condition.atLeast("completion.lessons-of-phase-at-least", n, achievement.completedIn(phase), n, achievement.phaseTitle(phase));
        }
    }

    record HoursAtLeast(CreditHours hours) implements CompletionRule {

        @Override
        public Condition condition(Achievement achievement) {
            return Condition.of("completion.hours-at-least", achievement.hours().compareTo(hours) >= 0, hours)
                .withNeed(hours.toString(), achievement.hours().toString());
        }
    }

    /** The quiz of one lesson is passed. */
    record QuizPassed(UUID lesson) implements CompletionRule {

        @Override
        public Condition condition(Achievement achievement) {
            return Condition.of("completion.quiz-passed", achievement.quizzesPassed().contains(lesson), achievement.lessonTitle(lesson));
        }
    }

    /** Time is recorded, completion does not exist on this track. */
    record Never() implements CompletionRule {

        @Override
        public Condition condition(Achievement achievement) {
            return Condition.of("completion.never", false);
        }
    }
}
