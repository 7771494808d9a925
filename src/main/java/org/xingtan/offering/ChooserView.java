package org.xingtan.offering;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.xingtan.directory.OrganizationCard;
import org.xingtan.offering.Choosers.Count;
import org.xingtan.offering.Choosers.Which;
import org.xingtan.platform.web.Page;

/**
 * The page of who has chosen in a term.
 *
 * @param term   null where nothing can be chosen
 * @param year   of the term, for which it is said who will lack hours
 * @param search a part of the name; null for everybody
 * @param all    everybody in the unit and below
 * @param parts  the units right below in which somebody is
 * @param next   id of the reminder that would be sent: sent twice it is one
 */
public record ChooserView(Instant asOf, Place place, @Nullable OfferedTerm term, int year, Which which, @Nullable String search, Count all,
                          List<Part> parts, Page<Choosers.Row> page, May may, UUID next) {

    /**
     * Where somebody looks.
     *
     * @param trail from the highest unit of his scope down to this one
     * @param tops  where his scope begins
     * @param terms that the unit's people choose in, or chose in
     */
    public record Place(OrganizationCard unit, List<OrganizationCard> trail, List<OrganizationCard> tops, List<OfferedTerm> terms) {

        Place with(List<OfferedTerm> shown) {
            return new Place(unit, trail, tops, shown);
        }
    }

    /** A unit right below. */
    public record Part(OrganizationCard unit, Count count) {}

    /** What the reader may do here beside looking. */
    public record May(boolean remind, boolean open) {}

    /** A reminder that was sent: how many were on the list, and how many had not been reminded on that day. */
    public record Sent(int listed, int told) {}

    static final String PAGE = "/console/offerings/teachers";

    public String href(OrganizationCard unit, Which which) {
        return PAGE + query(unit, term, year, which);
    }

    public String href(OfferedTerm other) {
        return PAGE + query(place.unit, other, other.year(), which);
    }

    /** The same people for another year of the term. */
    public String href(int other) {
        return PAGE + query(place.unit, term, other, which) + searched();
    }

    /** This list, ready for more. */
    public String here() {
        return href(place.unit, which) + searched();
    }

    public String of(Which kind) {
        return href(place.unit, kind) + searched();
    }

    /** An act on this very list. */
    public String act(String verb) {
        return PAGE + "/" + verb + query(place.unit, term, year, which) + searched();
    }

    private String searched() {
        return search == null ? "" : "&q=" + URLEncoder.encode(search, StandardCharsets.UTF_8);
    }

    static String query(OrganizationCard unit, @Nullable OfferedTerm of, int year, Which kind) {
        return "?organization=" + unit.id() + (of == null ? "" : "&term=" + of.id() + (of.years().size() > 1 ? "&year=" + year : "")) + "&which=" + kind;
    }

    public boolean isNow(OfferedTerm other) {
        return term != null && term.id().equals(other.id());
    }

    /** Whether these people can be reminded now of what they can still do. */
    public boolean reminds() {
        return may.remind && term != null && RemindChoosers.REMINDED.contains(which) && term.isAhead(asOf) && term.open() && all.of(which) > 0;
    }
}
