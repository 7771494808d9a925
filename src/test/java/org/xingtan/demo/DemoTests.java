package org.xingtan.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.dhatim.fastexcel.Workbook;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.transaction.support.TransactionTemplate;
import org.xingtan.catalog.LessonCard;
import org.xingtan.directory.Masks;
import org.xingtan.directory.Organizations;
import org.xingtan.directory.PersonalValues;
import org.xingtan.fee.SettleRefund;
import org.xingtan.identity.DemoAccounts;
import org.xingtan.ledger.CategoryNames;
import org.xingtan.platform.AuditCheck;
import org.xingtan.platform.Duties;
import org.xingtan.platform.TeacherId;
import org.xingtan.platform.Window;
import org.xingtan.platform.persistence.OneRead;
import org.xingtan.program.Candidates;
import org.xingtan.program.Eligibility;
import org.xingtan.program.ProgramDetail;
import org.xingtan.program.Programs;
import org.xingtan.recognition.LoadClaims;
import org.xingtan.tally.Measure;
import org.xingtan.tally.Tally;

/** The first start on an empty database, and what it leaves behind. */
@SpringBootTest(properties = "xingtan.demo=true")
@DirtiesContext
class DemoTests {

    private static final EmbeddedPostgres POSTGRES = start();

    @TempDir static Path data;

    @Autowired JdbcClient db;
    @Autowired Programs programs;
    @Autowired DemoPrograms demoPrograms;
    @Autowired Eligibility eligibility;
    @Autowired Candidates candidates;
    @Autowired DemoAccounts accounts;
    @Autowired PersonalValues values;
    @Autowired DemoOnce once;
    @Autowired Tally tally;
    @Autowired List<AuditCheck> laws;
    @Autowired List<Duties> duties;
    @Autowired OneRead read;
    @Autowired Clock clock;
    @Autowired DemoActors actors;
    @Autowired SettleRefund refunds;
    @Autowired LoadClaims claims;
    @Autowired CategoryNames categories;
    @Autowired Organizations organizations;
    @Autowired TransactionTemplate transaction;

    private static EmbeddedPostgres start() {
        try {
            return EmbeddedPostgres.builder().setLocaleConfig("locale-provider", "builtin").setLocaleConfig("builtin-locale", "C.UTF-8")
                .setLocaleConfig("encoding", "UTF8").setServerConfig("fsync", "off").start();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    @DynamicPropertySource
    static void database(DynamicPropertyRegistry registry) {
        registry.add("spring.datasource.url", () -> POSTGRES.getJdbcUrl("postgres", "postgres"));
        registry.add("spring.datasource.username", () -> "postgres");
        registry.add("xingtan.data", data::toString);
    }

    @Test
    void theCastHasItsRolesAndPosts() {
        assertThat(accounts.accounts()).hasSize(27).allMatch(account -> exists(account.username()));
        assertThat(roles("county")).containsExactly("TRAINING_ADMINISTRATOR@431003");
        assertThat(roles("school")).containsExactly("TRAINING_ADMINISTRATOR@431003-S012");
        assertThat(roles("other")).containsExactly("TRAINING_ADMINISTRATOR@431002-S012");
        assertThat(roles("operator")).containsExactly("OPERATOR@CN");
        assertThat(roles("teacher")).isEmpty();
        assertThat(posts("teacher")).containsExactlyInAnyOrder("CLASSROOM_TEACHER", "HOMEROOM_TEACHER");
        assertThat(posts("counselor")).contains("COUNSELOR_FULL_TIME");
        assertThat(posts("plain")).containsExactly("CLASSROOM_TEACHER");
    }

    @Test
    void eachOfTheCastSignsInWithTheTelephoneThatIsTold() {
        assertThat(accounts.accounts()).allSatisfy(account -> {
            assertThat(values.rosterPhone(teacher(account.username()))).isEqualTo(account.phone());
            assertThat(db.sql("select value_masked from identity.sign_in_name where teacher_id = :id and kind = 'PHONE'")
                .param("id", teacher(account.username()).value()).query(String.class).single()).isEqualTo(Masks.phone(account.phone()));
        });
    }

    @Test
    void everyCountyOfChenzhouHasSchoolsOfEachKindDirectlyBelowIt() {
        assertThat(db.sql("""
            select count(*) from directory.organization_card county
             where county.kind = 'COUNTY' and county.path operator(public.<@) 'CN.430000.431000'
               and (select count(distinct school.stages) from directory.organization_card school
                     where school.parent_id = county.id and school.kind = 'SCHOOL') >= 8
            """).query(Integer.class).single()).isEqualTo(11);
    }

    @Test
    void theWinterTopicIsOpenWithTwelveLessonsOfHalfAnHour() {
        var winter = programs.current(demoPrograms.winter());
        assertThat(winter.title()).isEqualTo("2023年寒假教师研修");
        assertThat(winter.notice()).isEqualTo("教师厅函〔2022〕29号");
        assertThat(winter.lessons()).hasSize(12).allSatisfy(place -> {
            assertThat(place.lesson().kind()).isEqualTo(LessonCard.Kind.VIDEO);
            assertThat(place.lesson().quiz()).isEqualTo(new LessonCard.Quiz(5, 60, null, null));
        });
        assertThat(winter.phases().getFirst().sections()).hasSize(3).allMatch(section -> section.courses().size() == 2);
        assertOpen(winter);
    }

    @Test
    void theBoardIsAPartOfItWithEveryKindOfLesson() {
        var winter = programs.current(demoPrograms.winter());
        var board = programs.current(demoPrograms.board());
        assertThat(board.parent()).isEqualTo(winter.id());
        assertThat(board.insideParentCap()).isFalse();
        assertThat(board.lessons()).hasSize(20);
        assertThat(board.lessons().stream().map(place -> place.lesson().kind()).distinct()).containsExactlyInAnyOrder(LessonCard.Kind.values());
        assertThat(board.windows()).isNotEqualTo(winter.windows());
        assertOpen(board);
    }

    @Test
    void eachOfTheCastMayChooseTheTracksOfHisPosts() {
        assertThat(tracks("counselor")).containsExactly("COUNSELOR");
        assertThat(tracks("parttime")).containsExactly("COUNSELOR");
        assertThat(tracks("teacher")).containsExactly("HOMEROOM");
        assertThat(tracks("plain")).containsExactly("OTHER");
    }

    @Test
    void whatPeopleHaveLearnedKeepsEveryLaw() {
        assertThat(laws).allSatisfy(law -> assertThat(law.findings(false)).as(law.name()).isEmpty());
        var figures = tally.figures(demoPrograms.winter());
        assertThat(sum(figures, Measure.ELIGIBLE)).isBetween(2_500L, 4_000L);
        assertThat(sum(figures, Measure.ENROLLED)).isEqualTo(db.sql("select count(*) from enrollment.participation_card where program_id = :winter")
            .param("winter", demoPrograms.winter().value()).query(Long.class).single()).isGreaterThan(500);
        assertThat(sum(figures, Measure.CERTIFIED)).isEqualTo(sum(figures, Measure.COMPLETED)).isGreaterThan(200);
    }

    @Test
    void whoeverIsAppointedFindsSomethingToDo() {
        assertThat(List.of("school", "county", "city", "province", "nation", "other", "provider", "expert", "reviewer", "finance", "auditor", "operator",
            "gzprincipal", "gzschool", "gzdistrict", "gzcity", "gzfinance", "gzfinance2", "shdistrict", "shcity"))
            .allSatisfy(username -> assertThat(duties(Set.of(teacher(username)))).as(username).isNotEmpty());
    }

    private List<Duties.Duty> duties(Set<TeacherId> people) {
        return duties.stream().flatMap(module -> Stream.of(read.of(module.of(people)), read.of(module.ofOffices(people))))
            .flatMap(it -> it.values().stream()).flatMap(List::stream).toList();
    }

    @Test
    void thereIsSomethingInEveryState() {
        assertThat(states("course.draft")).containsExactly("APPROVED", "DRAFT", "PUBLISHED", "RETURNED", "SUBMITTED", "WITHDRAWN");
        assertThat(states("appeal.appeal")).containsExactly("GRANTED", "REJECTED", "WAITING", "WITHDRAWN");
        assertThat(states("support.question")).containsExactly("ANSWERED", "CLOSED", "OPEN");
        assertThat(states("showcase.typical_case")).containsExactly("DRAFT", "PUBLISHED", "RETURNED", "WAITING", "WITHDRAWN");
        assertThat(states("fee.refund")).containsExactly("PROPOSED");
        assertThat(count("fee.statement where total > 0")).isGreaterThan(2);
        assertThat(count("fee.payment")).isGreaterThan(2);
        assertThat(states("summary.summary")).containsExactly("ACCEPTED", "DRAFT", "DUE", "RETURNED", "SUBMITTED");
        assertThat(states("roster.import")).containsExactly("COMMITTED", "PLANNED");
        assertThat(states("roster.transfer")).containsExactly("ASKED");
        assertThat(states("census.decision")).containsExactly("CONFIRMED", "REFUSED");
        assertThat(count("document.upload where received between 1 and size - 1")).isOne();
        assertThat(count("roster.finding")).isGreaterThan(2);
        assertThat(count("support.question where state = 'OPEN' and due_on < current_date")).isGreaterThan(1);
        assertThat(count("summary.summary s join summary.call c on c.id = s.call_id where s.state = 'DUE' and c.due_at < now()")).isPositive();
        assertThat(count("census.declaration")).isBetween(5, 30);
        assertThat(count("bulletin.bulletin where number is not null")).isEqualTo(2);
        assertThat(count("bulletin.line where denominator > 0")).isPositive();
        assertThat(count("discussion.topic where closes_at > now()")).isEqualTo(2);
        assertThat(count("discussion.post where thread_id <> id")).isEqualTo(4);
        assertThat(count("discussion.post where hidden_at is not null")).isOne();
        assertThat(count("discussion.report where settled_at is null")).isOne();
        assertThat(count("discussion.attendance")).isPositive();
        assertThat(states("planning.plan")).containsExactly("DRAFT", "PUBLISHED");
        assertThat(count("planning.line where cardinality(programs) = 0")).isPositive();
        assertThat(count("planning.line where study")).isPositive();
        assertThat(count("planning.line l, unnest(l.programs) g (id) join enrollment.participation a on a.program_id = g.id")).isPositive();
    }

    @Test
    void theSafetyOfSomethingThatIsToComeIsHalfSeenTo() {
        assertThat(db.sql("""
                select count(s.answer) || ' of ' || count(*) from safety.checklist c
                  join safety.asked k on k.occasion_id = c.occasion_id
                  join study.occasion_card x on x.id = c.occasion_id and x.first_day > now()::date
                  left join safety.standing s on s.occasion_id = c.occasion_id and s.code = k.code
                """).query(String.class).single()).isEqualTo("3 of 7");
    }

    /** Most teachers of the city have what the year asks, and the others lack different things. */
    @Test
    void theHoursYearShowsEveryState() {
        assertThat(states("recognition.claim")).containsExactly("APPROVED", "REJECTED", "RETURNED", "WAITING", "WITHDRAWN");
        assertThat(count("recognition.claim c where c.state = 'WAITING' and exists (select from recognition.step s where s.teacher_id = c.teacher_id and s.claim_id = c.id and s.state = 'APPROVED')"))
            .as("accepted by the school").isPositive();
        assertThat(count("recognition.claim c where not exists (select from recognition.evidence e where e.teacher_id = c.teacher_id and e.claim_id = c.id)")).isZero();
        assertThat(states("study.plan")).containsExactly("CONFIRMED", "DRAFT", "RETURNED", "SUBMITTED");
        assertThat(states("study.event")).containsExactly("CLOSED", "PLANNED");
        assertThat(states("cover.arrangement")).containsExactly("ARRANGED");
        assertThat(count("study.attendance where credited > 0")).isBetween(5, 100);
        assertThat(states("delivery.session")).containsExactly("CLOSED", "PLANNED");
        assertThat(states("delivery.attendance")).containsExactly("ABSENT", "EXCUSED", "LATE", "LEFT_EARLY", "PRESENT");
        assertThat(count("delivery.attendance where credited > 0")).isBetween(20, 200);
        assertThat(states("delivery.leave")).containsExactly("ASKED", "GRANTED");
        assertThat(count("appeal.appeal where kind = 'SESSION' and state = 'WAITING'")).isOne();
        var year = java.time.LocalDate.now(clock).getYear();
        var asked = "standing.state s join directory.organization_card o on o.id = s.organization_id and o.path operator(public.<@) 'CN.440000.440100'::public.ltree where s.months > 0 and s.year = ";
        assertThat(100.0 * count(asked + (year - 1) + " and 'ALL' = any (s.met)") / count(asked + (year - 1))).isBetween(50.0, 75.0);
        if (java.time.LocalDate.now(clock).getDayOfYear() > 90) {
            assertThat(100.0 * count(asked + year + " and 'ALL' = any (s.met)") / count(asked + year)).isBetween(50.0, 75.0);
            assertThat(List.of("COMMON", "PROFESSIONAL", "ELECTIVE", "ETHICS", "REDUCTION", "RED", "IT")).allSatisfy(line ->
                assertThat(count(asked + year + " and '" + line + "' = any (s.asked) and not '" + line + "' = any (s.met)")).as(line).isGreaterThan(20));
        }
    }

    /** Places by district, named school, subject and one per school, and those of schools that report straight to the city; nothing is over. */
    @Test
    void theSpecialTrainingsOfTheCityShowEveryKindOfPlacesAndEveryLevel() {
        var calls = "application.call c join program.program_card p on p.id = c.program_id and p.code like 'GZ-ZX-%'";
        assertThat(count(calls)).isEqualTo(3);
        assertThat(count(calls + " where not c.school_blocks")).as("silence of schools passes nobody on").isZero();
        var quota = "application.quota q join application.call c on c.program_id = q.program_id join directory.organization_card o on o.id = q.organization_id where ";
        assertThat(count(quota + "q.subject <> '' and o.kind = 'CITY'")).isPositive();
        assertThat(count(quota + "q.subject <> '' and o.kind = 'COUNTY'")).isPositive();
        assertThat(count(quota + "q.each_school and q.places = 1")).isPositive();
        assertThat(count(quota + "o.code = '440106-S003'")).as("a school by its name").isPositive();
        assertThat(count(quota + "o.kind = 'SCHOOL' and o.subordination = 'DIRECT'")).isGreaterThan(5);
        assertThat(count(calls + " where c.places <> (select sum(q.places) from application.quota q join directory.organization_card o on o.id = q.organization_id"
            + " where q.program_id = c.program_id and q.subject = '' and not q.each_school and o.parent_id = c.owner_id)")).as("not all places divided").isZero();
        assertThat(states("application.application")).containsExactly("ABSENT", "ADMITTED", "REJECTED", "RESERVE", "RETURNED", "SUBMITTED", "WITHDRAWN");
        var waiting = "application.standing s where s.state = 'SUBMITTED' and s.level = ";
        assertThat(count(waiting + "'SCHOOL' and s.step_school_id = (select id from directory.organization where code = '440106-S003')")).isPositive();
        assertThat(count(waiting + "'COUNTY' and s.step_county_id = (select id from directory.organization where code = '440106')")).isGreaterThan(1);
        assertThat(count(waiting + "'CITY' and s.step_county_id is null")).as("of direct-subordinate schools").isPositive();
        assertThat(count(waiting + "'CITY' and s.step_county_id is not null")).isPositive();
        assertThat(count("application.step where act = 'UNDONE'")).isPositive();
        assertThat(count("application.absence_rule where months > 0")).isPositive();
    }

    @Test
    void oneTrainingOfTheCityIsFreeForANewCallWithTimeToApplyAndToDecide() {
        assertThat(programs.joinable().stream().filter(it -> it.code().startsWith("GZ-"))).singleElement().satisfies(
            it -> assertThat(it.referenceDay()).isAfter(LocalDate.now(Window.ZONE).plusDays(42)),
            it -> assertThat(eligibility.of(it, candidates.of(teacher("gzteacher"))).values()).allMatch(verdict -> verdict.met()));
    }

    /** Whoever did not come waits for the province, which is above the city that keeps the list. */
    @Test
    void anAbsenceFromATrainingIsAppealedAgainst() {
        assertThat(count("appeal.appeal a join directory.organization o on o.id = a.first_id and o.code = '440000' where a.kind = 'ABSENCE' and a.state = 'WAITING'")).isOne();
    }

    @Test
    void coursesInPersonMeetAtTheSameTime() {
        assertThat(count("selection.offering a join selection.offering b on a.term_id = b.term_id and a.offering_id < b.offering_id and a.meets && b.meets")).isGreaterThan(1);
    }

    /** What the city asks for is credited for no more hours a day than it says, whatever they come from. */
    @Test
    void nobodyHasMoreThanEightHoursOfADay() {
        assertThat(db.sql("""
                -- all teachers: the demo
                select e.teacher_id || ' ' || d::date || ' ' || sum(e.credited / e.days)
                  from ledger.entry e
                 cross join generate_series(e.earned_on - (e.days - 1), e.earned_on, interval '1 day') d
                 where e.days > 0 and e.jurisdiction = (select id from directory.organization where code = '440100')
                 group by e.teacher_id, d
                having sum(e.credited / e.days) > 8
                """).query(String.class).list()).isEmpty();
    }

    private List<String> states(String table) {
        return db.sql("select distinct state from " + table + " order by state").query(String.class).list();
    }

    /** One word for one thing: in the year's requirement and where no requirement names it. */
    @Test
    void aCategoryIsCalledTheSameEverywhere() {
        assertThat(db.sql("select distinct c ->> 'code' || ' ' || (c ->> 'title') from ledger.annual_requirement_card, jsonb_array_elements(categories) c")
            .query(String.class).list()).isNotEmpty().allSatisfy(it -> assertThat(it).endsWith(" " + categories.of(it.split(" ")[0]).chinese()));
    }

    /** Whoever proposed a refund does not approve it, and whoever approved it does not pay it out. */
    @Test
    void twoOfFinanceBringARefundToItsEnd() {
        var one = actors.of("gzfinance");
        var other = actors.of("gzfinance2");
        var refund = db.sql("select id from fee.refund where state = 'PROPOSED'").query(UUID.class).single();
        transaction.executeWithoutResult(change -> {
            refunds.approve(other, refund);
            refunds.payOut(one, refund, new SettleRefund.Typed(LocalDate.now(Window.ZONE).toString(), "退汇 1", null));
            assertThat(states("fee.refund")).containsExactly("PAID");
            change.setRollbackOnly();
        });
    }

    @Test
    void theWorkbookOfTheProviderFindsRowsToAccept() throws IOException {
        var number = DemoNumbers.document(DemoPopulation.DIVISION, DemoNumbers.ofCast(0), true).value();
        var day = LocalDate.now(Window.ZONE).minusDays(20).toString();
        var out = new ByteArrayOutputStream();
        try (var workbook = new Workbook(out, "test", "1.0")) {
            var sheet = workbook.newWorksheet("学时");
            var cells = List.of(List.of("姓名", "证件号码", "培训名称", "类别", "开始日期", "结束日期", "学时", "证明编号"),
                List.of("李文静", number, "班主任工作研修", "专业科目", day, day, "6", ""));
            for (var row = 0; row < cells.size(); row++) {
                for (var column = 0; column < cells.get(row).size(); column++) {
                    sheet.value(row, column, cells.get(row).get(column));
                }
            }
        }
        var id = claims.plan(actors.of("provider"), organizations.byCode("431000-P001").orElseThrow().id(), "OFFLINE_TRAINING", "学员.xlsx", out.toByteArray());
        assertThat(db.sql("select state || ' ' || takes || ' ' || refused from recognition.import where id = :id").param("id", id).query(String.class).single())
            .isEqualTo("PLANNED 1 0");
    }

    private int count(String what) {
        return db.sql("select count(*) from " + what).query(Integer.class).single();
    }

    @Test
    void noOneOfTheCastHasBegun() {
        assertThat(db.sql("""
            select count(*) from enrollment.participation_card p
              join identity.sign_in_name n on n.teacher_id = p.teacher_id where n.name in (:cast)
            """).param("cast", accounts.accounts().stream().map(DemoAccounts.Account::username).toList()).query(Integer.class).single()).isZero();
    }

    @Test
    void anotherStartLoadsNothing() {
        var before = db.sql("select count(*) from directory.person_card").query(Long.class).single();
        assertThat(once.load()).isTrue();
        once.countEligible();
        assertThat(db.sql("select count(*) from directory.person_card").query(Long.class).single()).isEqualTo(before);
    }

    private static long sum(List<org.xingtan.tally.Figure> figures, Measure measure) {
        return figures.stream().filter(figure -> figure.measure() == measure).mapToLong(org.xingtan.tally.Figure::n).sum();
    }

    private void assertOpen(ProgramDetail program) {
        var now = clock.instant();
        assertThat(program.isOpen(now)).isTrue();
        assertThat(program.lessons()).allSatisfy(place -> assertThat(program.learnWindows(place.lesson().id()))
            .anyMatch(window -> window.kind() == Window.Kind.LEARN && window.contains(now)));
    }

    private List<String> tracks(String username) {
        var board = programs.current(demoPrograms.board());
        return eligibility.of(board, candidates.of(teacher(username))).entrySet().stream()
            .filter(track -> track.getValue().met()).map(java.util.Map.Entry::getKey).toList();
    }

    private boolean exists(String username) {
        return db.sql("select exists (select from identity.sign_in_name where name = :name)").param("name", username).query(Boolean.class).single();
    }

    private TeacherId teacher(String username) {
        return new TeacherId(db.sql("select teacher_id from identity.sign_in_name where name = :name").param("name", username)
            .query(java.util.UUID.class).single());
    }

    private List<String> roles(String username) {
        return db.sql("select role || '@' || code from directory.appointment_card where teacher_id = :id").param("id", teacher(username).value())
            .query(String.class).list();
    }

    private List<String> posts(String username) {
        return db.sql("select unnest(posts) from directory.person_card where teacher_id = :id").param("id", teacher(username).value())
            .query(String.class).list();
    }
}
