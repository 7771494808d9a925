package org.xingtan.seed;

import java.math.BigDecimal;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;
import org.xingtan.catalog.CourseDefinition;
import org.xingtan.catalog.DefineCourse;
import org.xingtan.platform.CreditHours;
import org.xingtan.platform.Localized;
import org.xingtan.platform.OrganizationId;
import org.xingtan.platform.ProgramId;
import org.xingtan.platform.Uuids;
import org.xingtan.platform.Window;
import org.xingtan.program.Audience;
import org.xingtan.program.CertificateRule;
import org.xingtan.program.CompletionRule;
import org.xingtan.program.CreditRule;
import org.xingtan.program.ProgramDefinition;
import org.xingtan.program.ProgramDetail;
import org.xingtan.program.PublishProgram;
import org.xingtan.program.Rules;
import org.xingtan.selection.DefineTerm;
import org.xingtan.selection.OfferProgram;
import org.xingtan.selection.TermId;

/** A published term of the province in which courses with places are chosen: as many as are asked for, one that all find room in and one that is sold out. */
@Component
class SeedOfferings {

    static final String TERM = "2201期";
    static final int MOST = 6;
    private static final String COURSE = "SEED-LESSON";
    private static final String TRACK = "PARTICIPANT";
    private static final String CATEGORY = "PROFESSIONAL";
    private static final CreditHours HOURS = CreditHours.of("4.00");

    private final DefineTerm terms;
    private final OfferProgram offer;
    private final DefineCourse courses;
    private final PublishProgram programs;
    private final Clock clock;

    SeedOfferings(DefineTerm terms, OfferProgram offer, DefineCourse courses, PublishProgram programs, Clock clock) {
        this.terms = terms;
        this.offer = offer;
        this.courses = courses;
        this.programs = programs;
        this.clock = clock;
    }

    void publish(OrganizationId province, int offerings, int places) {
        courses.define(new CourseDefinition(COURSE, "一节示范课", "所有示范课程共用的一节课。", province, List.of(),
            List.of(CourseDefinition.Lesson.text("第1节", "", 60, "请阅读本页。", null))));
        var term = terms.define(new DefineTerm.Definition(province, TERM, new Localized("2201期示范选课", "Example term 2201"), null, MOST,
            List.of(window(Window.Kind.SELECT), window(Window.Kind.LEARN))));
        terms.publish(term);
        for (var n = 1; n <= offerings; n++) {
            offer(term, program(province, "SEED-2201-%04d".formatted(n), "示范课程第%d门".formatted(n)), places);
        }
        offer(term, program(province, "SEED-2201-HOT", "人人都选的示范课程"), SeedOptions.MOST_PLACES);
        offer(term, program(province, "SEED-2201-FULL", "名额已满的示范课程"), 0);
    }

    private void offer(TermId term, ProgramId program, int places) {
        offer.offer(OfferProgram.Definition.online(term, program, CATEGORY, HOURS, BigDecimal.ZERO, places, 0));
    }

    private ProgramId program(OrganizationId province, String code, String title) {
        var phase = new ProgramDefinition.Phase(Uuids.next(), "学习", List.of(), List.of(ProgramDefinition.Section.of("课程", COURSE)));
        var rules = new Rules(Map.of(TRACK, new CompletionRule.AllLessons(null)), new CreditRule(CATEGORY, new CreditRule.Fixed(HOURS), List.of()),
            new CertificateRule(List.of(), "学时证书", "SFKC"));
        return programs.publish(new ProgramDefinition(code, title, "按名额选课的示范课程。", "PROVINCE", TERM, province, null, null, false, 2.0,
            List.of(window(Window.Kind.LEARN)), List.of(phase),
            List.of(new ProgramDetail.Track(TRACK, "参训教师", "Participant", new Audience.All(List.of()))), rules));
    }

    private Window window(Window.Kind kind) {
        var today = LocalDate.now(clock.withZone(Window.ZONE));
        return Window.ofDays(kind, today.minusDays(1), today.plusDays(30));
    }
}
