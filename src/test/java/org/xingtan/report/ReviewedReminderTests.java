package org.xingtan.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.xingtan.testing.Cast.as;

import java.net.URI;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import org.springframework.transaction.support.TransactionTemplate;
import org.xingtan.ledger.AnnualRequirement;
import org.xingtan.ledger.DefineRequirement;
import org.xingtan.ledger.Earning;
import org.xingtan.ledger.Ledger;
import org.xingtan.platform.Actor;
import org.xingtan.platform.CreditHours;
import org.xingtan.platform.Refused;
import org.xingtan.platform.TeacherId;
import org.xingtan.platform.Window;
import org.xingtan.program.CreditRule;
import org.xingtan.standing.EverybodyCounted;
import org.xingtan.standing.Years;
import org.xingtan.testing.Cast;
import org.xingtan.testing.XingtanTest;

/** The reminder of missing hours: of what each is asked himself, some people at a time, and not of more than are reminded together. */
@XingtanTest
class ReviewedReminderTests {

    @Autowired Cast cast;
    @Autowired DefineRequirement define;
    @Autowired Ledger ledger;
    @Autowired LookAtCompliance look;
    @Autowired RemindLacking remind;
    @Autowired EverybodyCounted everybody;
    @Autowired Years years;
    @Autowired MockMvcTester mvc;
    @Autowired JdbcClient db;
    @Autowired TransactionTemplate transaction;

    private Cast.Place city;
    private Cast.Place school;
    private Actor administrator;
    private TeacherId teacher;

    @BeforeEach
    void people() {
        city = cast.city();
        var district = cast.under(city, "COUNTY");
        school = cast.school(district);
        define(city, new AnnualRequirement.Category("PROFESSIONAL", "专业科目", "Professional", CreditHours.of("6")));
        teacher = cast.teacher(school);
        administrator = cast.administrator(district);
        everybody.follow();
    }

    /** A province that does not ask for it itself reminds people of what their city asks as well. */
    @Test
    void everybodyIsToldWhatHisOwnAuthorityAsks() {
        var province = Objects.requireNonNull(city.parent());
        define(province, new AnnualRequirement.Category("ELECTIVE", "选修科目", "Elective", CreditHours.of("6")));
        everybody.follow();
        earn(teacher, "COMMON", "10");
        var above = cast.administrator(province);

        remind.remind(above, UUID.randomUUID(), list(above, province), null);

        assertThat(told(teacher)).singleElement().asString().contains("专业科目 6.00", "选修科目 6.00").doesNotContain("公需科目");
    }

    @Test
    void whoLacksNothingByNowIsLeftOut() {
        var other = cast.teacher(school);
        everybody.follow();
        earn(teacher, "COMMON", "4");
        earn(teacher, "PROFESSIONAL", "6");
        var id = UUID.randomUUID();
        transaction.executeWithoutResult(all -> {
            all.setRollbackOnly();
            db.sql("update standing.state set met = '{}' where teacher_id = :t and year = :year").param("t", teacher.value()).param("year", years.current()).update();
            assertThat(list(administrator, school).page().items()).hasSize(2);

            remind.remind(administrator, id, list(administrator, school), null);

            assertThat(told(teacher)).isEmpty();
            assertThat(told(other)).hasSize(1);
            assertThat(remind.sent(administrator, id)).isEqualTo(new RemindLacking.Sent(1, 1));
        });
    }

    /** In the order of people, whatever they lack: while one of them is held by others, those before him have been told. */
    @Test
    void someAreToldAtATimeAndASecondClickChangesNothing() {
        var people = Stream.of(teacher, cast.teacher(school), cast.teacher(school)).sorted(Comparator.comparing(TeacherId::value)).toList();
        everybody.follow();
        earn(people.getFirst(), "COMMON", "4");
        var list = list(administrator, school);
        var id = UUID.randomUUID();
        var going = transaction.execute(held -> {
            held.setRollbackOnly();
            hold(people.getLast());
            var first = CompletableFuture.runAsync(() -> remind.remind(administrator, id, list, null, 1));
            Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> first.isDone() || told(people.get(1)).size() == 1);
            assertThat(told(people.getFirst())).singleElement().asString().contains("合计 6.00、专业科目 6.00");
            remind.remind(administrator, id, list, null);
            assertThat(remind.sent(administrator, id)).isEqualTo(new RemindLacking.Sent(2, 2));
            return first;
        });
        Objects.requireNonNull(going).join();

        assertThat(told(people.getLast())).hasSize(1);
        assertThat(remind.sent(administrator, id)).isEqualTo(new RemindLacking.Sent(3, 3));
        assertThat(db.sql("select after ->> 'count' from audit.entry where act = 'compliance.remind' and target = :t").param("t", "organization:" + school.id())
            .query(String.class).list()).containsExactly("3");
    }

    @Test
    void ofAReminderThatToldNobodyNothingIsLeft() {
        var list = list(administrator, school);
        remind.remind(administrator, UUID.randomUUID(), list, null);
        var again = UUID.randomUUID();

        assertThatThrownBy(() -> remind.remind(administrator, again, list, null)).isInstanceOf(Refused.class);

        assertThat(remind.sent(administrator, again)).isNull();
        assertThat(told(teacher)).hasSize(1);
    }

    @Test
    void aListThatIsTooLongOffersNoReminder() {
        var page = "/console/compliance/people?organization=" + school.id() + "&line=ALL";
        assertThat(get(page)).hasStatusOk().bodyText().contains("people/reminder?").doesNotContain("由下级单位各自提醒");
        transaction.executeWithoutResult(all -> {
            all.setRollbackOnly();
            db.sql("""
                    insert into report.subtotal (program_id, organization_id, measure, n)
                    select l.id, :unit, 'ASKED', :n from standing.counted_line l where l.jurisdiction = :city and l.year = :year and l.code = 'ALL'
                    on conflict (program_id, organization_id, measure) do update set n = excluded.n
                    """)
                .param("unit", school.id().value()).param("n", RemindLacking.MOST + 1).param("city", city.id().value()).param("year", years.current()).update();

            assertThat(get(page)).hasStatusOk().bodyText().contains("由下级单位各自提醒", teacher.toString()).doesNotContain("people/reminder?");
            assertThatThrownBy(() -> remind.remind(administrator, UUID.randomUUID(), list(administrator, school), null)).isInstanceOf(Refused.class)
                .hasMessageContaining("report.remind.most");
        });
        assertThat(told(teacher)).isEmpty();
    }

    /** What others are about to tell him of the same thing. */
    private void hold(TeacherId person) {
        db.sql("""
                insert into messaging.message (teacher_id, id, rule, object, kind, text, arguments, due_at)
                values (:person, gen_random_uuid(), 'report.remind', :object, 'NEWS', 'report.reminded.', '[]', now())
                """)
            .param("person", person.value()).param("object", "year:" + years.current() + ":" + LocalDate.now(Window.ZONE)).update();
    }

    private void define(Cast.Place owner, AnnualRequirement.Category second) {
        define.define(new AnnualRequirement(owner.id(), years.current(), 0, "年度要求", "依据", CreditHours.of("10"), List.of(
            new AnnualRequirement.Category("COMMON", "公需科目", "Common", CreditHours.of("4")), second), List.of(), null, AnnualRequirement.NewHires.FULL_YEAR), null);
    }

    private LookAtCompliance.People list(Actor actor, Cast.Place unit) {
        return look.lacking(actor, unit.id().toString(), null, new LookAtCompliance.Question("ALL", null), null);
    }

    private List<String> told(TeacherId person) {
        return db.sql("select arguments::text from messaging.message where teacher_id = :t and rule = 'report.remind'").param("t", person.value()).query(String.class).list();
    }

    private void earn(TeacherId person, String category, String hours) {
        ledger.post(new Earning(person, school.id(), school.path(), null, Earning.Place.NOWHERE,
            new CreditRule(category, new CreditRule.Fixed(CreditHours.of(hours)), List.of()), 1, List.of(), CreditHours.of(hours), "test",
            UUID.randomUUID().toString(), "Course", Map.of(), LocalDate.of(years.current(), 5, 4)));
    }

    private MvcTestResult get(String path) {
        return mvc.get().uri(URI.create(path)).locale(Locale.SIMPLIFIED_CHINESE).with(as(administrator)).exchange();
    }
}
