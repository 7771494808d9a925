package org.xingtan.application;

import java.time.Clock;
import java.time.LocalDate;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.xingtan.application.Application.Level;
import org.xingtan.application.Call.TrainingDays;
import org.xingtan.application.ReviewApplication.Decision;
import org.xingtan.directory.Role;
import org.xingtan.platform.Actor;
import org.xingtan.platform.ProgramId;
import org.xingtan.platform.TeacherId;
import org.xingtan.platform.Window;
import org.xingtan.testing.Cast;
import org.xingtan.testing.Curriculum;
import org.xingtan.testing.Fixture;

/** A city that calls for applications: every call makes new ones, open from yesterday; schools decide for 5 days, counties for 10, the city for 20. */
@Fixture
class Called {

    static final String STATEMENT = "I teach it and want to learn more of it.";
    private static final AtomicInteger NEXT = new AtomicInteger(1);

    /** Who decides where. */
    record Town(Cast.Place city, Cast.Place county, Cast.Place school, Cast.Place direct, Actor cityOffice, Actor countyOffice, Actor principal, Actor directPrincipal) {}

    private final Cast cast;
    private final Curriculum curriculum;
    private final DefineCall define;
    private final Apply apply;
    private final ReviewApplication review;
    private final JdbcClient db;
    private final Clock clock;

    Called(Cast cast, Curriculum curriculum, DefineCall define, Apply apply, ReviewApplication review, JdbcClient db, Clock clock) {
        this.cast = cast;
        this.curriculum = curriculum;
        this.define = define;
        this.apply = apply;
        this.review = review;
        this.db = db;
        this.clock = clock;
    }

    Town town() {
        var city = cast.city();
        var county = cast.under(city, "COUNTY");
        var school = cast.school(county);
        var direct = cast.school(city);
        return new Town(city, county, school, direct, cast.administrator(city), cast.administrator(county), cast.actor(cast.staff(school, Role.PRINCIPAL)),
            cast.actor(cast.staff(direct, Role.PRINCIPAL)));
    }

    LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), Window.ZONE);
    }

    DefineCall.Definition definition(Cast.Place owner, int places, int reserve) {
        var program = curriculum.aProgram(owner.id()).title("Training " + NEXT.getAndIncrement()).publish().id();
        var deadlines = new EnumMap<>(Map.of(Level.SCHOOL, today().plusDays(5), Level.COUNTY, today().plusDays(10), Level.CITY, today().plusDays(20)));
        return new DefineCall.Definition(program, null, "series " + program, "notice 1", places, reserve, TrainingDays.NONE, 0, true, today().minusDays(1), today().plusDays(3), deadlines);
    }

    /** A published call without a quota table. */
    ProgramId call(Cast.Place owner, int places, int reserve) {
        return publish(definition(owner, places, reserve));
    }

    ProgramId publish(DefineCall.Definition definition) {
        define.define(definition);
        define.publish(definition.program());
        return definition.program();
    }

    ProgramId training(Cast.Place owner, int places, TrainingDays days) {
        var plain = definition(owner, places, 0);
        return publish(new DefineCall.Definition(plain.program(), null, plain.series(), null, places, 0, days, 0, true, plain.applyFrom(), plain.applyTo(), plain.deadlines()));
    }

    void quota(ProgramId program, Cast.Place place, int places) {
        define.divide(program, List.of(new DefineCall.Places(place.id(), null, false, places)));
    }

    void quotaOf(ProgramId program, Cast.Place place, String subject, int places) {
        define.divide(program, List.of(new DefineCall.Places(place.id(), subject, false, places)));
    }

    UUID apply(Actor actor, ProgramId program) {
        return apply.apply(actor, program, new Apply.Submission(null, STATEMENT, List.of())).id();
    }

    Actor teacher(Cast.Place place) {
        return cast.actor(cast.teacher(place));
    }

    UUID approve(Actor by, UUID application) {
        return review.review(by, application, Decision.APPROVE, "").id();
    }

    /** Somebody's application that has come to the city. */
    UUID atTheCity(Town town, ProgramId program, Actor teacher) {
        var id = apply(teacher, program);
        approve(town.principal(), id);
        approve(town.countyOffice(), id);
        return id;
    }

    /** And is admitted by it. */
    UUID admitted(Town town, ProgramId program, Actor teacher) {
        var id = atTheCity(town, program, teacher);
        approve(town.cityOffice(), id);
        return id;
    }

    /** As if everybody's time had come: nobody can apply or decide any more. */
    void end(ProgramId program) {
        db.sql("""
                insert into application.clock (program_id, kind, version, opens_at, closes_at, reason, set_at)
                select program_id, kind, version + 1, opens_at, now() - interval '1 minute', 'over', now() from application.clock_card where program_id = :program
                """)
            .param("program", program.value()).update();
    }

    void end(ProgramId program, String kind) {
        db.sql("""
                insert into application.clock (program_id, kind, version, opens_at, closes_at, reason, set_at)
                select program_id, kind, version + 1, opens_at, now() - interval '1 minute', 'over', now() from application.clock_card
                 where program_id = :program and kind = :kind
                """)
            .param("program", program.value()).param("kind", kind).update();
    }

    /** The person works there from today on. */
    void move(TeacherId teacher, Cast.Place to) {
        db.sql("update directory.employment set organization_id = :to where teacher_id = :teacher").param("to", to.id().value()).param("teacher", teacher.value()).update();
    }

    String state(UUID application) {
        return db.sql("select state from application.application where id = :id").param("id", application).query(String.class).single();
    }
}
