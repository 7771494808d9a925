package org.xingtan.planning;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.xingtan.platform.CreditHours;
import org.xingtan.platform.Localized;
import org.xingtan.platform.Verdict;

/**
 * A published plan in front of somebody whom it may concern.
 *
 * @param lines  that he is in
 * @param others titles of those that he is not in
 */
public record MyPlan(TrainingPlan plan, Localized unit, List<Line> lines, List<String> others) {

    /** Where somebody stands in a training. */
    public enum State {
        COMPLETED, TAKING, WAITING, APPLIED, NOW, LATER, ASSIGNED, OVER, NOT_FOR_ME;

        /** What a tag with it looks like. */
        public String tone() {
            return switch (this) {
                case COMPLETED -> "tag-good";
                case TAKING, WAITING, APPLIED, NOW -> "tag-apricot";
                case LATER, ASSIGNED, OVER, NOT_FOR_ME -> "";
            };
        }
    }

    /**
     * A line that he is in.
     *
     * @param why      what it asks, and what he has
     * @param category what the category of its hours is called; null for hours of any
     * @param hours    that he has from all that serves it in the year
     * @param study    what he has of school-based study
     */
    public record Line(PlanLine line, Verdict why, @Nullable Localized category, CreditHours hours, List<Training> trainings, Study study) {

        /** Whether he takes part in something that serves it, or has. */
        public boolean isTaken() {
            return line.study() && study.taken || trainings.stream().anyMatch(it -> it.state == State.COMPLETED || it.state == State.TAKING);
        }

        /** Whether he has as many hours as it aims at. */
        public boolean isReached() {
            return line.hours() != null && hours.compareTo(line.hours()) >= 0;
        }

        /** Whether there is one that he can come into now. */
        public boolean isOpen() {
            return trainings.stream().anyMatch(it -> it.state == State.NOW);
        }
    }

    /**
     * School-based study of the year, whatever of it a line counts.
     *
     * @param taken whether he was at an event that has brought hours
     */
    public record Study(CreditHours hours, boolean taken) {}

    /**
     * A training that serves it.
     *
     * @param at   until when he can come in, or from when; null where no time is set
     * @param href where he goes on
     */
    public record Training(PlannedTraining training, State state, @Nullable Instant at, String href) {}

    /** Where a program stands for somebody, as the database has it. */
    record Fact(boolean taking, boolean completed, boolean waiting, boolean applied, @Nullable UUID offering, @Nullable Instant opens, @Nullable Instant closes) {

        static final Fact NOTHING = new Fact(false, false, false, false, null, null, null);
    }
}
