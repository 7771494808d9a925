package org.xingtan.cover;

import java.time.LocalDate;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.xingtan.directory.OrganizationCard;
import org.xingtan.directory.Vocabulary;
import org.xingtan.enrollment.Whereabouts.At;
import org.xingtan.platform.web.Page;

/**
 * Who of a unit is away.
 *
 * @param own    the reader's units, to go from one to the other
 * @param people how many serve the unit
 * @param named  whether the reader acts for the unit; whoever looks from above sees numbers
 * @param days   of the week that is shown
 * @param gone   what was arranged for days to come and holds no more
 * @param under  what lies below it
 */
public record CoverView(OrganizationCard unit, List<OrganizationCard> own, Range range, LocalDate today, int people, boolean named, List<Week> weeks, List<Day> days,
                        List<Gone> gone, Under under, Vocabulary words) {

    static final String PAGE = "/console/cover";
    /** More of them away at once than one in so many is difficult. */
    static final int SHARE = 10;

    /** @param most how many are away on the fullest day of it @param open absences that take lessons for which nothing is arranged */
    public record Week(LocalDate monday, int absences, int most, int open) {}

    /**
     * A day.
     *
     * @param works     whether it is one of work
     * @param lines     who is away
     * @param everybody to what all are asked
     * @param away      how many people lessons may miss
     * @param many      whether that is more than the unit bears easily
     * @param clashes   subjects of which several are away
     */
    public record Day(LocalDate day, boolean works, List<Line> lines, List<At> everybody, int away, boolean many, List<Clash> clashes) {}

    /** Several of one subject are away on a day. @param subject a code */
    public record Clash(String subject, int away) {}

    /**
     * Somebody is away.
     *
     * @param arrangement what holds of his lessons; null for nothing
     * @param version     of what was said of them last; 0 where nothing ever was
     * @param against     for what whoever takes them has to be away himself by now
     * @param open        whether something is to be arranged
     */
    public record Line(Staff.Person person, Away away, @Nullable Arrangement arrangement, int version, List<Away> against, boolean open) {

        public String href(OrganizationCard unit) {
            return PAGE + "/arrangement?organization=" + unit.id() + "&teacher=" + person.id() + "&cause=" + away.cause() + "&day=" + away.day();
        }

        /** What has come up against the arrangement, by its titles. */
        public String clash() {
            return against.stream().map(Away::title).distinct().collect(Collectors.joining("、"));
        }

        /** For what is done with several lines. */
        public String key() {
            return person.id() + "/" + away.day() + "/" + version + "/" + away.cause();
        }
    }

    /** What lies below a unit. @param units right below it, but for schools @param schools how many are away in those below it */
    public record Under(List<OrganizationCard> units, Schools schools) {

        static final Under NOTHING = new Under(List.of(), Schools.NONE);
    }

    /** A page of the schools below. @param shown whether they are: of a county or a city, and of who stands above where any lie right below it */
    public record Schools(boolean shown, SchoolsBelow.Which which, Page<SchoolsBelow.School> page) {

        static final Schools NONE = new Schools(false, SchoolsBelow.Which.ALL, new Page<>(List.of(), null));

        /** Whether the reader has chosen which of them, and in what order. */
        public boolean isOrdered() {
            return which != SchoolsBelow.Which.ALL;
        }
    }

    /** What was arranged and holds no more. */
    public record Gone(Arrangement arrangement, Causes.Why why) {}

    public List<OrganizationCard> below() {
        return under.units;
    }

    /** Whether the schools are those of all units below, and not only those right below. */
    public boolean isOfAllBelow() {
        return SchoolsBelow.isOfAllBelow(unit);
    }

    public Schools schools() {
        return under.schools;
    }

    public String here() {
        return PAGE + "?organization=" + unit.id() + "&" + range.query(range.week());
    }

    public String week(LocalDate monday) {
        return PAGE + "?organization=" + unit.id() + "&" + range.query(monday) + (schools().isOrdered() ? "&schools=" + schools().which : "") + "#week";
    }

    /** The schools below in another order. */
    public String schools(SchoolsBelow.Which which) {
        return here() + "&schools=" + which;
    }

    /** A school below, in the same week. */
    public String href(SchoolsBelow.School school) {
        return PAGE + "?organization=" + school.id() + "&" + range.query(range.week());
    }

    public String href(OrganizationCard other) {
        return PAGE + "?organization=" + other.id() + "&" + range.query(range.week());
    }

    /** The same days, for what is done with them. */
    public String act(String act) {
        return PAGE + "/" + act + "?organization=" + unit.id() + "&" + range.query(range.week());
    }

    public boolean isEmpty() {
        return days.stream().allMatch(it -> it.lines().isEmpty() && it.everybody().isEmpty());
    }

    /** Whether anything of the week is to be arranged. */
    public boolean hasOpen() {
        return days.stream().flatMap(it -> it.lines().stream()).anyMatch(Line::open);
    }
}
