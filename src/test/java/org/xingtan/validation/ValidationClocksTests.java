package org.xingtan.validation;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.xingtan.platform.Actor;
import org.xingtan.platform.Duties.Duty;
import org.xingtan.platform.TeacherId;
import org.xingtan.platform.calendar.Clocks;
import org.xingtan.platform.persistence.OneRead;
import org.xingtan.testing.Cast;
import org.xingtan.testing.XingtanTest;

/** Until when each may act on a year stands in the calendar of whom it concerns, and what waits for the authority on its list. */
@XingtanTest
class ValidationClocksTests {

    @Autowired Called called;
    @Autowired ConfirmUnit unit;
    @Autowired KeepCall keep;
    @Autowired ValidateAll validate;
    @Autowired List<Clocks> clocks;
    @Autowired ValidationDuties duties;
    @Autowired OneRead read;
    @Autowired Cast cast;
    @Autowired JdbcClient db;
    @Autowired MockMvcTester mvc;

    private Cast.Place city;
    private Cast.Place school;
    private Actor authority;
    private Actor keeper;
    private TeacherId teacher;

    @BeforeEach
    void cast() {
        city = cast.city();
        school = cast.school(cast.under(city, "COUNTY"));
        authority = cast.administrator(city);
        keeper = cast.administrator(school);
        called.require(city);
        teacher = called.teacher(school);
    }

    @Test
    void eachSeesTheWindowsInWhichHeActs() {
        var call = called.call(authority, city, 5, 10, 20);

        assertThat(own(teacher)).containsExactly("CONFIRM");
        assertThat(offices(keeper)).containsExactly("CONFIRM", "UNIT");
        assertThat(offices(authority)).containsExactly("CONFIRM", "UNIT", "VALIDATE");
        assertThat(own(called.teacher(cast.school()))).isEmpty();
        assertThat(offices(cast.administrator(cast.city()))).isEmpty();
        assertThat(all(authority)).allSatisfy(it -> {
            assertThat(it.closes()).isEqualTo(call.window(Call.Stage.valueOf(it.id().replaceAll(".*:", ""))).closes());
            assertThat(it.title().chinese()).isEqualTo("年度验证");
            assertThat(it.source()).isEqualTo("穗教发〔2022〕1号");
            assertThat(mvc.get().uri(it.href()).with(Cast.as(authority)).exchange()).as(it.href()).hasStatusOk();
        });
        assertThat(all(keeper)).allSatisfy(it -> assertThat(mvc.get().uri(it.href()).with(Cast.as(keeper)).exchange()).as(it.href()).hasStatusOk());
    }

    @Test
    void aCallThatIsNotPublishedIsNobodysClock() {
        keep.define(authority, new CallForm(city.id().toString(), String.valueOf(Called.YEAR), "年度验证", "穗教发〔2022〕1号", Called.day(-30), Called.day(5), Called.day(10),
            Called.day(20)));
        assertThat(own(teacher)).isEmpty();
        assertThat(offices(authority)).isEmpty();
    }

    @Test
    void anExtensionIsTheSameClockSetAnew() {
        var call = called.call(authority, city, 5, 10, 20);
        var before = of(teacher).getFirst();

        keep.extend(authority, call.id(), "CONFIRM", Called.day(7), "期末工作多");

        assertThat(of(teacher)).singleElement().satisfies(after -> {
            assertThat(after.id()).isEqualTo(before.id());
            assertThat(after.version()).isEqualTo(before.version() + 1);
            assertThat(after.closes()).isAfter(before.closes());
            assertThat(after.changedAt()).isAfterOrEqualTo(before.changedAt());
        });
    }

    @Test
    void aCountyThatCallsItselfHasItsOwnClocks() {
        var county = java.util.Objects.requireNonNull(school.parent());
        var other = called.teacher(cast.school(cast.under(city, "COUNTY")));
        called.call(authority, city, 5, 10, 20);
        called.require(county);
        var officer = cast.administrator(county);
        called.call(officer, county, 6, 11, 21);
        var late = called.teacher(school);

        assertThat(of(late)).singleElement().satisfies(it -> assertThat(it.closes()).isEqualTo(CallForm.end(java.time.LocalDate.parse(Called.day(6)))));
        assertThat(of(other)).singleElement().satisfies(it -> assertThat(it.closes()).isEqualTo(CallForm.end(java.time.LocalDate.parse(Called.day(5)))));
        assertThat(offices(officer)).containsExactly("CONFIRM", "UNIT", "VALIDATE");
    }

    @Test
    void theAuthorityIsAskedForThoseWhomTheirUnitsHaveConfirmed() {
        called.call(authority, city, 5, 10, 20);
        assertThat(asked(authority)).isEmpty();
        called.complete(school, teacher);
        var actor = cast.actor(teacher);
        db.sql("insert into validation.dossier (teacher_id, year, call_id, state, changed_at, confirmed_at) select :t, :y, id, 'CONFIRMED', now(), now() from validation.call where owner_id = :o")
            .param("t", actor.teacher().value()).param("y", Called.YEAR).param("o", city.id().value()).update();
        assertThat(asked(authority)).isEmpty();
        unit.confirm(keeper, school.id().toString(), Called.YEAR, "1");

        assertThat(asked(authority)).singleElement().satisfies(duty -> {
            assertThat(duty.text()).isEqualTo("validation.duty.validate");
            assertThat(duty.arguments()).containsExactly(Called.YEAR, 1);
            assertThat(duty.due()).isEqualTo(CallForm.end(java.time.LocalDate.parse(Called.day(20))));
            assertThat(mvc.get().uri(duty.href()).with(Cast.as(authority)).exchange()).hasStatusOk();
        });
        assertThat(asked(keeper)).isEmpty();

        var call = db.sql("select id from validation.call where owner_id = :o").param("o", city.id().value()).query(java.util.UUID.class).single();
        validate.ask(authority, call, null, false, "");
        validate.goOn();
        assertThat(asked(authority)).isEmpty();
    }

    private List<Duty> asked(Actor actor) {
        return read.of(duties.ofOffices(Set.of(actor.teacher()))).getOrDefault(actor.teacher(), List.of()).stream().filter(it -> it.text().startsWith("validation.duty.validate")).toList();
    }

    private List<Clocks.Clock> of(TeacherId person) {
        return clocks.stream().flatMap(it -> it.of(person, Instant.EPOCH).stream()).filter(it -> it.id().startsWith("validation:")).toList();
    }

    private List<Clocks.Clock> all(Actor actor) {
        return clocks.stream().flatMap(it -> it.ofOffices(actor.teacher(), Instant.EPOCH).stream()).filter(it -> it.id().startsWith("validation:")).toList();
    }

    private List<String> own(TeacherId person) {
        return of(person).stream().map(it -> it.kind().replaceAll(".*[.]", "")).toList();
    }

    private List<String> offices(Actor actor) {
        return all(actor).stream().map(it -> it.kind().replaceAll(".*[.]", "")).toList();
    }
}
