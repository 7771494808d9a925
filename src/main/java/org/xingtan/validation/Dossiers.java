package org.xingtan.validation;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import org.xingtan.platform.TeacherId;
import org.xingtan.platform.Uuids;
import org.xingtan.platform.persistence.Json;
import org.xingtan.validation.Dossier.Frozen;
import org.xingtan.validation.Dossier.Result;
import org.xingtan.validation.Dossier.State;

/** The dossiers of people, the steps in them, and what is frozen. */
@Repository
class Dossiers {

    private static final String SELECT = """
        select d.teacher_id, d.year, d.confirmed_at, d.objection, d.answer, d.unit_confirmed_at, d.result, d.version, d.moved_at,
               validation.said(d.state, d.confirmed_at, d.unit_confirmed_in, (select s.organization_id from standing.state_card s
                                                                               where s.teacher_id = d.teacher_id and s.year = d.year)) as state
          from validation.dossier d
         where d.teacher_id = :teacher and d.year = :year""";

    /** What is said under the call of an authority that does not ask the person any more is not said; what it has validated is. */
    private static final String IN_FORCE = """
         and (d.state = 'VALIDATED' or exists (select from standing.state_card s
                                                 join validation.call c on c.owner_id = s.jurisdiction and c.year = s.year
                                                where s.teacher_id = d.teacher_id and s.year = d.year and c.id = d.call_id))
        """;

    /** Everybody of {@code who} has a dossier under the call: a new one, or an open one that comes from another authority and begins anew. */
    static final String PLACE = """
        , anew as (
            insert into validation.dossier (teacher_id, year, call_id, state, changed_at)
            select w.teacher_id, :year, cast(:call as uuid), 'OPEN', cast(:at as timestamptz) from who w order by w.teacher_id
                on conflict (teacher_id, year) do update
                   set call_id = excluded.call_id, state = excluded.state, changed_at = excluded.changed_at, confirmed_at = excluded.confirmed_at,
                       objection = excluded.objection, answer = excluded.answer, unit_confirmed_at = excluded.unit_confirmed_at,
                       unit_confirmed_by = excluded.unit_confirmed_by, unit_confirmed_in = excluded.unit_confirmed_in
                 where dossier.call_id <> excluded.call_id and dossier.state <> 'VALIDATED'
            returning dossier.teacher_id, old.call_id as before)
        insert into validation.step (teacher_id, id, year, act, at)
        select a.teacher_id, gen_random_uuid(), :year, 'FOLLOWED', cast(:at as timestamptz) from anew a where a.before is not null
        """;

    /** Of {@link FreezeYears#FACT}: who has confirmed more than there is now, or something else; or whose unit has, of who has said nothing. */
    static final String CHANGED = """
        , changed as materialized (
            select f.teacher_id
              from fact f
              join validation.dossier d on d.teacher_id = f.teacher_id and d.year = :year
              join validation.step k on k.teacher_id = d.teacher_id and k.year = d.year and k.at = coalesce(d.confirmed_at, d.unit_confirmed_at)
               and k.act = case when d.confirmed_at is null then 'UNIT_CONFIRMED' else 'CONFIRMED' end
             where d.state in ('CONFIRMED', 'UNIT_CONFIRMED') and validation.takes_back(k.facts, f.facts))
        """;

    /** Of {@code :chosen}: whose validated year is asked for other months than were frozen, and nothing says so. */
    private static final String OTHER_MONTHS = "with " + FreezeYears.FACT + """
        , other as materialized (
            select d.teacher_id
              from person p
              join validation.dossier d on d.teacher_id = p.teacher_id and d.year = :year
              join validation.frozen f on f.teacher_id = d.teacher_id and f.year = d.year and f.version = d.version
             where d.state = 'VALIDATED' and d.moved_at is null and p.months <> (f.facts ->> 'months')::int)
        """;

    private final JdbcClient db;

    Dossiers(JdbcClient db) {
        this.db = db;
    }

    Dossier find(TeacherId teacher, int year) {
        return db.sql(SELECT + IN_FORCE).param("teacher", teacher.value()).param("year", year).query((row, _) -> dossier(row)).optional()
            .map(this::current).orElseGet(() -> Dossier.open(teacher, year));
    }

    /** The same, made when it is missing, under that call; until the transaction ends nobody else changes it. */
    @Transactional(propagation = Propagation.MANDATORY)
    public Dossier lock(TeacherId teacher, Call call, Instant at) {
        db.sql("with who as (select cast(:teacher as uuid) as teacher_id)" + PLACE)
            .param("teacher", teacher.value()).param("year", call.year()).param("call", call.id()).param("at", at.atOffset(ZoneOffset.UTC)).update();
        return current(db.sql(SELECT + " for update of d").param("teacher", teacher.value()).param("year", call.year()).query((row, _) -> dossier(row)).single());
    }

    private Dossier current(Dossier dossier) {
        var says = dossier.state() == State.CONFIRMED || dossier.state() == State.UNIT_CONFIRMED;
        return says && !changed(List.of(dossier.teacher()), dossier.year()).isEmpty() ? dossier.again() : dossier;
    }

    /** Of whom more was confirmed than there is now, or something else. @param people some thousand at most */
    Set<TeacherId> changed(Collection<TeacherId> people, int year) {
        return people.isEmpty() ? Set.of() : db.sql("with " + FreezeYears.FACT + CHANGED + "select teacher_id from changed")
            .param("chosen", TeacherId.array(people)).param("year", year).query((row, _) -> new TeacherId(row.getObject(1, UUID.class))).set();
    }

    /** Who confirms for which unit. */
    record For(TeacherId by, UUID unit) {}

    /** @param confirms null for the other states */
    void become(Dossier now, Instant at, @Nullable For confirms) {
        db.sql("""
                update validation.dossier
                   set state = :state, changed_at = :at, confirmed_at = :confirmed, objection = :objection, answer = :answer,
                       unit_confirmed_at = :unit, unit_confirmed_by = :by, unit_confirmed_in = :in
                 where teacher_id = :teacher and year = :year
                """)
            .param("teacher", now.teacher().value()).param("year", now.year()).param("state", now.state().name()).param("at", at.atOffset(ZoneOffset.UTC))
            .param("confirmed", time(now.confirmedAt()), java.sql.Types.TIMESTAMP_WITH_TIMEZONE).param("objection", now.objection()).param("answer", now.answer())
            .param("unit", time(now.unitConfirmedAt()), java.sql.Types.TIMESTAMP_WITH_TIMEZONE)
            .param("by", confirms == null ? null : confirms.by.value(), java.sql.Types.OTHER).param("in", confirms == null ? null : confirms.unit, java.sql.Types.OTHER)
            .update();
    }

    /** @param system in which he says he is registered; null where none is named */
    void registered(Dossier dossier, @Nullable String system) {
        db.sql("update validation.dossier set registered_in = :system where teacher_id = :teacher and year = :year")
            .param("system", system).param("teacher", dossier.teacher().value()).param("year", dossier.year()).update();
    }

    /** Who of them is validated, and not marked as moved. */
    private List<TeacherId> unmoved(Collection<TeacherId> people, int year) {
        return db.sql("""
                select teacher_id from validation.dossier where teacher_id = any (:people) and year = :year and state = 'VALIDATED' and moved_at is null order by teacher_id
                """)
            .param("people", TeacherId.array(people)).param("year", year).query((row, _) -> new TeacherId(row.getObject(1, UUID.class))).list();
    }

    /** Those of them whose validated year is asked for other months than it was, and is not marked. */
    List<TeacherId> otherMonths(Collection<TeacherId> people, int year) {
        var unmoved = unmoved(people, year);
        return unmoved.isEmpty() ? unmoved : db.sql(OTHER_MONTHS + "select teacher_id from other order by teacher_id").param("chosen", TeacherId.array(unmoved))
            .param("year", year).query((row, _) -> new TeacherId(row.getObject(1, UUID.class))).list();
    }

    /** The same are marked as moved, as hours would do it. @param people some thousand at most */
    void markOtherMonths(Collection<TeacherId> people, int year, Instant at) {
        var unmoved = unmoved(people, year);
        if (!unmoved.isEmpty()) {
            db.sql(OTHER_MONTHS + """
                    , marked as (
                        update validation.dossier d
                           set moved_at = :at
                          from other o
                         where d.teacher_id = o.teacher_id and d.year = :year and d.state = 'VALIDATED' and d.moved_at is null
                        returning d.teacher_id)
                    insert into validation.step (teacher_id, id, year, act, at)
                    select m.teacher_id, gen_random_uuid(), :year, 'MOVED', :at from marked m
                    """)
                .param("chosen", TeacherId.array(unmoved)).param("year", year).param("at", at.atOffset(ZoneOffset.UTC)).update();
        }
    }

    void step(TeacherId teacher, int year, Dossier.Step step, @Nullable TeacherId by, @Nullable Facts facts) {
        db.sql("""
                insert into validation.step (teacher_id, id, year, act, at, by_id, said, facts) values (:teacher, :id, :year, :act, :at, :by, :said, :facts)
                """)
            .param("teacher", teacher.value()).param("id", Uuids.next()).param("year", year).param("act", step.act())
            .param("at", step.at().atOffset(ZoneOffset.UTC)).param("by", by == null ? null : by.value(), java.sql.Types.OTHER).param("said", step.said())
            .param("facts", Json.jsonb(facts)).update();
    }

    /** Of those for whom their unit has confirmed at that moment, without them: what they had. @param people some thousand at most */
    void stepsForTheSilent(Collection<TeacherId> people, int year, Instant at, TeacherId by) {
        db.sql("with " + FreezeYears.FACT + """
                insert into validation.step (teacher_id, id, year, act, at, by_id, facts)
                select c.teacher_id, gen_random_uuid(), :year, 'UNIT_CONFIRMED', :at, :by, f.facts
                  from unnest(cast(:chosen as uuid[])) c (teacher_id)
                  left join fact f on f.teacher_id = c.teacher_id
                """)
            .param("chosen", TeacherId.array(people)).param("year", year).param("at", at.atOffset(ZoneOffset.UTC)).param("by", by.value()).update();
    }

    /** In turn. */
    List<Dossier.Step> steps(TeacherId teacher, int year) {
        return db.sql("""
                select s.act, s.at, t.name, s.said
                  from validation.step s
                  left join directory.teacher_card t on t.teacher_id = s.by_id
                 where s.teacher_id = :teacher and s.year = :year
                 order by s.at, s.act <> 'FOLLOWED', s.id
                """)
            .param("teacher", teacher.value()).param("year", year)
            .query((row, _) -> new Dossier.Step(row.getString(1), row.getObject(2, OffsetDateTime.class).toInstant(), row.getString(3), row.getString(4))).list();
    }

    /** Every version, the one in force first. */
    List<Frozen> frozen(TeacherId teacher, int year) {
        return db.sql("""
                select f.year, f.version, f.result, f.unit_confirmed_at, f.facts, f.entries, f.validated_at, b.number, f.reason
                  from validation.frozen f
                  left join validation.batch b on b.id = f.batch_id
                 where f.teacher_id = :teacher and f.year = :year
                 order by f.version desc
                """)
            .param("teacher", teacher.value()).param("year", year).query((row, _) -> frozen(row)).list();
    }

    /** As they are at this moment; empty for whom nobody has looked at in that year. */
    Optional<Facts> live(TeacherId teacher, int year) {
        return db.sql("with " + FreezeYears.FACT + " select facts from fact")
            .param("chosen", TeacherId.array(List.of(teacher))).param("year", year).query((row, _) -> Json.read(row.getString(1), Facts.class)).optional();
    }

    private static Frozen frozen(ResultSet row) throws SQLException {
        return new Frozen(row.getInt("year"), row.getInt("version"), Result.valueOf(row.getString("result")), instant(row, "unit_confirmed_at"),
            Json.read(row.getString("facts"), Facts.class), row.getInt("entries"), row.getObject("validated_at", OffsetDateTime.class).toInstant(),
            row.getObject("number", Integer.class), row.getString("reason"));
    }

    private static Dossier dossier(ResultSet row) throws SQLException {
        var result = row.getString("result");
        return new Dossier(new TeacherId(row.getObject("teacher_id", UUID.class)), row.getInt("year"), State.valueOf(row.getString("state")),
            instant(row, "confirmed_at"), row.getString("objection"), row.getString("answer"), instant(row, "unit_confirmed_at"),
            result == null ? null : Result.valueOf(result), row.getObject("version", Integer.class), instant(row, "moved_at"));
    }

    private static @Nullable OffsetDateTime time(@Nullable Instant at) {
        return at == null ? null : at.atOffset(ZoneOffset.UTC);
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        var at = row.getObject(column, OffsetDateTime.class);
        return at == null ? null : at.toInstant();
    }
}
