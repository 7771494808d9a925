package org.xingtan.validation;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.xingtan.audit.AuditTrail;
import org.xingtan.directory.OrganizationCard;
import org.xingtan.platform.Actor;
import org.xingtan.platform.Condition;
import org.xingtan.platform.NotFound;
import org.xingtan.platform.TeacherId;
import org.xingtan.platform.Verdict;
import org.xingtan.validation.Call.Stage;

/** Use case: a unit confirms the year of its people, all at once or one by one, and answers what they object to. Nobody confirms himself. */
@Component
public class ConfirmUnit {

    /**
     * What would be confirmed.
     *
     * @param silent    people who have not said anything and will be confirmed, because their time is over
     * @param confirmed those who have confirmed
     * @param meeting   how many of both meet what the year asks, or are exempt
     * @param waiting   who has not said anything and still can
     * @param changed   who has confirmed more than there is now, or something else, and can confirm again; past their time they are among the silent
     * @param objected  whose objection is to be answered first
     * @param mine      whether the actor's own year is among them: somebody else confirms it
     * @param acts      whether the actor acts for the unit, and not for one above it
     * @param keeps     whether he acts for the unit or for one above it
     */
    public record Preview(Call call, OrganizationCard unit, Verdict verdict, long confirmed, long silent, long meeting, long waiting, long changed, long objected,
                          boolean mine, boolean acts, boolean keeps) {

        public long ready() {
            return confirmed + silent;
        }
    }

    private final Calls calls;
    private final LookAtUnit look;
    private final Dossiers dossiers;
    private final JdbcClient db;
    private final AuditTrail trail;
    private final Clock clock;

    ConfirmUnit(Calls calls, LookAtUnit look, Dossiers dossiers, JdbcClient db, AuditTrail trail, Clock clock) {
        this.calls = calls;
        this.look = look;
        this.dossiers = dossiers;
        this.db = db;
        this.trail = trail;
        this.clock = clock;
    }

    Preview preview(Actor actor, @Nullable String organization, @Nullable Integer asked) {
        var unit = look.unit(actor, organization);
        var year = look.year(unit, asked);
        var call = calls.of(unit, year).orElseThrow(() -> new NotFound("validation"));
        var now = clock.instant();
        return count(actor, call, unit, now, changed(unit, call));
    }

    /** @throws org.xingtan.platform.Forbidden when the unit is one below the actor's own */
    private Preview own(Actor actor, String organization, int year) {
        var preview = preview(actor, organization, year);
        if (!preview.acts()) {
            throw LookAtUnit.notYours();
        }
        return preview;
    }

    /** Of the unit: who has to confirm again. */
    private Collection<TeacherId> changed(OrganizationCard unit, Call call) {
        return dossiers.changed(db.sql("""
                select d.teacher_id
                  from standing.state_card s
                  join validation.dossier d on d.teacher_id = s.teacher_id and d.year = s.year and d.call_id = :call
                 where s.organization_id = :unit and s.year = :year and s.jurisdiction = :owner and d.state in ('CONFIRMED', 'UNIT_CONFIRMED')
                """)
            .param("call", call.id()).param("unit", unit.id().value()).param("year", call.year()).param("owner", call.owner().id().value())
            .query((row, _) -> new TeacherId(row.getObject(1, UUID.class))).list(), call.year());
    }

    private Preview count(Actor actor, Call call, OrganizationCard unit, Instant now, Collection<TeacherId> changed) {
        var late = call.window(Stage.CONFIRM).isOver(now);
        return db.sql("""
                select count(*) filter (where state = 'CONFIRMED' and not me) as confirmed, count(*) filter (where state = 'OPEN' and not me) as open,
                       count(*) filter (where state = 'CHANGED') as changed, count(*) filter (where state = 'OBJECTED') as objected, coalesce(bool_or(me and state in ('OPEN', 'CONFIRMED', 'CHANGED')), false) as mine,
                       count(*) filter (where not me and (state = 'CONFIRMED' or :late and state = 'OPEN') and (months = 0 or met @> '{ALL}')) as meeting
                  from (select case when s.teacher_id <> all (:changed) then coalesce(validation.said(d.state, d.confirmed_at, d.unit_confirmed_in, s.organization_id), 'OPEN')
                                    when :late or d.confirmed_at is null then 'OPEN' else 'CHANGED' end as state, s.teacher_id = :me as me, s.months, s.met
                          from standing.state_card s
                          left join validation.dossier d on d.teacher_id = s.teacher_id and d.year = s.year and (d.call_id = :call or d.state = 'VALIDATED')
                         where s.organization_id = :unit and s.year = :year and s.jurisdiction = :owner) p
                """)
            .param("me", actor.teacher().value()).param("call", call.id()).param("unit", unit.id().value()).param("year", call.year()).param("owner", call.owner().id().value()).param("late", late)
            .param("changed", TeacherId.array(changed))
            .query((row, _) -> new Preview(call, unit, ValidationRules.byUnit(call, Dossier.open(actor.teacher(), call.year()), now, false), row.getLong("confirmed"),
                late ? row.getLong("open") : 0, row.getLong("meeting"), late ? 0 : row.getLong("open"), row.getLong("changed"), row.getLong("objected"), row.getBoolean("mine"),
                look.actsFor(actor, unit), look.keeps(actor, unit.path()))).single();
    }

    /**
     * The whole unit at once; of whom has not said anything, what there is of him at that moment.
     *
     * @param seen how many it was said to be; when it is another number by now, nothing is done
     */
    @Transactional
    public int confirm(Actor actor, String organization, int year, String seen) {
        var preview = own(actor, organization, year);
        if (preview.ready() == 0 && preview.verdict().met()) {
            return 0;
        }
        Verdict.of(java.util.stream.Stream.concat(preview.verdict().conditions().stream(),
            java.util.stream.Stream.of(Condition.of("validation.unit.seen", seen.equals(String.valueOf(preview.ready())), preview.ready()))).toList()).orRefuse();
        var now = clock.instant();
        if (preview.silent() > 0) {
            place(preview, now);
        }
        lock(preview);
        var confirmed = say(preview, now, actor);
        record(actor, "validation.unit-confirm", preview, Map.of("year", year, "people", confirmed));
        return confirmed;
    }

    /** Of whom has confirmed himself, his own step keeps what there was; of the others, that of the unit. */
    private int say(Preview preview, Instant now, Actor actor) {
        var silent = new ArrayList<TeacherId>();
        var confirmed = run("""
                with now_so as (
                    update validation.dossier d
                       set state = 'UNIT_CONFIRMED', changed_at = :at, unit_confirmed_at = :at, unit_confirmed_by = :me, unit_confirmed_in = s.organization_id,
                           confirmed_at = case when d.teacher_id <> all (:changed) then d.confirmed_at end
                      from standing.state_card s
                     where s.organization_id = :unit and s.year = :year and s.jurisdiction = :owner and d.teacher_id = s.teacher_id and d.year = s.year
                       and d.call_id = :call and d.teacher_id <> :me
                       and (d.teacher_id <> all (:changed) and validation.said(d.state, d.confirmed_at, d.unit_confirmed_in, s.organization_id) = 'CONFIRMED'
                            or :late and (d.teacher_id = any (:changed) or validation.said(d.state, d.confirmed_at, d.unit_confirmed_in, s.organization_id) = 'OPEN'))
                    returning d.teacher_id, d.confirmed_at is null as silent),
                said as (
                    insert into validation.step (teacher_id, id, year, act, at, by_id)
                    select teacher_id, gen_random_uuid(), :year, 'UNIT_CONFIRMED', :at, :me from now_so where not silent)
                select teacher_id, silent from now_so
                """, preview, now).param("changed", TeacherId.array(changed(preview.unit(), preview.call()))).param("me", actor.teacher().value())
            .param("late", preview.call().window(Stage.CONFIRM).isOver(now))
            .query((row, _) -> {
                var person = new TeacherId(row.getObject("teacher_id", UUID.class));
                if (row.getBoolean("silent")) {
                    silent.add(person);
                }
                return person;
            }).list().size();
        if (!silent.isEmpty()) {
            dossiers.stepsForTheSilent(silent, preview.call().year(), now, actor.teacher());
        }
        return confirmed;
    }

    /** Everybody has a dossier that can be locked. */
    private void place(Preview preview, Instant now) {
        run("""
                with who as (
                    select s.teacher_id from standing.state_card s where s.organization_id = :unit and s.year = :year and s.jurisdiction = :owner)
                """ + Dossiers.PLACE, preview, now).update();
    }

    /** In the order in which everybody locks dossiers. */
    private void lock(Preview preview) {
        db.sql("""
                select 1 from validation.dossier d
                 where d.year = :year and d.teacher_id in (select s.teacher_id from standing.state_card s
                                                            where s.organization_id = :unit and s.year = :year and s.jurisdiction = :owner)
                 order by d.teacher_id
                   for update
                """)
            .param("unit", preview.unit().id().value()).param("year", preview.call().year()).param("owner", preview.call().owner().id().value()).query(_ -> {});
    }

    /** All that the unit has confirmed and the authority has not validated. */
    @Transactional
    public int withdraw(Actor actor, String organization, int year) {
        var preview = own(actor, organization, year);
        preview.verdict().orRefuse();
        lock(preview);
        var withdrawn = run("""
                with now_so as (
                    update validation.dossier d
                       set state = case when d.confirmed_at is null then 'OPEN' else 'CONFIRMED' end, changed_at = :at, unit_confirmed_at = null, unit_confirmed_by = null,
                           unit_confirmed_in = null
                      from standing.state_card s
                     where s.organization_id = :unit and s.year = :year and s.jurisdiction = :owner and d.teacher_id = s.teacher_id and d.year = s.year
                       and d.call_id = :call and d.state = 'UNIT_CONFIRMED' and d.teacher_id <> :me
                    returning d.teacher_id)
                insert into validation.step (teacher_id, id, year, act, at, by_id)
                select teacher_id, gen_random_uuid(), :year, 'UNIT_WITHDRAWN', :at, :me from now_so
                """, preview, clock.instant()).param("me", actor.teacher().value()).update();
        if (withdrawn > 0) {
            record(actor, "validation.unit-withdraw", preview, Map.of("year", year, "people", withdrawn));
        }
        return withdrawn;
    }

    private JdbcClient.StatementSpec run(String sql, Preview preview, Instant now) {
        return db.sql(sql).param("unit", preview.unit().id().value()).param("year", preview.call().year()).param("owner", preview.call().owner().id().value())
            .param("call", preview.call().id()).param("at", now.atOffset(ZoneOffset.UTC));
    }

    private void record(Actor actor, String act, Preview preview, Map<String, Object> facts) {
        trail.record(actor, act, "organization:" + preview.unit().id(), preview.unit().path(), null, facts);
    }

    /** Whether that is himself. */
    static boolean isSelf(Actor actor, TeacherId teacher) {
        return actor.teacher().equals(teacher);
    }
}
