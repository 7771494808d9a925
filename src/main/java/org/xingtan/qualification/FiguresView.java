package org.xingtan.qualification;

import java.util.List;
import java.util.Map;
import org.xingtan.directory.OrganizationCard;
import org.xingtan.platform.Localized;
import org.xingtan.platform.OrganizationId;
import org.xingtan.qualification.Need.Standing;

/**
 * The qualifications of a unit's people.
 *
 * @param kinds   all, in their order
 * @param figures of the whole, by kind
 * @param kind    the one that is shown part by part
 * @param parts   of the subtree that need it; they add up to the whole
 * @param keeps   whether the reader decides about them
 */
public record FiguresView(OrganizationCard unit, Trail trail, List<Kind> kinds, Map<String, Figures> figures, Kind kind,
                          List<Part> parts, boolean keeps) {

    /**
     * Where somebody stands among his units.
     *
     * @param tops  with which they begin
     * @param units from the one of these in which he is down to the one shown
     */
    public record Trail(List<OrganizationCard> tops, List<OrganizationCard> units) {

        /** Of the one shown. */
        public String path() {
            return units.getLast().path();
        }
    }

    /** How many people need a qualification, and how they stand to it. */
    public record Figures(int held, int expiring, int waiting, int expired, int missing) {

        static final Figures NONE = new Figures(0, 0, 0, 0, 0);

        public int needed() {
            return held + expiring + waiting + expired + missing;
        }

        /** Those that are valid, for however long. */
        public int valid() {
            return held + expiring;
        }

        int of(Standing standing) {
            return switch (standing) {
                case HELD -> held;
                case EXPIRING -> expiring;
                case WAITING -> waiting;
                case EXPIRED -> expired;
                case MISSING -> missing;
            };
        }

        Figures plus(Figures more) {
            return new Figures(held + more.held, expiring + more.expiring, waiting + more.waiting, expired + more.expired, missing + more.missing);
        }
    }

    /** The unit itself, or one right below with everything below it. */
    public record Part(OrganizationId id, Localized name, Figures figures) {}

    public Figures of(String code) {
        return figures.getOrDefault(code, Figures.NONE);
    }

    public Figures whole() {
        return of(kind.code());
    }

    public boolean isItself(Part part) {
        return part.id().equals(unit.id());
    }

    /** Whether there is more than the unit itself. */
    public boolean hasParts() {
        return parts.stream().anyMatch(part -> !isItself(part));
    }
}
