package org.xingtan.offering;

import java.math.BigDecimal;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import org.springframework.transaction.support.TransactionTemplate;
import org.xingtan.ledger.AnnualRequirement;
import org.xingtan.ledger.DefineRequirement;
import org.xingtan.ledger.Earning;
import org.xingtan.ledger.Ledger;
import org.xingtan.offering.Choosers.Asked;
import org.xingtan.offering.Choosers.Count;
import org.xingtan.platform.Actor;
import org.xingtan.platform.CreditHours;
import org.xingtan.platform.Localized;
import org.xingtan.platform.ProgramId;
import org.xingtan.platform.TeacherId;
import org.xingtan.platform.Window;
import org.xingtan.program.CreditRule;
import org.xingtan.program.ExtendWindow;
import org.xingtan.selection.DefineTerm;
import org.xingtan.selection.OfferProgram;
import org.xingtan.selection.OfferingId;
import org.xingtan.selection.TermId;
import org.xingtan.standing.LinesMet;
import org.xingtan.testing.Await;
import org.xingtan.testing.Cast;
import org.xingtan.testing.Curriculum;
import org.xingtan.testing.Forms;

/** A city that asks for 30 hours a year, 10 of them common and 20 professional, and 2 of 师德, and a term of this year in which its people choose. */
abstract class ChooserSteps {

    static final int YEAR = LocalDate.now(Window.ZONE).getYear();
    static final String PAGE = "/console/offerings/teachers";

    private static final AtomicInteger NEXT = new AtomicInteger(1);
    private static final AtomicInteger EXTENDED = new AtomicInteger(1);

    @Autowired Cast cast;
    @Autowired Course course;
    @Autowired Curriculum curriculum;
    @Autowired ExtendWindow extend;
    @Autowired DefineTerm terms;
    @Autowired OfferProgram offer;
    @Autowired DefineRequirement define;
    @Autowired Ledger ledger;
    @Autowired LinesMet met;
    @Autowired Choosers choosers;
    @Autowired ChooserFigures figures;
    @Autowired OfferedTerm.Terms known;
    @Autowired TransactionTemplate transaction;
    @Autowired JdbcClient db;
    @Autowired Clock clock;
    @Autowired MockMvcTester mvc;
    @Autowired Forms forms;

    Cast.Place city;
    Cast.Place county;
    Cast.Place school;
    /** A city of another province. */
    Cast.Place elsewhere;
    Actor office;
    Actor principal;
    ProgramId ethics;
    TermId term;

    @BeforeEach
    void plant() {
        city = cast.city();
        county = cast.under(city, "COUNTY");
        school = cast.school(county);
        elsewhere = cast.city();
        ethics = course.program(city).id();
        require();
        office = nobody(cast.administrator(school));
        principal = nobody(cast.actor(cast.staff(school, org.xingtan.directory.Role.PRINCIPAL)));
        term = term(Duration.ofDays(1), learning(YEAR));
    }

    private void require() {
        define.define(new AnnualRequirement(city.id(), YEAR, 0, "年度要求", "穗教发〔2022〕1号", CreditHours.of("30"), List.of(
            new AnnualRequirement.Category("COMMON", "公需科目", "Common", CreditHours.of("10")),
            new AnnualRequirement.Category("PROFESSIONAL", "专业科目", "Professional", CreditHours.of("20"))),
            List.of(new AnnualRequirement.Theme("ETHICS", "师德", "Ethics", CreditHours.of("2"), List.of(ethics.value()))), null, AnnualRequirement.NewHires.FULL_YEAR), null);
    }

    /** Appointed over a unit and not one of its people. */
    Actor nobody(Actor actor) {
        db.sql("update directory.employment set during = daterange('2015-09-01', '2016-09-01') where teacher_id = :id").param("id", actor.teacher().value()).update();
        return actor;
    }

    static Window learning(int year) {
        return Window.ofDays(Window.Kind.LEARN, LocalDate.of(year, 1, 2), LocalDate.of(year, 12, 30));
    }

    /** A published one in which can be chosen since yesterday. */
    TermId term(Duration until, Window learning) {
        return term(city, until, learning);
    }

    TermId term(Cast.Place owner, Duration until, Window learning) {
        var id = draft(owner, until, learning);
        terms.publish(id);
        return id;
    }

    TermId draft(Cast.Place owner, Duration until, Window learning) {
        var now = clock.instant();
        return terms.define(new DefineTerm.Definition(owner.id(), "ch%04d".formatted(NEXT.getAndIncrement()), new Localized("秋季选课", "Autumn"), null, 5,
            List.of(new Window(Window.Kind.SELECT, now.minus(Duration.ofDays(30)), now.plus(until)), learning)));
    }

    OfferingId offering(TermId in, ProgramId program, String category, String hours, int places) {
        var made = offer.offer(OfferProgram.Definition.online(in, program, "PROFESSIONAL", CreditHours.of(hours), BigDecimal.ZERO, places, 50));
        db.sql("update selection.offering set category = :category where offering_id = :id").param("category", category).param("id", made.value()).update();
        return made;
    }

    OfferingId offering(String category, String hours, int places) {
        return offering(term, course.program(city).id(), category, hours, places);
    }

    /** One in which nothing can be learned any more. */
    ProgramId over(Cast.Place owner) {
        return curriculum.aProgram(owner.id()).open(Duration.ofDays(-9), Duration.ofDays(-2)).publish().id();
    }

    /** So that it can be learned again. */
    void extend(ProgramId over) {
        extend.extend(over, null, null, Window.Kind.LEARN, clock.instant().plus(Duration.ofDays(20 + EXTENDED.getAndIncrement())), "snow", office);
    }

    Actor teacher() {
        return teacher(school);
    }

    Actor teacher(Cast.Place at) {
        return counted(cast.teacher(at));
    }

    void goTo(Actor who, Cast.Place where) {
        transaction.executeWithoutResult(_ -> {
            db.sql("update directory.employment set organization_id = :where where teacher_id = :who").param("where", where.id().value()).param("who", who.teacher().value()).update();
            met.of(List.of(who.teacher()), YEAR);
        });
    }

    /** So many hours of professional subjects. */
    void ask(Cast.Place authority, String hours) {
        define.define(new AnnualRequirement(authority.id(), YEAR, 0, "年度要求", "穗教发〔2022〕1号", CreditHours.of("30"),
            List.of(new AnnualRequirement.Category("PROFESSIONAL", "专业科目", "Professional", CreditHours.of(hours)))), null);
    }

    Actor counted(TeacherId teacher) {
        transaction.executeWithoutResult(_ -> met.of(List.of(teacher), YEAR));
        return cast.actor(teacher);
    }

    void earn(Actor actor, String category, String hours, @Nullable ProgramId program, Map<String, Object> evidence) {
        earn(actor, category, hours, program, evidence, List.of());
    }

    void earn(Actor actor, String category, String hours, @Nullable ProgramId program, Map<String, Object> evidence, List<CreditRule.Cap> caps) {
        ledger.post(new Earning(actor.teacher(), school.id(), school.path(), program, Earning.Place.NOWHERE,
            new CreditRule(category, new CreditRule.Fixed(CreditHours.of(hours)), caps), 1, List.of(), CreditHours.of(hours), "test", UUID.randomUUID().toString(),
            "Course", evidence, LocalDate.of(YEAR, 1, 4)));
    }

    /** The common hours and the theme: the professional ones are left to choose. */
    Actor common(Actor actor) {
        earn(actor, "COMMON", "10", null, Map.of("theme", "ETHICS"));
        return actor;
    }

    void exempt(Actor actor, int first, int last) {
        transaction.executeWithoutResult(_ -> {
            db.sql("""
                    insert into standing.exemption (teacher_id, id, year, months, kind, reason, granted_at, granted_by)
                    values (:teacher, gen_random_uuid(), :year, int4range(:first, :last, '[]'), 'LEAVE', '援藏', now(), :by)
                    """)
                .param("teacher", actor.teacher().value()).param("year", YEAR).param("first", first).param("last", last).param("by", office.teacher().value()).update();
            met.of(List.of(actor.teacher()), YEAR);
        });
    }

    Asked asked(Cast.Place unit) {
        var found = known.find(unit.path(), term).orElseThrow();
        return new Asked(found, found.year(), unit.path(), null);
    }

    Count sum(Asked asked) {
        return choosers.look(asked, Choosers.Which.ALL, null, 1).all();
    }

    Map<String, Count> counts(Asked asked) {
        return choosers.look(asked, Choosers.Which.ALL, null, 1).counts();
    }

    /** Until all is kept: whoever counts in the background may be at it. */
    void settle(Asked asked) {
        Await.until(() -> {
            counts(asked);
            return db.sql("select not exists (select from offering.stale) and exists (select from offering.figure where term_id = :term)").param("term", term.value())
                .query(Boolean.class).single();
        });
    }

    /** Figures that nobody has counted: where they are read, what is kept is read. */
    void plant(Asked asked) {
        db.sql("update offering.figure set waiting = people where term_id = :term").param("term", asked.term().id().value()).update();
    }

    MvcTestResult get(Actor actor, String address) {
        return forms.get(actor, address);
    }

    MvcTestResult post(Actor actor, String address, String... fields) {
        return forms.post(actor, address, fields);
    }

    static String[] names(Actor... actors) {
        return Arrays.stream(actors).map(Actor::personName).toArray(String[]::new);
    }
}
