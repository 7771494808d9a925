package org.xingtan.safety;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
import org.xingtan.directory.Role;
import org.xingtan.platform.Actor;
import org.xingtan.platform.Condition;
import org.xingtan.platform.Duties;
import org.xingtan.platform.Forbidden;
import org.xingtan.platform.NotFound;
import org.xingtan.platform.Problem;
import org.xingtan.platform.Refused;
import org.xingtan.platform.TeacherId;
import org.xingtan.platform.Window;
import org.xingtan.platform.persistence.OneRead;
import org.xingtan.study.LoadStudy;
import org.xingtan.testing.Cast;
import org.xingtan.testing.XingtanTest;

/** What is asked of an event, who answers, what stays of it, and who is reminded of it from when to when. */
@XingtanTest
class ChecklistTests {

    static final LocalDate TODAY = LocalDate.now(Window.ZONE);

    @Autowired Cast cast;
    @Autowired JdbcClient db;
    @Autowired LoadStudy study;
    @Autowired LookAtSafety look;
    @Autowired AnswerChecklist answer;
    @Autowired Checklists checklists;
    @Autowired KeepItems items;
    @Autowired SafetyDuties duties;
    @Autowired Occasions occasions;
    @Autowired SafetyAudit audit;
    @Autowired OneRead read;
    @Autowired TransactionTemplate transaction;

    private Cast.Place school;
    private Actor principal;
    private Actor county;
    private TeacherId leader;

    @BeforeEach
    void plant() {
        school = cast.school();
        principal = cast.actor(cast.staff(school, Role.PRINCIPAL));
        county = cast.administrator(school.parent());
        leader = cast.teacher(school);
    }

    @Test
    void whoHoldsItAndWhoLeadsItAnswerAndThoseAboveSeeIt() {
        var event = event(3);
        assertThat(look.one(principal, event).isOpen()).isTrue();
        assertThat(look.one(cast.actor(leader), event).isOpen()).isTrue();
        assertThat(look.one(county, event).isOpen()).isFalse();
        assertThatThrownBy(() -> answer.answer(county, event, all("DONE"))).isInstanceOf(Forbidden.class).hasMessage("safety.level");
        for (var stranger : List.of(cast.administrator(cast.school()), cast.actor(cast.teacher(school)), cast.administrator(cast.county()))) {
            assertThatThrownBy(() -> look.one(stranger, event)).isInstanceOf(NotFound.class);
            assertThatThrownBy(() -> answer.answer(stranger, event, all("DONE"))).isInstanceOf(NotFound.class);
        }
        answer.answer(cast.actor(leader), event, ChecklistForm.of(Map.of("answer.PLACE", "DONE", "responsible", "王主任", "phone", "0735-1234567")));

        var state = checklists.state(event).orElseThrow();
        assertThat(state.seen()).isEqualTo(1);
        assertThat(state.asked()).isEqualTo(6);
        assertThat(state.responsible()).isEqualTo(new Occasion.Responsible("王主任", "0735-1234567"));
        assertThat(look.list(county, new LookAtSafety.Asked(null, true, null), null).page().items()).extracting(it -> it.occasion().id()).containsExactly(event);
        assertThat(look.list(cast.administrator(cast.county()), new LookAtSafety.Asked(null, null, null), null).page().items()).isEmpty();
    }

    @Test
    void whatIsNotNeededSaysWhyAndWhoAnswersCanBeReached() {
        var event = event(3);
        assertThatThrownBy(() -> answer.answer(principal, event, ChecklistForm.of(Map.of("answer.PLACE", "NOT_NEEDED", "responsible", "王主任"))))
            .isInstanceOfSatisfying(Refused.class, it -> assertThat(it.verdict().unmet()).extracting(Condition::code).containsExactly("safety.note", "safety.who"));
        assertThat(checklists.of(event).seen()).isZero();
    }

    /** One after the other, each with what he saw: what the second has left as it was stays as the first has answered it. */
    @Test
    void whoAnswersSomethingElseAtTheSameTimeTakesNothingBack() {
        var event = event(3);
        answer.answer(principal, event, ChecklistForm.of(Map.of("answer.PLACE", "DONE", "shown.PLACE", "0", "answer.HEALTH", "", "shown.HEALTH", "0")));
        answer.answer(cast.actor(leader), event, ChecklistForm.of(Map.of("answer.PLACE", "", "shown.PLACE", "0", "answer.HEALTH", "DONE", "shown.HEALTH", "0")));
        assertThat(checklists.of(event).seen()).isEqualTo(2);
        assertThatThrownBy(() -> answer.answer(cast.actor(leader), event, ChecklistForm.of(Map.of("answer.PLACE", "NOT_NEEDED", "note.PLACE", "操场", "shown.PLACE", "0"))))
            .isInstanceOf(Problem.class).hasMessage("error.changed-meanwhile");
        name("王主任", "0735-1", event, "0");
        assertThatThrownBy(() -> name("李主任", "0735-22222", event, "0")).isInstanceOf(Problem.class).hasMessage("error.changed-meanwhile");
        name("", "", event, "0");
        assertThat(checklists.of(event).responsible()).isEqualTo(new Occasion.Responsible("王主任", "0735-1"));
        name("", "", event, "1");
        assertThat(checklists.of(event).responsible()).isNull();
    }

    private void name(String name, String phone, UUID event, String shown) {
        answer.answer(principal, event, ChecklistForm.of(Map.of("responsible", name, "phone", phone, "named", shown)));
    }

    @Test
    void manyAnswersAtOnceAreOneAfterTheOther() throws Exception {
        var event = event(3);
        together(Stream.of("PLACE", "HEALTH", "TRANSPORT", "PLACE", "HEALTH", "TRANSPORT").<Callable<String>>map(code -> () -> {
            answer.answer(principal, event, ChecklistForm.of(Map.of("answer." + code, "DONE")));
            return code;
        }).toList());

        assertThat(checklists.of(event).seen()).isEqualTo(3);
        assertThat(checklists.history(event)).hasSize(3);
        answer.answer(principal, event, ChecklistForm.of(Map.of("answer.PLACE", "")));
        answer.answer(principal, event, ChecklistForm.of(Map.of("answer.PLACE", "")));
        assertThat(checklists.history(event)).hasSize(4).first().satisfies(it -> assertThat(it.answer()).isNull());
        assertThat(findings(event)).isEmpty();
    }

    @Test
    void whatWasAnsweredStays() {
        var event = event(3);
        answer.answer(principal, event, all("DONE"));
        for (var statement : List.of("update safety.answer set note = 'x' where occasion_id = :id", "delete from safety.answer where occasion_id = :id",
            "update safety.asked set title = 'x' where occasion_id = :id", "delete from safety.asked where occasion_id = :id",
            "insert into safety.answer (occasion_id, code, n, note, at, by_name) values (:id, 'PLACE', 7, '', now(), 'x')",
            "insert into safety.answer (occasion_id, code, n, note, at, by_name) values (:id, 'NOBODY_ASKED', 1, '', now(), 'x')",
            "update safety.item set title = 'x' where cast(:id as uuid) is not null and code = 'PLACE'", "delete from safety.item where cast(:id as uuid) is not null and code = 'PLACE'")) {
            assertThatThrownBy(() -> db.sql(statement).param("id", event).update()).as(statement).isInstanceOf(DataAccessException.class);
        }
        assertThat(findings(event)).isEmpty();
    }

    @Test
    void whatIsClosedWasSeenToAndIsAnsweredNoMore() {
        var event = event(3);
        var whoLeads = cast.actor(leader);
        moved(event, -1);
        study.tick(whoLeads, event, List.of(cast.teacher(school)));
        assertThatThrownBy(() -> study.close(whoLeads, event))
            .isInstanceOfSatisfying(Refused.class, it -> assertThat(it.verdict().unmet()).extracting(Condition::code).containsExactly("study.close.risks"));
        answer.answer(principal, event, all("DONE"));
        study.close(whoLeads, event);
        assertThatThrownBy(() -> answer.answer(principal, event, ChecklistForm.of(Map.of("answer.PLACE", "")))).isInstanceOf(Problem.class).hasMessage("safety.over");
        assertThat(checklists.of(event).seen()).isEqualTo(6);
        assertThat(findings(event)).isEmpty();
    }

    @Test
    void aWeekBeforeItBeginsItIsADutyUntilAllIsSeenTo() {
        var far = event(8);
        var near = event(7);
        var person = principal.teacher();
        assertThat(due(person)).containsExactly("/console/safety/" + near);
        assertThat(due(leader)).containsExactly("/console/safety/" + near);
        assertThat(due(county.teacher())).isEmpty();
        answer.answer(principal, near, all("DONE"));
        assertThat(due(person)).isEmpty();
        assertThat(due(leader)).isEmpty();
        moved(far, 1);
        assertThat(due(person)).as("moved to a day of this week").containsExactly("/console/safety/" + far);
        assertThat(sentences(person)).containsExactly("safety.duty.open");
        moved(far, -1);
        assertThat(sentences(person)).as("it is not said that it begins on a day that is over").containsExactly("safety.duty.begun");
        moved(far, 0);
        assertThat(sentences(person)).containsExactly("safety.duty.open");
        moved(far, 1);
        study.cancel(cast.administrator(school), far, "改期");
        assertThat(due(person)).as("called off").isEmpty();
        assertThatThrownBy(() -> answer.answer(principal, far, all("DONE"))).isInstanceOf(Problem.class).hasMessage("safety.over");
        assertThat(look.list(principal, new LookAtSafety.Asked(null, null, null), null).page().items()).extracting(it -> it.occasion().id()).containsExactly(near);
    }

    @Test
    void aSchoolIsAskedForItsTeachingPointsToo() {
        var point = cast.under(school, "TEACHING_POINT");
        var event = event(point, cast.teacher(point), 3);
        assertThat(due(principal.teacher())).containsExactly("/console/safety/" + event);
        for (var other : List.of(cast.staff(cast.school(school.parent()), Role.PRINCIPAL), county.teacher())) {
            assertThat(due(other)).isEmpty();
        }
    }

    /** Anybody may be appointed to anything over any unit: a provider's staff keeps what a provider gives. */
    @Test
    void aProvidersStaffOverAnAuthorityKeepsNothingOfIt() {
        var event = event(3);
        var city = school.parent().parent();
        for (var place : List.of(school, school.parent(), city)) {
            var staff = cast.staff(place, Role.PROVIDER_STAFF);
            assertThatThrownBy(() -> look.one(cast.actor(staff), event)).as(place.kind()).isInstanceOf(NotFound.class);
            assertThatThrownBy(() -> look.list(cast.actor(staff), new LookAtSafety.Asked(null, null, null), null)).isInstanceOf(NotFound.class);
            assertThatThrownBy(() -> items.of(cast.actor(staff), null)).isInstanceOf(NotFound.class);
            assertThat(due(staff)).isEmpty();
        }
        assertThat(look.list(cast.actor(cast.staff(cast.under(city, "PROVIDER"), Role.PROVIDER_STAFF)), new LookAtSafety.Asked(null, null, null), null).page().items()).isEmpty();
    }

    /** However much is held in the country: each source is asked by an index of its own for what these units hold. */
    @Test
    void whatAnOfficeIsAskedForIsFoundFromItsUnits() {
        var plan = transaction.execute(_ -> {
            db.sql("set local enable_seqscan = off").update();
            return String.join("\n", db.sql("explain " + occasions.on(SafetyDuties.OF_OFFICES)).param("teachers", new UUID[] {principal.teacher().value()})
                .param("roles", new String[] {"PRINCIPAL"}).param("givers", new String[0]).param("now", OffsetDateTime.now(Window.ZONE)).param("from", TODAY).param("to", TODAY).query(String.class).list());
        });
        assertThat(List.of("activity", "call", "offering", "plan", "event")).allSatisfy(table -> assertThat(plan).doesNotContain("Seq Scan on " + table + " "));
        assertThat(Pattern.compile("(unit_id|owner_id|organization_id|provider_id) = ANY").matcher(plan).results().count()).as("each source asked for the units").isGreaterThanOrEqualTo(5);
    }

    @Test
    void whatAnAuthorityAddsIsAskedOfThoseBelowAndOfWhatBeginsLater() {
        var before = event(5);
        var city = cast.administrator(school.parent().parent());
        add(city, school.parent().parent(), "高温天气已备好防暑用品");
        add(county, school.parent(), "已向区教育局报备");
        add(county, school.parent(), "已向区教育局报备");
        var after = event(6);
        assertThat(titles(before)).hasSize(6);
        assertThat(titles(after)).hasSize(8).endsWith("高温天气已备好防暑用品", "已向区教育局报备");
        var beside = cast.school(cast.under(school.parent().parent(), "COUNTY"));
        assertThat(titles(event(beside, cast.teacher(beside), 6))).as("in another county of the city").hasSize(7).endsWith("高温天气已备好防暑用品");
        assertThat(look.list(principal, new LookAtSafety.Asked(null, null, null), null).page().items()).extracting(it -> it.occasion().asked()).containsExactly(6, 8);
        var elsewhere = items.of(cast.administrator(cast.county()), null);
        assertThat(elsewhere.items()).hasSize(6);
        var own = items.of(county, null).own().getFirst();
        assertThatThrownBy(() -> items.retire(city, own.code())).as("kept by whose it is").isInstanceOf(NotFound.class);
        assertThatThrownBy(() -> items.of(principal, null)).as("a school").isInstanceOf(NotFound.class);
        assertThatThrownBy(() -> items.retire(county, "PLACE")).as("the platform's").isInstanceOf(NotFound.class);
        items.retire(county, own.code());
        items.retire(county, own.code());
        assertThat(titles(event(6))).hasSize(7);
        assertThat(titles(after)).as("asked already").hasSize(8);
    }

    @Test
    void itemsStandInTheOrderThatTheirAuthoritySays() {
        Stream.of("第一", "第二", "第三").forEach(it -> add(county, school.parent(), it));
        var last = items.of(county, null).own().getLast();
        items.move(county, last.code(), 1);
        items.move(county, last.code(), 1);
        assertThat(items.of(county, null).own()).extracting(it -> it.title().chinese()).containsExactly("第三", "第一", "第二");
        items.move(county, last.code(), 99);
        assertThat(items.of(county, null).own()).extracting(it -> it.title().chinese()).containsExactly("第一", "第二", "第三");
        assertThat(db.sql("select concat_ws(' > ', before ->> 'items', after ->> 'items') from audit.entry where act = 'safety.item.move' and actor = :by order by id")
            .param("by", county.teacher().value()).query(String.class).list()).as("once each, and not where nothing moves")
            .containsExactly("[\"第一\", \"第二\", \"第三\"] > [\"第三\", \"第一\", \"第二\"]", "[\"第三\", \"第一\", \"第二\"] > [\"第一\", \"第二\", \"第三\"]");
        assertThatThrownBy(() -> add(county, school.parent(), "第一 ")).isInstanceOf(Refused.class);
    }

    private void add(Actor actor, Cast.Place unit, String title) {
        items.add(actor, unit.id(), new ItemForm(UUID.randomUUID().toString(), title, "", title.endsWith(" ") ? "另一文件" : "粤教〔2022〕1号"));
    }

    private List<String> titles(UUID event) {
        return checklists.of(event).items().stream().map(it -> it.title().chinese()).toList();
    }

    static ChecklistForm all(String answer) {
        var fields = new LinkedHashMap<String, String>();
        List.of("RESPONSIBLE", "PLACE", "HEALTH", "TRANSPORT", "EMERGENCY", "TEACHING").forEach(code -> fields.put("answer." + code, answer));
        return ChecklistForm.of(fields);
    }

    private List<String> due(TeacherId person) {
        return asked(person).map(Duties.Duty::href).toList();
    }

    private List<String> sentences(TeacherId person) {
        return asked(person).map(Duties.Duty::text).toList();
    }

    /** Of the checklists alone. */
    private Stream<Duties.Duty> asked(TeacherId person) {
        return Stream.of(duties.of(Set.of(person)), duties.ofOffices(Set.of(person))).flatMap(it -> read.of(it).getOrDefault(person, List.of()).stream());
    }

    private List<String> findings(UUID event) {
        return audit.findings(false).stream().filter(it -> it.contains(event.toString())).toList();
    }

    private void moved(UUID event, int days) {
        db.sql("update study.event set day = :day where id = :id").param("day", TODAY.plusDays(days)).param("id", event).update();
    }

    /** An event of a unit's study in so many days, whatever year that is. */
    private UUID event(int days) {
        return event(school, leader, days);
    }

    private UUID event(Cast.Place unit, TeacherId whoLeads, int days) {
        var acting = unit.kind().equals("TEACHING_POINT") ? unit.parent() : unit;
        var actor = cast.administrator(acting);
        var day = TODAY.plusDays(days);
        var plan = study.plan(actor, unit.id(), new LoadStudy.WantedPlan(day.getYear(), "计划" + UUID.randomUUID(), "听评课", "PROFESSIONAL", null, "2", "教导处"));
        study.submit(actor, plan);
        study.answer(cast.administrator(acting.parent()), plan, true, "");
        return study.event(actor, plan, new LoadStudy.WantedEvent(day.toString(), "14:00", "16:00", "二楼会议室", "集体备课", whoLeads, "2", true));
    }

    static <T> void together(List<Callable<T>> all) throws Exception {
        try (var threads = Executors.newFixedThreadPool(all.size())) {
            for (var future : new ArrayList<>(threads.invokeAll(all))) {
                future.get();
            }
        }
    }
}
