package org.xingtan.report;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.xingtan.directory.OrganizationCard;
import org.xingtan.monitoring.ListKind;
import org.xingtan.monitoring.PeopleList;
import org.xingtan.platform.Localized;
import org.xingtan.platform.web.Page;
import org.xingtan.program.ProgramDetail;

/**
 * The statistics page.
 *
 * @param trail    from the top of the reader's scope down to this unit
 * @param tops     where the reader's scope begins; more than one when he has several appointments
 * @param programs what can be chosen
 * @param program  the chosen one; null for all together
 * @param parts    the units below that this page shows, in its order
 * @param next     number of the next page of them; null at the end
 * @param trend    how it came to this
 * @param map      the units below as a map; null where they are a table
 * @param people   the unit's direct people; null where the page shows units
 */
public record StatisticsView(UnitStatistics statistics, List<OrganizationCard> trail, List<OrganizationCard> tops, List<ProgramDetail> programs,
                             @Nullable ProgramDetail program, ChildOrder order, List<UnitStatistics.Part> parts,
                             @Nullable Integer next, Trend trend, @Nullable UnitMap map, @Nullable People people) {

    /** The direct people of a unit in one program. */
    public record People(ProgramDetail program, Page<PersonProgress> page, int count) {

        public Localized trackTitle(String code) {
            return PeopleList.trackTitle(program, code);
        }
    }

    public OrganizationCard unit() {
        return statistics.unit();
    }

    /** This page about another unit. */
    public String href(OrganizationCard unit) {
        return address(unit) + (program == null ? "" : "&program=" + program.id());
    }

    /** This page about another program; null for all together. */
    public String href(@Nullable ProgramDetail other) {
        return address(unit()) + (other == null ? "" : "&program=" + other.id());
    }

    public String href(ChildOrder other) {
        return href(unit()) + "&sort=" + other.code();
    }

    public String mapHref() {
        return href(unit()) + "&look=map";
    }

    public String ownHref() {
        return href(unit()) + "&part=own";
    }

    /** The list of people who may need a hand, here and in this program. */
    public String href(ListKind kind) {
        return "/console/monitoring/" + kind.code() + "?organization=" + unit().id() + (program == null ? "" : "&program=" + program.id());
    }

    private static String address(OrganizationCard unit) {
        return "/console/statistics?organization=" + unit.id();
    }
}
