package org.xingtan.report;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.xingtan.directory.OrganizationCard;
import org.xingtan.platform.Localized;
import org.xingtan.platform.Window;
import org.xingtan.platform.web.Ui;
import org.xingtan.standing.LinesMet;

/**
 * How many of a unit's people meet what a year asks of them (学时达标率), as of one instant.
 *
 * @param reach    who belongs to the unit in that year
 * @param lines    what is asked: everything together first, then the total, categories and themes
 * @param children units directly below
 * @param own      the direct people of a unit that also has units below; null for none
 * @param elsewhere whom the unit has asked, and whose units lie elsewhere since the year ended; null for nobody
 * @param before   those of all of them whom others have asked before the unit went over; null for nobody
 * @param excluded how many of its people are asked nothing all year, by the reason
 * @param counting whether a change of many is still being counted
 */
public record Compliance(Instant asOf, int year, List<OrganizationCard> trail, OrganizationCard unit, ComplianceQueries.Reach reach, List<Line> lines, Met met, List<Part> children,
                         @Nullable Met own, @Nullable Met elsewhere, @Nullable Before before, Map<LeftOut.Why, Long> excluded, boolean counting) {

    /** @param code {@code ALL}, {@code TOTAL}, or of a category or theme */
    public record Line(String code, Localized title) {}

    /** People by the code of a line: who is asked for it, and who of them meets it. Who is exempt all year, or asked by nobody, is left out. */
    public record Met(Map<String, Long> askedFor, Map<String, Long> numbers) {

        static final Met NOBODY = new Met(Map.of(), Map.of());

        /** Who is asked for anything. */
        public long asked() {
            return askedFor.getOrDefault(LinesMet.ALL, 0L);
        }

        public Rate of(String code) {
            return Rate.of(numbers.getOrDefault(code, 0L), askedFor.getOrDefault(code, 0L), 0);
        }
    }

    public record Part(OrganizationCard unit, Met met) {}

    /** @param by names of the authorities */
    public record Before(List<Localized> by, Met met) {}

    public String title(Ui ui, Line line) {
        return line.code().equals("ALL") ? ui.t("report.compliance.all") : line.title().in(ui.locale());
    }

    /** The year that it is now. */
    public int current() {
        return asOf.atZone(Window.ZONE).getYear();
    }

    public String href(OrganizationCard other) {
        return "/console/compliance?organization=" + other.id() + "&year=" + year;
    }

    public String href(int other) {
        return "/console/compliance?organization=" + unit.id() + "&year=" + other;
    }

    /** How many of its people are asked nothing. */
    public long excludedPeople() {
        return LeftOut.sum(excluded);
    }

    /** Who they are. @param why null for any reason */
    public String excluded(@Nullable String why) {
        return "/console/compliance/excluded?organization=" + unit.id() + "&year=" + year + (why == null ? "" : "&why=" + why);
    }

    public String lacking(OrganizationCard of, String code) {
        return "/console/compliance/people?" + asks(of, code, null);
    }

    /** What is asked of a list. @param stage in which they teach; null for any */
    public String asks(OrganizationCard of, String code, @Nullable String stage) {
        return "organization=" + of.id() + "&year=" + year + "&line=" + code + (stage == null ? "" : "&stage=" + stage);
    }
}
