package org.xingtan.planning;

import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.xingtan.platform.CreditHours;

/**
 * How far a plan reaches the people of a unit, as of this moment.
 *
 * @param all   the unit with all that lies below it
 * @param parts the same for the units right below in which somebody is, and for the unit's own people, by path
 */
public record Coverage(Part all, Map<String, Part> parts) {

    /**
     * Some people, in one line.
     *
     * @param people    in its audience
     * @param taking    who take part in at least one of its trainings
     * @param completed who have completed at least one of them
     * @param hours     that these have brought in the year, of the category that the line names
     * @param reached   who have as many hours as it aims at
     */
    public record Count(int people, int taking, int completed, CreditHours hours, int reached) {

        static final Count NOBODY = new Count(0, 0, 0, CreditHours.ZERO, 0);

        Count plus(Count other) {
            return new Count(people + other.people, taking + other.taking, completed + other.completed, hours.plus(other.hours), reached + other.reached);
        }

        /** In its audience, and in none of its trainings. */
        public int missing() {
            return people - taking;
        }
    }

    /**
     * Some people, in all lines.
     *
     * @param people  how many there are
     * @param without who are in no line
     * @param idle    who are in a line, and take part in no training of any of theirs
     * @param lines   by the line
     */
    public record Part(int people, int without, int idle, Map<UUID, Count> lines) {

        static final Part NOBODY = new Part(0, 0, 0, Map.of());

        public Count of(PlanLine line) {
            return lines.getOrDefault(line.id(), Count.NOBODY);
        }

        /** Who take part in a training of one of their lines. */
        public int taking() {
            return people - without - idle;
        }

        Part plus(Part other) {
            var all = new HashMap<>(lines);
            other.lines.forEach((line, count) -> all.merge(line, count, Count::plus));
            return new Part(people + other.people, without + other.without, idle + other.idle, Map.copyOf(all));
        }
    }

    static Coverage of(Map<String, Part> parts) {
        return new Coverage(parts.values().stream().reduce(Part.NOBODY, Part::plus), parts);
    }
}
