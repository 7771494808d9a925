package org.xingtan.recognition;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.xingtan.ledger.AnnualRequirement;
import org.xingtan.ledger.DefineRequirement;
import org.xingtan.ledger.Jurisdictions;
import org.xingtan.platform.Actor;
import org.xingtan.platform.CreditHours;
import org.xingtan.platform.OrganizationId;
import org.xingtan.platform.Window;
import org.xingtan.testing.Cast;
import org.xingtan.testing.Fixture;

/** Claims of a test: every call makes a new one, with a paper of its own. */
@Fixture
class Claimed {

    static final String BASIS = "穗教发〔2017〕80号";

    private static final AtomicInteger NEXT = new AtomicInteger(1);

    private final LoadClaims load;
    private final Jurisdictions jurisdictions;

    Claimed(LoadClaims load, Jurisdictions jurisdictions) {
        this.load = load;
        this.jurisdictions = jurisdictions;
    }

    /** The authority above a place has published the usual kinds. */
    OrganizationId kinds(Cast.Place place) {
        var authority = jurisdictions.of(place.path());
        load.kinds(authority, BASIS);
        return authority;
    }

    /** The place asks for hours in the year of these claims, and for one theme; it has no kinds of its own yet. */
    static void require(DefineRequirement define, Cast.Place authority, String theme) {
        define.define(new AnnualRequirement(authority.id(), LocalDate.parse(day(0)).getYear(), 0, "年度要求", "示例〔2025〕1号", CreditHours.of("90"),
            List.of(new AnnualRequirement.Category("PROFESSIONAL", "专业科目", "Professional", CreditHours.of("42"))),
            List.of(new AnnualRequirement.Theme(theme, "专题 " + theme, "Theme " + theme, CreditHours.of("8"), List.of())), null, AnnualRequirement.NewHires.FULL_YEAR), null);
    }

    UUID file(Actor claimant, LoadClaims.Wanted wanted) {
        return load.file(claimant, wanted);
    }

    /** One day of training in person. */
    static LoadClaims.Wanted training(String hours, int before, LoadClaims.Paper... papers) {
        return training(hours, before, before, papers);
    }

    static LoadClaims.Wanted training(String hours, int first, int last, LoadClaims.Paper... papers) {
        return wanted("OFFLINE_TRAINING", hours, first, last, papers);
    }

    static LoadClaims.Wanted wanted(String kind, String hours, int first, int last, LoadClaims.Paper... papers) {
        var brought = papers.length == 0 ? List.of(paper()) : List.of(papers);
        return new LoadClaims.Wanted(kind, "PROFESSIONAL", null, "研修 " + NEXT.getAndIncrement(), null, day(first), day(last), hours, brought);
    }

    /** Counted back from the middle of last year, so that none of them lies in another year whenever the test runs. */
    static String day(int before) {
        return LocalDate.of(LocalDate.now(Window.ZONE).getYear() - 1, 6, 30).minusDays(before).toString();
    }

    /** A paper that nobody has used. */
    static LoadClaims.Paper paper() {
        return paper("paper " + UUID.randomUUID());
    }

    static LoadClaims.Paper paper(String content) {
        return new LoadClaims.Paper("证明.pdf", ("%PDF-1.4\n" + content + "\n%%EOF\n").getBytes(StandardCharsets.UTF_8));
    }
}
