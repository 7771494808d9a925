package org.xingtan.roster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.xingtan.roster.Clerk.totals;
import static org.xingtan.testing.Cast.as;
import static org.xingtan.testing.Cast.csrf;

import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.xingtan.directory.People;
import org.xingtan.directory.PersonCard;
import org.xingtan.platform.Scope;
import org.xingtan.platform.TeacherId;
import org.xingtan.report.StatisticsAudit;
import org.xingtan.tally.Measure;
import org.xingtan.tally.Tally;
import org.xingtan.testing.Await;
import org.xingtan.testing.Cast;
import org.xingtan.testing.Curriculum;
import org.xingtan.testing.Killing;
import org.xingtan.testing.XingtanTest;

@XingtanTest
class RosterModuleTests {

    private static final LocalDate TODAY = LocalDate.now(org.xingtan.platform.Window.ZONE);

    @Autowired Cast cast;
    @Autowired Killing killing;
    @Autowired Curriculum curriculum;
    @Autowired MockMvcTester mvc;
    @Autowired JdbcClient db;
    @Autowired People people;
    @Autowired Tally tally;
    @Autowired StatisticsAudit statistics;

    private Cast.Place county;
    private Cast.Place school;
    private Cast.Place sister;
    private Clerk clerk;

    @BeforeEach
    void plant() {
        county = cast.county();
        school = cast.school(county);
        sister = cast.school(county);
        clerk = new Clerk(mvc, cast.administrator(county));
    }

    @Test
    void changesNothingBeforeTheCommitAndAllOfItThen() {
        var rows = List.of(Sheets.row("张三", school), Sheets.row("阿依古丽•买买提", sister), Sheets.row("㛃𬎆", school));
        var plan = clerk.plan(county, Sheets.of(rows));

        assertThat(totals(plan)).isEqualTo("3 0 0 0 0 0");
        assertThat(plan.get("findings")).isEmpty();
        assertThat(namesIn(school)).isEmpty();

        assertThat(clerk.commit(plan)).hasStatus(202);
        assertThat(clerk.commit(plan)).hasStatus(202);
        var done = clerk.await(plan.get("id").stringValue());

        assertThat(done.get("state").stringValue()).isEqualTo("COMMITTED");
        assertThat(totals(done)).isEqualTo("3 0 0 0 0 0");
        assertThat(namesIn(school)).containsExactlyInAnyOrder("张三", "㛃𬎆");
        assertThat(in(sister)).singleElement().satisfies(person -> {
            assertThat(person.name()).isEqualTo("阿依古丽·买买提");
            assertThat(person.posts()).containsExactly("CLASSROOM_TEACHER", "HOMEROOM_TEACHER");
            assertThat(person.stage()).isEqualTo("PRIMARY");
            assertThat(person.phoneMasked()).isEqualTo("139****1234");
        });
        assertThat(clerk.discard(plan)).hasStatus(409);
    }

    @Test
    void roster03TheSameWorkbookAgainChangesNothing() {
        var workbook = Sheets.of(List.of(Sheets.row("张三", school), Sheets.row("李四", sister)));
        clerk.carryOut(county, workbook);

        assertThat(totals(clerk.plan(county, workbook))).isEqualTo("0 0 0 0 2 0");
    }

    @Test
    void roster03TwoWhoImportTheSamePeopleAtOnceMakeNoDuplicates() {
        var workbook = Sheets.of(List.of(Sheets.row("张三", school), Sheets.row("李四", school)));
        var other = new Clerk(mvc, cast.administrator(county));
        var one = clerk.plan(county, workbook);
        var two = other.plan(county, workbook);

        assertThat(clerk.commit(one)).hasStatus(202);
        clerk.await(one.get("id").stringValue());
        assertThat(other.commit(two)).hasStatus(409);
        var again = other.await(two.get("id").stringValue());

        assertThat(again.get("state").stringValue()).isEqualTo("PLANNED");
        assertThat(totals(again)).isEqualTo("0 0 0 0 2 0");
        assertThat(again.get("reason").get("code").stringValue()).isEqualTo("roster.stale");
        assertThat(in(school)).hasSize(2);
    }

    @Test
    void roster03UnitsThatLieSideBySideMakeNoDuplicatesEither() {
        var document = Cast.documentNumber();
        var here = new Clerk(mvc, cast.administrator(school));
        var there = new Clerk(mvc, cast.administrator(sister));
        var one = here.plan(school, Sheets.of(List.of(Sheets.row("张三", document, school, null, null))));
        var two = there.plan(sister, Sheets.of(List.of(Sheets.row("张三", document, sister, null, null))));

        assertThat(here.commit(one)).hasStatus(202);
        assertThat(there.commit(two)).hasStatus(202);
        here.await(one.get("id").stringValue());
        var again = there.await(two.get("id").stringValue());
        var states = List.of(here.look(one.get("id").stringValue()).get("state").stringValue(), again.get("state").stringValue());

        assertThat(states).containsExactlyInAnyOrder("COMMITTED", "PLANNED");
        assertThat(in(school).stream().filter(person -> person.name().equals("张三")).count()
            + in(sister).stream().filter(person -> person.name().equals("张三")).count()).isEqualTo(1);
    }

    @Test
    void roster05WhatADeadNodeLeftIsFinishedByAnother() {
        var plan = clerk.plan(county, Sheets.of(List.of(Sheets.row("张三", school))));
        var id = UUID.fromString(plan.get("id").stringValue());

        db.sql("update roster.import set state = 'READING', done = 0 where id = :id").param("id", id).update();
        assertThat(totals(clerk.await(id.toString()))).isEqualTo("1 0 0 0 0 0");
        db.sql("update roster.import set state = 'COMMITTING', committed_by = requested_by, committed_by_name = requested_by_name where id = :id")
            .param("id", id).update();

        assertThat(clerk.await(id.toString()).get("state").stringValue()).isEqualTo("COMMITTED");
        assertThat(namesIn(school)).containsExactly("张三");
    }

    @Test
    void aCommitWhoseDatabaseIsKilledHasDoneNothingAndIsDoneAgainAsAWhole() throws Exception {
        var document = Cast.documentNumber();
        var mover = cast.aPerson().name("赵六").document(document).at(school).save();
        var plan = clerk.plan(county, Sheets.of(List.of(Sheets.row("新人", school), Sheets.row("赵六", document, school, "退休", null))));
        try (var trap = killing.at("select 1 from directory.employment where teacher_id = ? for update", mover.value())) {
            assertThat(clerk.commit(plan)).hasStatus(202);
            // The new person is written, and the other one's service is to end.
            trap.kill("directory.employment");
            assertThat(namesIn(school)).containsExactly("赵六");
            assertThat(clerk.look(plan.get("id").stringValue()).get("state").stringValue()).isEqualTo("COMMITTING");
        }
        var done = clerk.await(plan.get("id").stringValue());

        assertThat(done.get("state").stringValue()).isEqualTo("COMMITTED");
        assertThat(totals(done)).isEqualTo("1 0 0 1 0 0");
        assertThat(namesIn(school)).containsExactly("新人");
        assertThat(db.sql("select count(*) from audit.entry where act = 'roster.committed' and after ->> 'import' = :id")
            .param("id", plan.get("id").stringValue()).query(Integer.class).single()).isEqualTo(1);
    }

    @Test
    void changesWhatIsNewAndKeepsWhatIsLeftOut() {
        var document = Cast.documentNumber();
        var person = cast.aPerson().name("王五").document(document).at(school).save();
        var columns = List.of("证件号码", "备注", "姓名", "职称", "学科", "手机号");
        var done = clerk.carryOut(school, Sheets.of(columns, List.of(java.util.Arrays.asList(document.value(), "x", "王五", "一级教师", "数学", null))));

        assertThat(totals(done)).isEqualTo("0 1 0 0 0 0");
        assertThat(done.get("findings").get(0).get("code").stringValue()).isEqualTo("platform.workbook.unknown-column");
        assertThat(done.get("findings").get(0).get("column").stringValue()).isEqualTo("备注");
        var card = people.find(person).orElseThrow();
        assertThat(card.subject()).isEqualTo("MATH");
        assertThat(card.stage()).isEqualTo("PRIMARY");
        assertThat(card.phoneMasked()).startsWith("139");
    }

    @Test
    void endsAnEmploymentOnTheDayThatIsWritten() {
        var document = Cast.documentNumber();
        var person = cast.aPerson().name("赵六").document(document).at(school).save();
        var done = clerk.carryOut(school, Sheets.of(List.of(Sheets.row("赵六", document, school, "退休", "2024年7月1日"))));

        assertThat(totals(done)).isEqualTo("0 0 0 1 0 0");
        assertThat(in(school)).isEmpty();
        assertThat(employments(person)).containsExactly("[2015-09-01,2024-07-01) ACTIVE", "[2024-07-01,) RETIRED");
        var again = clerk.plan(school, Sheets.of(List.of(Sheets.row("赵六", document, school, "退休", null))));
        assertThat(totals(again)).isEqualTo("0 0 0 0 1 0");
    }

    @Test
    void comesBackWithEverythingThatWasHisOwn() {
        var document = Cast.documentNumber();
        var person = cast.aPerson().name("赵六").document(document).at(school).save();
        clerk.carryOut(school, Sheets.of(List.of(Sheets.row("赵六", document, school, "调出", null))));
        assertThat(in(school)).isEmpty();
        var back = clerk.carryOut(county, Sheets.of(List.of(Sheets.row("赵六", document, sister, null, null))));

        assertThat(totals(back)).isEqualTo("1 0 0 0 0 0");
        assertThat(in(sister)).extracting(PersonCard::id).containsExactly(person);
        assertThat(employments(person)).containsExactly("[2015-09-01," + TODAY + ") ACTIVE", "[" + TODAY + ",) ACTIVE");
    }

    @Test
    void movesFiguresWithPeopleInTheSameTransaction() {
        var document = Cast.documentNumber();
        var mover = cast.aPerson().name("赵六").document(document).at(school).save();
        cast.teacher(school);
        var program = curriculum.aProgram(county.id()).publish();
        Await.until(() -> eligible(program.id(), school) == 2);
        assertThat(mvc.post().uri("/api/v1/programs/{id}/participation", program.id().value()).with(as(cast.actor(mover))).with(csrf())
            .contentType("application/json").content("{}")).hasStatus(201);

        clerk.carryOut(county, Sheets.of(List.of(Sheets.row("赵六", document, sister, null, null), Sheets.row("新人", sister))));

        assertThat(eligible(program.id(), school)).isEqualTo(1);
        assertThat(eligible(program.id(), sister)).isEqualTo(2);
        assertThat(figure(program.id(), school, Measure.ENROLLED)).isZero();
        assertThat(figure(program.id(), sister, Measure.ENROLLED)).isEqualTo(1);
        assertThat(statistics.findings(program.id(), false)).isEmpty();

        clerk.carryOut(county, Sheets.of(List.of(Sheets.row("赵六", document, sister, "退休", null))));
        assertThat(eligible(program.id(), sister)).isEqualTo(1);
    }

    @Test
    void whoIsInServiceElsewhereIsAskedForAndMovesWhenReleased() {
        var document = Cast.documentNumber();
        var person = cast.aPerson().name("孙七").document(document).at(school).save();
        var neighbor = cast.school(cast.under(county.parent(), "COUNTY"));
        var asking = new Clerk(mvc, cast.administrator(neighbor));
        var done = asking.carryOut(neighbor, Sheets.of(List.of(Sheets.row("孙七", document, neighbor, null, null))));

        assertThat(totals(done)).isEqualTo("0 0 1 0 0 0");
        assertThat(done.get("findings").get(0).get("code").stringValue()).isEqualTo("roster.transfer.asks");
        assertThat(in(school)).hasSize(1);
        assertThat(in(neighbor)).extracting(PersonCard::id).doesNotContain(person);
        var action = "/console/roster/transfers/" + person + "/"
            + db.sql("select id from roster.transfer where teacher_id = :p").param("p", person.value()).query(UUID.class).single();
        assertThat(mvc.post().uri(action + "/release").with(as(asking.actor())).with(csrf())).hasStatus(404);
        assertThat(mvc.post().uri(action + "/refuse").with(as(clerk.actor())).with(csrf())).hasStatus(422);

        assertThat(mvc.post().uri(action + "/release").with(as(clerk.actor())).with(csrf())).hasStatus(302);
        assertThat(mvc.post().uri(action + "/release").with(as(clerk.actor())).with(csrf())).hasStatus(302);
        assertThat(mvc.post().uri(action + "/withdraw").with(as(asking.actor())).with(csrf())).hasStatus(409);

        assertThat(in(school)).isEmpty();
        assertThat(in(neighbor)).extracting(PersonCard::id).contains(person);
        assertThat(employments(person)).hasSize(2);
    }

    @Test
    void whoHasGoneElsewhereIsNotWaitedForAnyMore() {
        var document = Cast.documentNumber();
        var person = cast.aPerson().name("周八").document(document).at(school).save();
        var first = cast.school(cast.under(county.parent(), "COUNTY"));
        var second = cast.school(cast.under(county.parent(), "COUNTY"));
        for (var unit : List.of(first, second)) {
            new Clerk(mvc, cast.administrator(unit)).carryOut(unit, Sheets.of(List.of(Sheets.row("周八", document, unit, null, null))));
        }
        var toFirst = db.sql("select id from roster.transfer where teacher_id = :p and to_organization = :to").param("p", person.value())
            .param("to", first.id().value()).query(UUID.class).single();
        assertThat(mvc.post().uri("/console/roster/transfers/" + person + "/" + toFirst + "/release").with(as(clerk.actor())).with(csrf())).hasStatus(302);

        assertThat(db.sql("select state from roster.transfer where teacher_id = :p order by state").param("p", person.value()).query(String.class).list())
            .containsExactly("RELEASED", "WITHDRAWN");
    }

    @Test
    void nobodyIsReleasedIntoAUnitThatIsClosed() {
        var document = Cast.documentNumber();
        var person = cast.aPerson().name("吴九").document(document).at(school).save();
        var neighbor = cast.school(cast.under(county.parent(), "COUNTY"));
        new Clerk(mvc, cast.administrator(neighbor.parent())).carryOut(neighbor, Sheets.of(List.of(Sheets.row("吴九", document, neighbor, null, null))));
        db.sql("update directory.organization set closed_on = current_date where id = :id").param("id", neighbor.id().value()).update();

        var id = db.sql("select id from roster.transfer where teacher_id = :p").param("p", person.value()).query(UUID.class).single();
        assertThat(mvc.post().uri("/console/roster/transfers/" + person + "/" + id + "/release").with(as(clerk.actor())).with(csrf())).hasStatus(422);
        assertThat(in(school)).extracting(PersonCard::id).contains(person);
    }

    @Test
    void anotherUnitsRosterIsNotThere() {
        var stranger = new Clerk(mvc, cast.administrator(cast.school()));
        var plan = clerk.plan(county, Sheets.of(List.of(Sheets.row("张三", school))));

        assertThat(stranger.send(school, Sheets.of(List.of()))).hasStatus(404);
        assertThat(stranger.commit(plan)).hasStatus(404);
        assertThat(stranger.discard(plan)).hasStatus(404);
        assertThat(mvc.post().uri("/console/roster/imports/{id}/files", plan.get("id").stringValue()).param("what", "original")
            .param("reason", "核对").with(csrf()).with(as(stranger.actor()))).hasStatus(404);
        assertThat(mvc.get().uri("/console/roster").with(as(cast.actor(cast.teacher(school))))).hasStatus(404);
    }

    @Test
    void aDiscardedPlanLeavesNothingAndStaysDiscarded() {
        var plan = clerk.plan(county, Sheets.of(List.of(Sheets.row("张三", school))));

        assertThat(clerk.discard(plan)).hasStatus(204);
        assertThat(clerk.discard(plan)).hasStatus(204);
        assertThat(clerk.commit(plan)).hasStatus(409);
        assertThat(db.sql("select count(*) from directory.incoming where import_id = :id").param("id", UUID.fromString(plan.get("id").stringValue()))
            .query(Integer.class).single()).isZero();
        assertThatThrownBy(() -> db.sql("update roster.import set state = 'READING' where id = :id")
            .param("id", UUID.fromString(plan.get("id").stringValue())).update())
            .isInstanceOf(DataAccessException.class).hasMessageContaining("stays so");
    }

    @Test
    void saysAtOnceWhatIsNoWorkbookAndLaterWhatIsNoRoster() {
        assertThat(clerk.send(school, "name,number".getBytes(java.nio.charset.StandardCharsets.UTF_8))).hasStatus(415);
        assertThat(clerk.send(school, new byte[0])).hasStatus(415);
        var failed = clerk.plan(school, Sheets.of(List.of("a", "b"), List.of(List.of("1", "2"))));

        assertThat(failed.get("state").stringValue()).isEqualTo("FAILED");
        assertThat(failed.get("reason").get("text").stringValue()).contains("姓名", "证件号码");
        assertThat(clerk.commit(failed)).hasStatus(409);
    }

    private List<PersonCard> in(Cast.Place unit) {
        return people.below(new Scope(List.of(unit.path())), unit.id(), null, null, 200).items().stream()
            .filter(person -> !person.posts().contains("TRAINING_STAFF")).toList();
    }

    private List<String> namesIn(Cast.Place unit) {
        return in(unit).stream().map(PersonCard::name).toList();
    }

    private List<String> employments(TeacherId person) {
        return db.sql("select during::text || ' ' || state from directory.employment where teacher_id = :p order by during").param("p", person.value())
            .query(String.class).list();
    }

    private long eligible(org.xingtan.platform.ProgramId program, Cast.Place unit) {
        return figure(program, unit, Measure.ELIGIBLE);
    }

    private long figure(org.xingtan.platform.ProgramId program, Cast.Place unit, Measure measure) {
        return tally.figures(program).stream().filter(it -> it.organization().equals(unit.id()) && it.measure() == measure)
            .mapToLong(org.xingtan.tally.Figure::n).sum();
    }
}
