package org.xingtan.validation;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import org.xingtan.directory.OrganizationCard;
import org.xingtan.platform.Localized;
import org.xingtan.platform.TeacherId;
import org.xingtan.platform.Uuids;
import org.xingtan.validation.Call.Stage;

/** The door for years that are already confirmed and validated when they come, e.g. of a demo: for everybody in a few statements. */
@Component
public class LoadValidations {

    /** Of so many people, one has an objection and one has not said anything. */
    private static final int ONE_OF = 20;

    /**
     * A call, and how far it has come.
     *
     * @param by        who has called and validated; his own year is left to others
     * @param objection what those say who object
     */
    public record Definition(OrganizationCard owner, int year, String title, String basis, LocalDate opens, Map<Stage, LocalDate> closes, TeacherId by, String objection) {}

    private final JdbcClient db;
    private final Calls calls;
    private final Batches batches;
    private final FreezeYears freeze;
    private final Clock clock;

    LoadValidations(JdbcClient db, Calls calls, Batches batches, FreezeYears freeze, Clock clock) {
        this.db = db;
        this.calls = calls;
        this.batches = batches;
        this.freeze = freeze;
        this.clock = clock;
    }

    /** Most have confirmed; no unit has yet. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void confirmed(Definition definition) {
        people(definition, publish(definition), "CONFIRMED", clock.instant());
    }

    /** Most are confirmed by whoever keeps their unit, and validated; of some an objection is open, and some wait, as nobody else keeps their unit. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void validated(Definition definition) {
        var call = publish(definition);
        var at = clock.instant();
        people(definition, call, "UNIT_CONFIRMED", at);
        batches.add(call, definition.owner, Batches.Batch.Covers.CONFIRMED, "", at, definition.by);
        for (var batch = batches.of(call).getFirst(); batch.finishedAt() == null; batch = batches.of(call).getFirst()) {
            var people = batch.people() == null ? freeze.count(batch, call) : batch.people();
            var some = freeze.next(batch, call, ValidateAll.AT_ONCE);
            var validated = some.isEmpty() ? 0 : freeze.freeze(batch, call, some, () -> at);
            batches.move(batch, people, validated, some.size() < ValidateAll.AT_ONCE ? null : some.getLast(), at);
        }
    }

    private Call publish(Definition definition) {
        var owner = definition.owner;
        var call = new Call(Uuids.next(), new Call.Owner(owner.id(), owner.path(), new Localized(owner.name(), owner.nameEn())), definition.year, definition.title,
            definition.basis, null, CallForm.windows(definition.opens, definition.closes));
        calls.add(call, clock.instant(), definition.by);
        calls.publish(call.id(), clock.instant());
        return call;
    }

    private void people(Definition definition, Call call, String state, Instant at) {
        db.sql("""
                -- all teachers: a whole jurisdiction is loaded.
                with who as materialized (
                    select s.teacher_id, s.organization_id, k.teacher_id as keeper,
                           case when abs(hashtext(s.teacher_id::text)) % :oneOf = 0 then 'OBJECTED' when :state = 'UNIT_CONFIRMED' and k.teacher_id is null then 'CONFIRMED'
                                else :state end as state
                      from standing.state_card s
                      join directory.organization_card o on o.id = s.organization_id
                      left join lateral (select a.teacher_id from directory.appointment_card a
                                          where a.organization_id = case when o.kind = 'TEACHING_POINT' then coalesce(o.parent_id, o.id) else o.id end
                                            and a.role = any (:keepers) and a.teacher_id <> s.teacher_id
                                          order by a.teacher_id
                                          limit 1) k on true
                     where s.jurisdiction = :owner and s.year = :year and s.teacher_id <> :by
                       and abs(hashtext(s.teacher_id::text)) % :oneOf <> 1),
                made as (
                    insert into validation.dossier (teacher_id, year, call_id, state, changed_at, confirmed_at, objection, unit_confirmed_at, unit_confirmed_by, unit_confirmed_in)
                    select teacher_id, :year, :call, state, :at, case when state <> 'OBJECTED' then cast(:at as timestamptz) end,
                           case when state = 'OBJECTED' then :objection end, case when state = 'UNIT_CONFIRMED' then cast(:at as timestamptz) end,
                           case when state = 'UNIT_CONFIRMED' then keeper end, case when state = 'UNIT_CONFIRMED' then organization_id end
                      from who)
                insert into validation.step (teacher_id, id, year, act, at, by_id, said)
                select teacher_id, gen_random_uuid(), :year, case when state = 'OBJECTED' then state else 'CONFIRMED' end, :at, teacher_id,
                       case when state = 'OBJECTED' then :objection end
                  from who
                """)
            .param("oneOf", ONE_OF).param("state", state).param("owner", definition.owner.id().value()).param("year", definition.year).param("by", definition.by.value())
            .param("call", call.id()).param("at", at.atOffset(ZoneOffset.UTC)).param("objection", definition.objection)
            .param("keepers", ValidationDuties.KEEPERS).update();
    }
}
