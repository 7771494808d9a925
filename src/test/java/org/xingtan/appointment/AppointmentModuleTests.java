package org.xingtan.appointment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.xingtan.testing.Cast.as;
import static org.xingtan.testing.Cast.csrf;

import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import org.springframework.transaction.support.TransactionTemplate;
import org.xingtan.directory.IncomingPeople.Begin;
import org.xingtan.directory.IncomingPeople.Incoming;
import org.xingtan.directory.IncomingPeople;
import org.xingtan.directory.KnownPeople;
import org.xingtan.directory.Organizations;
import org.xingtan.directory.Role;
import org.xingtan.platform.Access;
import org.xingtan.platform.Actor;
import org.xingtan.platform.Forbidden;
import org.xingtan.platform.NotFound;
import org.xingtan.platform.ProgramId;
import org.xingtan.platform.Refused;
import org.xingtan.platform.Task;
import org.xingtan.platform.TeacherId;
import org.xingtan.platform.Window;
import org.xingtan.tally.Measure;
import org.xingtan.tally.Tally;
import org.xingtan.testing.Await;
import org.xingtan.testing.Cast;
import org.xingtan.testing.Crossing;
import org.xingtan.testing.Curriculum;
import org.xingtan.testing.XingtanTest;

@XingtanTest
class AppointmentModuleTests {

    @Autowired Cast cast;
    @Autowired AppointPerson appoint;
    @Autowired EndAppointment end;
    @Autowired Access access;
    @Autowired JdbcClient db;
    @Autowired MockMvcTester mvc;
    @Autowired KnownPeople known;
    @Autowired IncomingPeople people;
    @Autowired EndLeftOffices left;
    @Autowired Curriculum curriculum;
    @Autowired Tally tally;
    @Autowired TransactionTemplate transaction;
    @Autowired Crossing crossing;
    @Autowired Organizations organizations;

    private Cast.Place county;
    private Cast.Place school;
    private Actor administrator;

    @BeforeEach
    void plant() {
        county = cast.county();
        school = cast.school(county);
        administrator = cast.administrator(county);
    }

    @Test
    void whoIsAppointedMayAtOnceAndWhoIsEndedMayNotAtOnce() {
        var teacher = cast.teacher(school);
        var appointed = appoint.appoint(administrator, school.id(), of(teacher, Role.TRAINING_ADMINISTRATOR, "REGULAR", null));

        assertThat(access.scope(cast.actor(teacher), Task.VIEW_TEACHERS).contains(school.path())).isTrue();
        end.end(administrator, teacher, id(appointed), "调离岗位");
        assertThat(access.scope(cast.actor(teacher), Task.VIEW_TEACHERS).isEmpty()).isTrue();
        end.end(administrator, teacher, id(appointed), "再点一次");
        assertThat(acts(teacher)).containsExactly("appointment.begin", "appointment.end");
    }

    @Test
    void aUnitHasOneRegularAdministratorAndDeputiesWithADay() {
        appoint.appoint(administrator, school.id(), of(cast.teacher(school), Role.TRAINING_ADMINISTRATOR, "REGULAR", null));
        var second = cast.teacher(school);

        assertThatThrownBy(() -> appoint.appoint(administrator, school.id(), of(second, Role.TRAINING_ADMINISTRATOR, "REGULAR", null)))
            .isInstanceOf(Refused.class).hasMessageContaining("appointment.one-administrator");
        assertThatThrownBy(() -> appoint.appoint(administrator, school.id(), of(second, Role.TRAINING_ADMINISTRATOR, "DEPUTY", null)))
            .isInstanceOf(Refused.class).hasMessageContaining("appointment.ends");
        appoint.appoint(administrator, school.id(), of(second, Role.TRAINING_ADMINISTRATOR, "DEPUTY", LocalDate.now().plusMonths(2).toString()));
        assertThat(access.scope(cast.actor(second), Task.VIEW_TEACHERS).contains(school.path())).isTrue();
    }

    @Test
    void twoWhoAppointAtTheSameTimeMakeOneRegularAdministrator() throws Exception {
        var people = List.of(cast.teacher(school), cast.teacher(school), cast.teacher(school), cast.teacher(school));
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            threads.invokeAll(people.stream().<Callable<Object>>map(person ->
                () -> appoint.appoint(administrator, school.id(), of(person, Role.TRAINING_ADMINISTRATOR, "REGULAR", null))).toList());
        }
        assertThat(db.sql("select count(*) from directory.appointment where organization_id = :id and ended_at is null")
            .param("id", school.id().value()).query(Integer.class).single()).isEqualTo(1);
    }

    @Test
    void aUnitIsNotClosedWhileSomebodyIsBeingAppointedToIt() throws Exception {
        var empty = cast.school(county);
        var teacher = cast.teacher(school);
        crossing.of(() -> appoint.appoint(administrator, empty.id(), of(teacher, Role.TRAINING_ADMINISTRATOR, "REGULAR", null)),
            () -> assertThat(close(empty)).hasStatus(422).bodyText().contains("任命"));
        assertThat(isClosed(empty)).isFalse();
    }

    @Test
    void aUnitIsNotClosedWhileSomebodyIsBeingMovedToIt() throws Exception {
        var empty = cast.school(county);
        var teacher = cast.teacher(school);
        crossing.of(() -> change(teacher, empty, "ACTIVE"), () -> assertThat(close(empty)).hasStatus(422));
        assertThat(isClosed(empty)).isFalse();
    }

    @Test
    void nobodyIsAppointedToAUnitThatIsBeingClosed() throws Exception {
        var empty = cast.school(county);
        var teacher = cast.teacher(school);
        crossing.of(() -> assertThat(close(empty)).hasStatus3xxRedirection(), () -> assertThatThrownBy(() ->
            appoint.appoint(administrator, empty.id(), of(teacher, Role.TRAINING_ADMINISTRATOR, "REGULAR", null))).hasMessageContaining("appointment.open-unit"));
        assertThat(isClosed(empty)).isTrue();
    }

    @Test
    void aUnitIsNotClosedUnderWhoeverIsToBeginThere() {
        var headed = cast.school(county);
        var joined = cast.school(county);
        var day = LocalDate.now(Window.ZONE).plusWeeks(1);
        var head = new AppointmentForm(Role.PRINCIPAL.name(), "REGULAR", day.toString(), null, cast.teacher(school).toString(), null, null, null, null);
        appoint.appoint(administrator, headed.id(), head);
        change(cast.teacher(school), joined, "ACTIVE", day);

        assertThat(close(headed)).hasStatus(422).bodyText().contains("任命");
        assertThat(close(joined)).hasStatus(422).bodyText().contains("人员");
        assertThat(isClosed(headed)).isFalse();
        assertThat(isClosed(joined)).isFalse();
    }

    private MvcTestResult close(Cast.Place unit) {
        return mvc.post().uri("/console/units/" + unit.id() + "/closing").with(csrf()).with(as(administrator)).exchange();
    }

    private boolean isClosed(Cast.Place unit) {
        return db.sql("select closed_on is not null from directory.organization where id = :id").param("id", unit.id().value()).query(Boolean.class).single();
    }

    @Test
    void theDatabaseHasTheLastWordAboutTheOneAdministrator() {
        appoint.appoint(administrator, school.id(), of(cast.teacher(school), Role.TRAINING_ADMINISTRATOR, "REGULAR", null));
        assertThatThrownBy(() -> db.sql("""
                insert into directory.regular_administrator (appointment_id, organization_id, during)
                values (gen_random_uuid(), :id, daterange('2020-01-01', null))
                """).param("id", school.id().value()).update()).hasMessageContaining("regular_administrator");
        assertThatThrownBy(() -> db.sql("update directory.appointment set capacity = 'ACTING' where organization_id = :id")
            .param("id", school.id().value()).update()).hasMessageContaining("appointment_of_others_ends");
    }

    @Test
    void nobodyAppointsHimselfOrBeyondHisUnitsOrWhatHeMayNotGive() {
        var elsewhere = cast.school(cast.county());
        var teacher = cast.teacher(school);

        assertThatThrownBy(() -> appoint.appoint(administrator, elsewhere.id(), of(teacher, Role.PRINCIPAL, "REGULAR", null))).isInstanceOf(NotFound.class);
        assertThatThrownBy(() -> appoint.appoint(administrator, county.parent().id(), of(teacher, Role.PRINCIPAL, "REGULAR", null))).isInstanceOf(NotFound.class);
        assertThatThrownBy(() -> appoint.appoint(administrator, school.id(), of(administrator.teacher(), Role.PRINCIPAL, "REGULAR", null)))
            .isInstanceOf(Refused.class).hasMessageContaining("appointment.not-oneself");
        for (var role : List.of(Role.OPERATOR, Role.AUDITOR)) {
            assertThatThrownBy(() -> appoint.appoint(administrator, school.id(), of(teacher, role, "REGULAR", null)))
                .isInstanceOf(Refused.class).hasMessageContaining("appointment.role");
        }
        assertThatThrownBy(() -> appoint.appoint(administrator, school.id(), of(cast.teacher(elsewhere), Role.PRINCIPAL, "REGULAR", null)))
            .as("somebody of another county, by his id").isInstanceOf(Refused.class).hasMessageContaining("appointment.person");
    }

    @Test
    void aPrincipalAppointsNobody() {
        var principal = cast.actor(cast.staff(school, Role.PRINCIPAL));
        assertThat(mvc.get().uri("/console/appointments").with(as(principal))).hasStatus(404);
        assertThat(mvc.post().uri("/console/appointments/new?organization=" + school.id()).with(csrf()).with(as(principal))
            .param("teacher", cast.teacher(school).toString()).param("role", "REVIEWER")).hasStatus(404);
    }

    @Test
    void aNewPersonIsEnteredOnceAndKnownByHisNumber() {
        var number = Cast.documentNumber().value();
        var first = appoint.appoint(administrator, school.id(), named("欧阳新", number, Role.TRAINING_ADMINISTRATOR));
        var other = cast.school(county);
        var second = appoint.appoint(administrator, other.id(), named("欧阳新", number, Role.TRAINING_ADMINISTRATOR));

        assertThat(second.teacher()).isEqualTo(first.teacher());
        assertThat(db.sql("select count(*) from directory.employment where teacher_id = :id").param("id", first.teacher().value())
            .query(Integer.class).single()).isEqualTo(1);
        assertThatThrownBy(() -> appoint.appoint(administrator, other.id(), named("别人", number, Role.PRINCIPAL)))
            .isInstanceOf(Refused.class).hasMessageContaining("appointment.number-and-name");
        assertThatThrownBy(() -> appoint.appoint(administrator, other.id(), named("错号", "431003199001010019", Role.PRINCIPAL)))
            .isInstanceOf(Refused.class).hasMessageContaining("document-number.check-digit");
    }

    @Test
    void aHandOverLeavesNoMomentWithoutAndNoneWithTwo() {
        var teacher = cast.teacher(school);
        var successor = cast.teacher(school);
        var appointed = appoint.appoint(administrator, school.id(), of(teacher, Role.TRAINING_ADMINISTRATOR, "REGULAR", null));
        var own = cast.actor(teacher);

        var next = end.handOver(own, end.at(own, teacher, id(appointed)), of(successor, Role.TRAINING_ADMINISTRATOR, "REGULAR", null));

        assertThat(next.teacher()).isEqualTo(successor);
        assertThat(access.scope(own, Task.VIEW_TEACHERS).isEmpty()).isTrue();
        assertThat(access.scope(cast.actor(successor), Task.VIEW_TEACHERS).contains(school.path())).isTrue();
        assertThat(acts(teacher)).contains("appointment.hand-over");
        assertThatThrownBy(() -> end.handOver(administrator, end.at(administrator, teacher, id(appointed)),
            of(cast.teacher(school), Role.TRAINING_ADMINISTRATOR, "REGULAR", null))).isInstanceOf(Refused.class).hasMessageContaining("in-force");
    }

    @Test
    void whoHandsOverWaitsForWhoeverMovesTheUnit() throws Exception {
        var elsewhere = cast.county();
        var teacher = cast.teacher(school);
        var successor = cast.teacher(school);
        var appointed = appoint.appoint(administrator, school.id(), of(teacher, Role.PRINCIPAL, "REGULAR", null));
        var office = end.at(administrator, teacher, id(appointed));

        crossing.of(() -> {
            organizations.hold();
            organizations.move(school.id(), elsewhere.id());
        }, () -> assertThatThrownBy(() -> end.handOver(administrator, office, of(successor, Role.PRINCIPAL, "REGULAR", null))).isInstanceOf(NotFound.class));
        assertThat(access.isAppointed(successor)).isFalse();
    }

    @Test
    void aDeputyDoesNotEndTheRegularOne() {
        var regular = cast.teacher(school);
        var deputy = cast.teacher(school);
        var appointed = appoint.appoint(administrator, school.id(), of(regular, Role.TRAINING_ADMINISTRATOR, "REGULAR", null));
        appoint.appoint(administrator, school.id(), of(deputy, Role.TRAINING_ADMINISTRATOR, "DEPUTY", LocalDate.now().plusDays(30).toString()));

        assertThatThrownBy(() -> end.end(cast.actor(deputy), regular, id(appointed), "不服")).isInstanceOf(Forbidden.class);
        end.end(administrator, regular, id(appointed), "届满");
    }

    @Test
    void badDaysAreRefusedInWords() {
        var teacher = cast.teacher(school);
        for (var to : List.of("2020-01-01", "2026-02-30", "morgen")) {
            assertThatThrownBy(() -> appoint.appoint(administrator, school.id(), of(teacher, Role.PRINCIPAL, "REGULAR", to))).as(to)
                .isInstanceOf(Refused.class).hasMessageContaining("appointment.days");
        }
    }

    @Test
    void thePagesShowWhatIsThereAndWhatIsMissing() {
        var teacher = cast.aPerson().name("蔺管理").at(school).save();
        var list = "/console/appointments?organization=" + county.id();
        assertThat(body(list)).contains("还有 1 个单位没有培训管理员");
        assertThat(body("/console/appointments/vacancies?organization=" + county.id())).contains(school.code());

        assertThat(mvc.post().uri("/console/appointments/new?organization=" + school.id()).with(csrf()).with(as(administrator))
            .param("teacher", teacher.toString()).param("role", "TRAINING_ADMINISTRATOR")).hasStatus3xxRedirection();

        assertThat(body(list)).contains("蔺管理").doesNotContain("没有培训管理员");
        assertThat(body("/console/appointments/history?organization=" + school.id())).contains("蔺管理", "任职中");
        assertThat(body("/console/appointments/new?organization=" + school.id() + "&q=蔺")).contains("蔺管理", teacher.toString());
        var refused = mvc.post().uri("/console/appointments/new?organization=" + school.id()).with(csrf()).with(as(administrator))
            .param("teacher", cast.teacher(school).toString()).param("role", "TRAINING_ADMINISTRATOR").exchange();
        assertThat(refused).hasStatus(422).bodyText().contains("现为蔺管理");
    }

    @Test
    void anOfficeEndsWithTheServiceAndItsPlaceIsFreeAtOnce() {
        var retired = cast.teacher(school);
        var moved = cast.teacher(school);
        var absent = cast.teacher(school);
        appoint.appoint(administrator, school.id(), of(retired, Role.TRAINING_ADMINISTRATOR, "REGULAR", null));
        appoint.appoint(administrator, school.id(), of(moved, Role.PRINCIPAL, "REGULAR", null));
        appoint.appoint(administrator, county.id(), of(moved, Role.EXPERT, "REGULAR", null));
        appoint.appoint(administrator, school.id(), of(absent, Role.PRINCIPAL, "REGULAR", null));

        change(retired, school, "RETIRED");
        change(moved, cast.school(county), "ACTIVE");
        change(absent, school, "ON_LEAVE");

        assertThat(access.isAppointed(retired)).isFalse();
        assertThat(access.scope(cast.actor(moved), Task.VIEW_TEACHERS).isEmpty()).as("over the school he left").isTrue();
        assertThat(access.scope(cast.actor(moved), Task.REVIEW_COURSES).contains(county.path())).as("over the county he is still in").isTrue();
        assertThat(access.isAppointed(absent)).isTrue();
        assertThat(acts(retired)).containsExactly("appointment.begin", "appointment.end");
        assertThat(appoint.appoint(administrator, school.id(), of(cast.teacher(school), Role.TRAINING_ADMINISTRATOR, "REGULAR", null)).id()).isNotNull();
    }

    @Test
    void whoseLastDayWasYesterdayIsInOfficeNoLonger() {
        var leaving = cast.teacher(school);
        appoint.appoint(administrator, school.id(), of(leaving, Role.PRINCIPAL, "REGULAR", null));
        db.sql("update directory.appointment set appointed_at = appointed_at - interval '9 days', during = daterange(current_date - 9, null) where teacher_id = :id")
            .param("id", leaving.value()).update();
        left.endAll();
        assertThat(access.isAppointed(leaving)).as("still in service").isTrue();

        db.sql("update directory.employment set during = daterange(lower(during), current_date) where teacher_id = :id").param("id", leaving.value()).update();
        left.endAll();
        left.endAll();
        assertThat(access.isAppointed(leaving)).isFalse();
        assertThat(acts(leaving)).containsExactly("appointment.begin", "appointment.end");
    }

    @Test
    void aClosedUnitGetsNobody() {
        db.sql("update directory.organization set closed_on = current_date where id = :id").param("id", school.id().value()).update();
        assertThatThrownBy(() -> appoint.appoint(administrator, school.id(), named("新人", Cast.documentNumber().value(), Role.PRINCIPAL)))
            .isInstanceOf(Refused.class).hasMessageContaining("appointment.open-unit");
    }

    @Test
    void somebodyNewIsCountedAtOnceAndOnceHoweverManyEnterHim() throws Exception {
        var program = curriculum.aProgram(county.id()).publish();
        var before = inService(program.id());
        var form = named("欧阳同", Cast.documentNumber().value(), Role.REVIEWER);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var one : threads.invokeAll(java.util.Collections.nCopies(4, (Callable<Object>) () -> appoint.appoint(administrator, school.id(), form)))) {
                one.get();
            }
        }
        assertThat(inService(program.id())).isEqualTo(before + 1);
    }

    /** Waits for the figures of a program that has just been published. */
    private long inService(ProgramId program) {
        Await.until(() -> tally.figures(program).stream().anyMatch(it -> it.measure() == Measure.IN_SERVICE));
        return tally.figures(program).stream().filter(it -> it.measure() == Measure.IN_SERVICE && it.organization().equals(school.id()))
            .mapToLong(it -> it.n()).sum();
    }

    /** As a roster would. */
    private void change(TeacherId teacher, Cast.Place unit, String state) {
        change(teacher, unit, state, LocalDate.now(Window.ZONE));
    }

    private void change(TeacherId teacher, Cast.Place unit, String state, LocalDate since) {
        var plan = UUID.randomUUID();
        var person = known.find(teacher);
        people.stage(plan, List.of(new Incoming(1, teacher, true, List.of("state"), null, person.name(), null, null, null, null, null, null, null,
            person.newest().id(), new Begin(unit.id(), state, since), null)));
        assertThat(transaction.<Boolean>execute(_ -> people.apply(plan))).isTrue();
    }

    @Test
    void theListIsTakenAwayWithAReasonAndWithinTheScope() {
        var teacher = cast.aPerson().name("=蔺导出").at(school).save();
        appoint.appoint(administrator, school.id(), of(teacher, Role.PRINCIPAL, "REGULAR", null));
        var address = "/console/appointments/export?organization=";
        assertThat(mvc.post().uri(address + county.id()).with(csrf()).with(as(administrator))).hasStatus(422);
        assertThat(mvc.post().uri(address + county.parent().id()).with(csrf()).with(as(administrator)).param("reason", "年度检查")).hasStatus(404);

        var taken = mvc.post().uri(address + county.id()).with(csrf()).with(as(administrator)).param("reason", "年度检查").exchange();
        assertThat(taken).hasStatusOk();
        assertThat(new String(taken.getResponse().getContentAsByteArray(), java.nio.charset.StandardCharsets.UTF_8))
            .contains("年度检查", "'=蔺导出", school.name());
        assertThat(db.sql("select act from audit.entry where target = :unit and act like 'appointment.export%' order by id")
            .param("unit", "organization:" + county.id()).query(String.class).list()).containsExactly("appointment.export", "appointment.exported");
    }

    private String body(String path) {
        var answer = mvc.get().uri(path).with(as(administrator)).exchange();
        assertThat(answer).hasStatusOk();
        return new String(answer.getResponse().getContentAsByteArray(), java.nio.charset.StandardCharsets.UTF_8);
    }

    private List<String> acts(TeacherId teacher) {
        return db.sql("select act from audit.entry where target = :target order by id").param("target", "teacher:" + teacher).query(String.class).list();
    }

    private static UUID id(AppointPerson.Appointed appointed) {
        return java.util.Objects.requireNonNull(appointed.id());
    }

    private static AppointmentForm of(TeacherId teacher, Role role, String capacity, @Nullable String to) {
        return new AppointmentForm(role.name(), capacity, null, to, teacher.toString(), null, null, null, null);
    }

    private static AppointmentForm named(String name, String number, Role role) {
        return new AppointmentForm(role.name(), "REGULAR", null, null, null, name, "RESIDENT_ID", number, "13900001234");
    }
}
