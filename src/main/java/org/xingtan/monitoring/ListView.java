package org.xingtan.monitoring;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.xingtan.directory.OrganizationCard;
import org.xingtan.platform.web.Page;
import org.xingtan.program.ProgramDetail;

/**
 * The page of a list.
 *
 * @param saved   the reader's own lists
 * @param reminds whether the reader may remind these people
 * @param count   how many there are; null when nobody has asked for it and
 *                the page does not say it
 */
public record ListView(PeopleList list, List<OrganizationCard> trail, List<ProgramDetail> programs, @Nullable Integer count, Page<ListRow> page,
                       List<SavedList> saved, boolean reminds) {


    /** Offered on the page; an address may ask for any number. */
    public static final List<Integer> DAYS = List.of(3, 7, 14, 30);

    public String href(ListKind kind) {
        return "/console/monitoring/" + kind.code() + query(list.unit(), list.program(), list.days());
    }

    public String href(ProgramDetail program) {
        return "/console/monitoring/" + list.kind().code() + query(list.unit(), program, list.days());
    }

    public String href(int days) {
        return "/console/monitoring/" + list.kind().code() + query(list.unit(), list.program(), days);
    }

    /** Whether there may be more behind the page, even when it is empty. */
    public boolean goesOn() {
        return page.next() != null;
    }

    public String nextHref() {
        return href(list.kind()) + "&after=" + page.next();
    }

    public String countHref() {
        return href(list.kind()) + "&counted=true";
    }

    public String remindHref() {
        return "/console/reminders/new?" + list.query();
    }

    public String exportHref() {
        return "/console/monitoring/" + list.kind().code() + "/export" + query(list.unit(), list.program(), list.days());
    }

    private static String query(OrganizationCard unit, ProgramDetail program, int days) {
        return "?organization=" + unit.id() + "&program=" + program.id() + "&days=" + days;
    }
}
