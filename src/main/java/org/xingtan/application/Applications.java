package org.xingtan.application;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.xingtan.application.Application.Act;
import org.xingtan.application.Application.Level;
import org.xingtan.application.Application.State;
import org.xingtan.application.Application.Step;
import org.xingtan.application.Call.TrainingDays;
import org.xingtan.directory.IncomingPeople;
import org.xingtan.enrollment.Admitted;
import org.xingtan.platform.Actor;
import org.xingtan.platform.Localized;
import org.xingtan.platform.NotFound;
import org.xingtan.platform.OrganizationId;
import org.xingtan.platform.ProgramId;
import org.xingtan.platform.Refused;
import org.xingtan.platform.TeacherId;
import org.xingtan.platform.Uuids;

/** Applications and their history. Whoever changes one has locked its call before. */
@Repository
class Applications implements Admitted, IncomingPeople.Follower {

    static final String CHAIN = """
        select t.teacher_id, t.id, t.program_id, t.statement, t.state, t.unit_id, t.subject, t.school_id, t.school_regular, t.county_id, t.county_regular,
               t.pooled, t.turn, t.submitted_at, t.served, t.owner_id, t.owner_path::text as owner_path, t.owner_name, t.owner_name_en,
               t.last_id, t.last_path::text as last_path, t.last_name, t.last_name_en,
               t.step_school_id, t.step_school_path::text as step_school_path, t.step_school_name, t.step_school_name_en, t.step_county_id,
               t.step_county_path::text as step_county_path, t.step_county_name, t.step_county_name_en, t.silent_from <= :now as silent,
               case when t.level = 'SCHOOL' and t.silent_from <= :now then t.next_level else t.level end as level,
               case when t.level = 'SCHOOL' and t.silent_from <= :now then t.next_level else t.level end = any (t.undone) as again,
               case when t.level = 'SCHOOL' and t.silent_from <= :now then t.next_closes_at else t.closes_at end as closes_at,
               (select count(*)::int from application.step k
                 where k.teacher_id = t.teacher_id and k.application_id = t.id and k.act in ('SUBMITTED', 'CORRECTED')) as sent
          from application.standing t
        """;

    private final JdbcClient db;

    Applications(JdbcClient db) {
        this.db = db;
    }

    /** Whose application it is. @throws NotFound when there is none */
    TeacherId owner(UUID id) {
        return db.sql("""
                -- all teachers: an application is addressed by its id alone
                select teacher_id from application.application where id = :id
                """)
            .param("id", id).query((row, _) -> new TeacherId(row.getObject(1, UUID.class))).optional().orElseThrow(() -> new NotFound(id));
    }

    /** @throws NotFound when there is none */
    Chain chain(TeacherId teacher, UUID id, Instant now) {
        return db.sql(CHAIN + " where t.teacher_id = :teacher and t.id = :id").param("teacher", teacher.value()).param("id", id)
            .param("now", now.atOffset(ZoneOffset.UTC)).query((row, _) -> chain(row)).optional().orElseThrow(() -> new NotFound(id));
    }

    /** All of a person, the newest first. */
    List<Chain> of(TeacherId teacher, Instant now) {
        return db.sql(CHAIN + " where t.teacher_id = :teacher order by t.submitted_at desc, t.id desc").param("teacher", teacher.value())
            .param("now", now.atOffset(ZoneOffset.UTC)).query((row, _) -> chain(row)).list();
    }

    /** The one that was not withdrawn. */
    Optional<Chain> live(TeacherId teacher, ProgramId program, Instant now) {
        return db.sql(CHAIN + " where t.teacher_id = :teacher and t.program_id = :program and t.state <> 'WITHDRAWN'").param("teacher", teacher.value())
            .param("program", program.value()).param("now", now.atOffset(ZoneOffset.UTC)).query((row, _) -> chain(row)).optional();
    }

    /** Of a call in some states, one state after the other: the reserve in its turn, the others in the order in which they came. */
    List<Chain> of(ProgramId program, List<State> states, Instant now) {
        return db.sql(CHAIN + """
                 where t.program_id = :program and t.state = any (:states) -- all teachers: whoever has applied to a call
                 order by array_position(:states, t.state), case when t.state = 'RESERVE' then t.turn end, t.submitted_at, t.id
                """)
            .param("program", program.value()).param("states", states.stream().map(State::name).toArray(String[]::new))
            .param("now", now.atOffset(ZoneOffset.UTC)).query((row, _) -> chain(row)).list();
    }

    @Override
    public boolean admits(TeacherId teacher, ProgramId program) {
        return db.sql("""
                select exists (select from application.application a join application.call c on c.program_id = a.program_id
                                where a.teacher_id = :teacher and a.program_id = :program and a.state = 'ADMITTED' and c.listed_at is not null)
                """)
            .param("teacher", teacher.value()).param("program", program.value()).query(Boolean.class).single();
    }

    /** Whoever changes his unit takes what is open with him. */
    @Override
    public Runnable before(UUID[] people) {
        return () -> db.sql("""
                update application.application a
                   set unit_id = t.step_school_id
                  from application.standing t
                 where a.teacher_id = any (:people) and a.state in ('SUBMITTED', 'RETURNED') and t.teacher_id = a.teacher_id and t.id = a.id
                   and t.served and t.step_school_id <> a.unit_id
                """)
            .param("people", people).update();
    }

    /** Until the transaction ends nobody else changes it; comes after the lock of its call. */
    void lock(TeacherId teacher, UUID id) {
        db.sql("select 1 from application.application where teacher_id = :teacher and id = :id for update").param("teacher", teacher.value()).param("id", id)
            .query(_ -> {});
    }

    /** @return false when there is one with this id, or one to the same call that was not withdrawn */
    boolean add(Application one) {
        return db.sql("""
                insert into application.application (teacher_id, id, program_id, statement, unit_id, subject, submitted_at)
                select :teacher, :id, :program, :statement, :unit, :subject, :at
                 where not exists (select from application.application other where other.id = :id and other.teacher_id <> :teacher)
                on conflict do nothing
                """)
            .param("teacher", one.teacher().value()).param("id", one.id()).param("program", one.program().value()).param("statement", one.statement())
            .param("unit", one.unit().value()).param("subject", one.subject()).param("at", one.submittedAt().atOffset(ZoneOffset.UTC))
            .update() == 1;
    }

    void correct(Application one, String statement) {
        db.sql("update application.application set statement = :statement, state = 'SUBMITTED' where teacher_id = :teacher and id = :id and state = 'RETURNED'")
            .param("statement", statement).param("teacher", one.teacher().value()).param("id", one.id()).update();
    }

    /**
     * As it is after an act: where it stands, who has passed it on, where the person is.
     *
     * @param training what an admitted person has to be at
     * @throws Refused when the database knows that he is at something else then, or that the places are used
     */
    void move(Application to, OrganizationId unit, TrainingDays training, Instant at) {
        try {
            write(to, unit, training, at);
        } catch (DataIntegrityViolationException e) {
            var elsewhere = String.valueOf(e.getMessage()).contains("application_one_training_at_a_time");
            throw elsewhere ? new Refused("application.taken-meanwhile", training.named()) : new Refused("application.places-meanwhile");
        }
    }

    private void write(Application to, OrganizationId unit, TrainingDays training, Instant at) {
        db.sql("""
                update application.application
                   set state = :state, unit_id = :unit, school_id = :school, school_regular = case when cast(:school as uuid) is not null then :schoolRegular end,
                       county_id = :county, county_regular = case when cast(:county as uuid) is not null then :countyRegular end, pooled = :pooled,
                       turn = :turn, training = cast(:training as datemultirange), settled_at = :settled
                 where teacher_id = :teacher and id = :id
                """)
            .param("state", to.state().name()).param("unit", unit.value()).param("school", value(to.passed().school()), java.sql.Types.OTHER)
            .param("schoolRegular", to.passed().schoolRegular()).param("county", value(to.passed().county()), java.sql.Types.OTHER)
            .param("countyRegular", to.passed().countyRegular()).param("pooled", to.passed().pooled()).param("turn", to.turn(), java.sql.Types.INTEGER)
            .param("training", to.state() == State.ADMITTED ? training.toString() : "{}")
            .param("settled", to.isOpen() ? null : at.atOffset(ZoneOffset.UTC), java.sql.Types.TIMESTAMP_WITH_TIMEZONE)
            .param("teacher", to.teacher().value()).param("id", to.id()).update();
    }

    /** All of them are out, and it is written down, in one statement: out of a published list somebody is as if he had given up. In one's own history nobody but oneself acts. */
    void callOff(Call call, List<Application> people, Actor by, String reason, Instant at) {
        var gone = db.sql("""
                with gone as (
                    update application.application -- all teachers: whoever has applied to a call
                       set state = case when state = 'ADMITTED' and :listed then 'RESIGNED' else 'WITHDRAWN' end, training = '{}', settled_at = :at
                     where program_id = :program and id = any (:ids) and state in ('SUBMITTED', 'RETURNED', 'ADMITTED', 'RESERVE')
                    returning teacher_id, id, state, teacher_id = :by as own)
                insert into application.step (teacher_id, application_id, n, id, act, level, organization_id, at, by, by_name, reason)
                select g.teacher_id, g.id, (select count(*) + 1 from application.step k where k.teacher_id = g.teacher_id and k.application_id = g.id), v.step,
                       case when g.own then g.state else 'CANCELLED' end, case when not g.own then 'CITY' end, case when not g.own then cast(:owner as uuid) end, :at, :by, :name, :reason
                  from gone g
                  join unnest(cast(:ids as uuid[]), cast(:steps as uuid[])) v (application, step) on v.application = g.id
                """)
            .param("listed", call.isListed()).param("at", at.atOffset(ZoneOffset.UTC)).param("program", call.program().value())
            .param("ids", people.stream().map(Application::id).toArray(UUID[]::new)).param("steps", people.stream().map(_ -> Uuids.next()).toArray(UUID[]::new))
            .param("by", by.teacher().value()).param("name", by.personName()).param("owner", call.owner().id().value()).param("reason", reason).update();
        if (gone != people.size()) {
            throw new IllegalStateException(gone + " of " + people.size() + " are out of " + call.program());
        }
    }

    private static @Nullable UUID value(@Nullable OrganizationId id) {
        return id == null ? null : id.value();
    }

    /** How many of the reserve are before him, and he himself: 1 for the next. Null for who is not in reserve. */
    @Nullable Integer place(Application one) {
        return one.state() != State.RESERVE ? null : db.sql("""
                -- all teachers: the reserve of a call is one list
                select count(*)::int from application.application where program_id = :program and state = 'RESERVE' and turn <= :turn
                """)
            .param("program", one.program().value()).param("turn", one.turn()).query(Integer.class).single();
    }

    /** The next turn among the reserve of a call. */
    int nextTurn(ProgramId program) {
        return db.sql("""
                -- all teachers: the reserve of a call is one list
                select coalesce(max(turn), 0) + 1 from application.application where program_id = :program
                """)
            .param("program", program.value()).query(Integer.class).single();
    }

    /** From the first act on. */
    List<Step> history(TeacherId teacher, UUID application) {
        return db.sql("""
                select id, act, level, organization_id, skipped, at, by, by_name, reason, undoes from application.step
                 where teacher_id = :teacher and application_id = :application
                 order by n
                """)
            .param("teacher", teacher.value()).param("application", application).query((row, _) -> step(row)).list();
    }

    /** Of which application a decision is. @throws NotFound when there is no such decision */
    Of stepOf(UUID review) {
        return db.sql("""
                -- all teachers: a review is addressed by its id alone
                select s.teacher_id, s.application_id, directory.heir(s.organization_id) as answers from application.step s
                 where s.id = :id and s.act in ('APPROVED', 'RESERVED', 'RETURNED', 'REJECTED')
                """)
            .param("id", review).query((row, _) -> new Of(new TeacherId(row.getObject(1, UUID.class)), row.getObject(2, UUID.class), organization(row, "answers")))
            .optional().orElseThrow(() -> new NotFound(review));
    }

    /** @return its id */
    UUID record(Application one, Actor by, Acted acted, Instant at) {
        var id = Uuids.next();
        db.sql("""
                insert into application.step (teacher_id, application_id, n, id, act, level, organization_id, skipped, at, by, by_name, reason, undoes)
                select :teacher, :application, count(*) + 1, :id, :act, :level, :organization, cast(:skipped as text[]), :at, :by, :name, :reason, :undoes
                  from application.step where teacher_id = :teacher and application_id = :application
                """)
            .param("teacher", one.teacher().value()).param("application", one.id()).param("id", id).param("act", acted.act.name())
            .param("level", acted.level == null ? null : acted.level.name()).param("organization", value(acted.organization), java.sql.Types.OTHER)
            .param("skipped", acted.skipped.stream().map(Level::name).toArray(String[]::new)).param("at", at.atOffset(ZoneOffset.UTC))
            .param("by", by.teacher().value()).param("name", by.personName()).param("reason", acted.reason).param("undoes", acted.undoes, java.sql.Types.OTHER)
            .update();
        return id;
    }

    /** Of whom, which application, and who answers today for the unit that decided: itself, or the one in which it went up. */
    record Of(TeacherId teacher, UUID application, @Nullable OrganizationId answers) {}

    /** An act to be written down. */
    record Acted(Act act, @Nullable Level level, @Nullable OrganizationId organization, List<Level> skipped, String reason, @Nullable UUID undoes) {

        static Acted own(Act act, String reason) {
            return new Acted(act, null, null, List.of(), reason, null);
        }

        static Acted at(Act act, Level level, OrganizationId organization, String reason) {
            return new Acted(act, level, organization, List.of(), reason, null);
        }
    }

    static Chain chain(ResultSet row) throws SQLException {
        var closes = row.getObject("closes_at", OffsetDateTime.class);
        return new Chain(application(row), place(row, "step_school"), row.getObject("step_county_id") == null ? null : place(row, "step_county"),
            place(row, "owner"), place(row, "last"), row.getBoolean("served"), Level.valueOf(row.getString("level")), row.getBoolean("silent"), row.getBoolean("again"),
            closes == null ? null : closes.toInstant(), row.getInt("sent"));
    }

    private static Application application(ResultSet row) throws SQLException {
        var turn = row.getInt("turn");
        return new Application(new TeacherId(row.getObject("teacher_id", UUID.class)), row.getObject("id", UUID.class),
            new ProgramId(row.getObject("program_id", UUID.class)), row.getString("statement"), State.valueOf(row.getString("state")),
            new OrganizationId(row.getObject("unit_id", UUID.class)), row.getString("subject"),
            new Application.Passed(organization(row, "school_id"), row.getBoolean("school_regular"), organization(row, "county_id"),
                row.getBoolean("county_regular"), row.getBoolean("pooled")),
            turn == 0 ? null : turn, row.getObject("submitted_at", OffsetDateTime.class).toInstant());
    }

    private static Chain.Place place(ResultSet row, String prefix) throws SQLException {
        return new Chain.Place(new OrganizationId(row.getObject(prefix + "_id", UUID.class)), row.getString(prefix + "_path"),
            new Localized(row.getString(prefix + "_name"), row.getString(prefix + "_name_en")));
    }

    private static Step step(ResultSet row) throws SQLException {
        var level = row.getString("level");
        return new Step(row.getObject("id", UUID.class), Act.valueOf(row.getString("act")), level == null ? null : Level.valueOf(level),
            organization(row, "organization_id"), Arrays.stream((String[]) row.getArray("skipped").getArray()).map(Level::valueOf).toList(),
            row.getObject("at", OffsetDateTime.class).toInstant(), new TeacherId(row.getObject("by", UUID.class)), row.getString("by_name"),
            row.getString("reason"), row.getObject("undoes", UUID.class));
    }

    private static @Nullable OrganizationId organization(ResultSet row, String column) throws SQLException {
        var id = row.getObject(column, UUID.class);
        return id == null ? null : new OrganizationId(id);
    }
}
