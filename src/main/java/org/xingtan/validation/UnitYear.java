package org.xingtan.validation;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.xingtan.directory.OrganizationCard;
import org.xingtan.validation.Dossier.Result;
import org.xingtan.validation.Dossier.State;

/**
 * A year of a unit and all below it: how far everybody has come, as of one instant.
 *
 * @param call     under which the unit's own people are; null where there is none above it
 * @param tops     where the reader's scope begins
 * @param children units directly below in which anybody is called
 * @param own      the direct people of a unit that also has units below; null for none
 * @param acts     whether the reader confirms for the unit, and not for one above it
 * @param keeps    whether he acts for the unit or for one above it; whoever does not looks at it alone
 */
public record UnitYear(Instant asOf, int year, int current, OrganizationCard unit, List<OrganizationCard> trail, List<OrganizationCard> tops, @Nullable Call call,
                       Count all, List<Part> children, @Nullable Count own, boolean authority, boolean acts, boolean keeps) {

    public record Part(OrganizationCard unit, Count count) {}

    /** How many there are of each. */
    public record Count(long open, long confirmed, long objected, long unitConfirmed, long compliant, long notCompliant, long exempt, long moved) {

        static final Count NOBODY = new Count(0, 0, 0, 0, 0, 0, 0, 0);

        Count plus(Count other) {
            return new Count(open + other.open, confirmed + other.confirmed, objected + other.objected, unitConfirmed + other.unitConfirmed,
                compliant + other.compliant, notCompliant + other.notCompliant, exempt + other.exempt, moved + other.moved);
        }

        static Count of(State state, @Nullable Result result, long n, long moved) {
            return switch (state) {
                case OPEN -> new Count(n, 0, 0, 0, 0, 0, 0, 0);
                case CONFIRMED -> new Count(0, n, 0, 0, 0, 0, 0, 0);
                case OBJECTED -> new Count(0, 0, n, 0, 0, 0, 0, 0);
                case UNIT_CONFIRMED -> new Count(0, 0, 0, n, 0, 0, 0, 0);
                case VALIDATED -> new Count(0, 0, 0, 0, result == Result.COMPLIANT ? n : 0, result == Result.NOT_COMPLIANT ? n : 0, result == Result.EXEMPT ? n : 0, moved);
            };
        }

        public long validated() {
            return compliant + notCompliant + exempt;
        }

        public long people() {
            return open + confirmed + objected + unitConfirmed + validated();
        }

        public long of(String which) {
            return switch (which) {
                case "OPEN" -> open;
                case "CONFIRMED" -> confirmed;
                case "OBJECTED" -> objected;
                case "UNIT_CONFIRMED" -> unitConfirmed;
                case "VALIDATED" -> validated();
                case "MOVED" -> moved;
                default -> people();
            };
        }
    }

    public String href(OrganizationCard other, int otherYear) {
        return "/console/validation?organization=" + other.id() + "&year=" + otherYear;
    }

    public String people(OrganizationCard of, String which) {
        return "/console/validation/people?organization=" + of.id() + "&year=" + year + "&which=" + which;
    }

    public String at(String page) {
        return "/console/validation/" + page + "?organization=" + unit.id() + "&year=" + year;
    }
}
