package org.xingtan.program;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.xingtan.notice.NoticeDefinition;
import org.xingtan.notice.PublishNotice;
import org.xingtan.platform.Condition;
import org.xingtan.platform.OrganizationId;
import org.xingtan.platform.Uuids;
import org.xingtan.platform.Window;
import org.xingtan.platform.web.Texts;
import org.xingtan.tally.Figure;
import org.xingtan.tally.Measure;
import org.xingtan.tally.Tally;
import org.xingtan.testing.Cast;
import org.xingtan.testing.Curriculum;
import org.xingtan.testing.XingtanTest;

@XingtanTest
class EligibilityModuleTests {

    private static final Audience HOMEROOM = new Audience.Post(List.of("HOMEROOM_TEACHER"));
    private static final Audience COUNSELOR = new Audience.Post(List.of("COUNSELOR_FULL_TIME", "COUNSELOR_PART_TIME"));

    @Autowired Cast cast;
    @Autowired Curriculum curriculum;
    @Autowired Eligibility eligibility;
    @Autowired Candidates candidates;
    @Autowired CountEligible countEligible;
    @Autowired PublishNotice notices;
    @Autowired Tally tally;
    @Autowired Texts texts;
    @Autowired Clock clock;

    @Test
    void givesOneVerdictPerTrackInTheirOrderWithItsSource() {
        var notice = "test-" + Uuids.next();
        notices.publish(aNotice(notice));
        var school = cast.school();
        var program = board(school.id(), notice);

        var verdicts = eligibility.of(program, candidates.of(cast.teacher(school, "HOMEROOM_TEACHER", "CLASSROOM_TEACHER")));

        assertThat(verdicts.keySet()).containsExactly("COUNSELOR", "HOMEROOM", "OTHER");
        assertThat(verdicts.get("COUNSELOR").met()).isFalse();
        assertThat(verdicts.get("HOMEROOM").met()).isTrue();
        assertThat(verdicts.get("OTHER").met()).isFalse();
        assertThat(verdicts.get("COUNSELOR").unmet().getFirst().source()).isEqualTo(notice);
        assertThat(texts.of(verdicts.get("COUNSELOR").unmet().getFirst(), Locale.SIMPLIFIED_CHINESE))
            .isEqualTo("岗位为专职心理健康教育教师、兼职心理健康教育教师（登记的岗位：班主任、专任教师）");
        assertThat(texts.of(verdicts.get("COUNSELOR").unmet().getFirst(), Locale.ENGLISH))
            .isEqualTo("Holds the post: Full-time mental-health teacher, Part-time mental-health teacher (on record: Homeroom teacher, Classroom teacher)");
    }

    @Test
    void nobodyWithoutACurrentUnitMayTakePart() {
        var school = cast.school();
        var program = curriculum.aProgram(school.id()).publish();

        assertThat(eligibility.of(program, candidates.of(cast.aPerson().save())).get("PARTICIPANT").unmet())
            .extracting(Condition::code).containsExactly("audience.unit");
        assertThat(eligibility.of(program, candidates.of(cast.aPerson().at(school).state("RETIRED").save())).get("PARTICIPANT").met()).isFalse();
        assertThat(eligibility.of(program, candidates.of(cast.aPerson().at(school).state("ON_LEAVE").save())).get("PARTICIPANT").met()).isTrue();
    }

    @Test
    void yearsOfServiceCountAtTheFirstDayOfLearning() {
        var school = cast.school();
        var program = curriculum.aProgram(school.id()).open(Duration.ofDays(-40), Duration.ofDays(1))
            .track("T", new Audience.YearsOfService(3, null), new CompletionRule.AllLessons(null)).publish();
        var person = cast.aPerson().at(school).hiredOn(LocalDate.now(clock).minusYears(3).minusDays(10)).save();

        assertThat(eligibility.of(program, candidates.of(person)).get("T").met()).isFalse();
    }

    @Test
    void saysWhenApartFromWho() {
        var owner = cast.city().id();
        var now = clock.instant();

        assertThat(eligibility.when(curriculum.aProgram(owner).publish(), now)).extracting(Condition::code, Condition::met)
            .containsExactly("window.open", true);
        assertThat(eligibility.when(curriculum.aProgram(owner).open(Duration.ofDays(1), Duration.ofDays(2)).publish(), now).code()).isEqualTo("window.not-yet");
        assertThat(eligibility.when(curriculum.aProgram(owner).open(Duration.ofDays(-2), Duration.ofDays(-1)).publish(), now).code()).isEqualTo("window.closed");
    }

    @Test
    void aPhaseMayOpenBeforeItsProgram() {
        var owner = cast.city().id();
        var now = clock.instant();
        var phase = new ProgramDefinition.Phase(Uuids.next(), "Early",
            List.of(new Window(Window.Kind.LEARN, now.minus(Duration.ofDays(3)), now.plus(Duration.ofDays(90)))),
            List.of(ProgramDefinition.Section.of("S", curriculum.course(owner, 1, null))));
        var program = curriculum.aProgram(owner).open(Duration.ofDays(5), Duration.ofDays(9)).phase(phase).publish();

        assertThat(eligibility.when(program, now).met()).isTrue();
        assertThat(eligibility.joining(program, candidates.of(cast.teacher(cast.school())), now).get("PARTICIPANT").met()).isTrue();
        assertThat(eligibility.joining(program, candidates.of(cast.teacher(cast.school())), now.minus(Duration.ofDays(4))).get("PARTICIPANT").unmet())
            .extracting(Condition::code).containsExactly("window.not-yet");
    }

    @Test
    void countsEachPersonOncePerUnitWhicheverTracksHeMatches() {
        var county = cast.county();
        var first = cast.school(county);
        var second = cast.school(county);
        cast.teacher(first, "HOMEROOM_TEACHER", "COUNSELOR_PART_TIME");
        cast.teacher(first, "COUNSELOR_FULL_TIME");
        cast.teacher(first, "LIBRARIAN");
        cast.teacher(second, "HOMEROOM_TEACHER");
        cast.aPerson().at(second).posts("HOMEROOM_TEACHER").state("RETIRED").save();
        var within = new Audience.Within(List.of(county.path()));
        var program = curriculum.aProgram(county.id())
            .track("COUNSELOR", new Audience.All(List.of(within, COUNSELOR)), new CompletionRule.LessonsAtLeast(15, null))
            .track("HOMEROOM", new Audience.All(List.of(within, HOMEROOM)), new CompletionRule.LessonsAtLeast(10, null)).publish();

        assertThat(figures(program)).isEqualTo(Map.of(first.id(), 2L, second.id(), 1L));

        cast.teacher(second, "COUNSELOR_FULL_TIME");
        countEligible.count(program.id());
        countEligible.count(program.id());

        assertThat(figures(program)).isEqualTo(Map.of(first.id(), 2L, second.id(), 2L));
    }

    private Map<OrganizationId, Long> figures(ProgramDetail program) {
        return tally.figures(program.id()).stream().filter(figure -> figure.measure() == Measure.ELIGIBLE)
            .collect(Collectors.toMap(Figure::organization, Figure::n));
    }

    private ProgramDetail board(OrganizationId owner, String notice) {
        return curriculum.aProgram(owner).notice(notice)
            .track("COUNSELOR", COUNSELOR, new CompletionRule.LessonsAtLeast(15, null))
            .track("HOMEROOM", HOMEROOM, new CompletionRule.LessonsAtLeast(10, null))
            .trackWithoutCertificate("OTHER", new Audience.Not(new Audience.Any(List.of(COUNSELOR, HOMEROOM))), new CompletionRule.Never())
            .publish();
    }

    private static NoticeDefinition aNotice(String number) {
        return new NoticeDefinition(number, "Office", "Notice", LocalDate.of(2023, 1, 5), null, NoticeDefinition.Disclosure.ON_REQUEST, "All", null, "", null, List.of());
    }
}
