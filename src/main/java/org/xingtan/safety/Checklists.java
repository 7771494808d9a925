package org.xingtan.safety;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Clock;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import org.xingtan.audit.AuditTrail;
import org.xingtan.platform.Actor;
import org.xingtan.platform.Localized;

/** Checklists of occasions, for the modules that keep these. Whoever writes has asked before whether he may. */
@Repository
public class Checklists {

    private final JdbcClient db;
    private final Occasions occasions;
    private final AuditTrail audit;
    private final Clock clock;

    Checklists(JdbcClient db, Occasions occasions, AuditTrail audit, Clock clock) {
        this.db = db;
        this.occasions = occasions;
        this.audit = audit;
        this.clock = clock;
    }

    /** How far it is seen to; empty of what is not held in person. */
    public Optional<Occasion> state(UUID occasion) {
        return occasions.find(occasion);
    }

    /** The same of many, by their ids. */
    public Map<UUID, Occasion> states(Collection<UUID> some) {
        return some.isEmpty() ? Map.of() : occasions.of(some).stream().collect(Collectors.toMap(Occasion::id, Function.identity()));
    }

    /** As it stands. */
    public Checklist of(UUID occasion) {
        var items = db.sql(occasions.on("""
                select k.code, k.title, k.title_en, k.basis, s.answer, coalesce(s.note, '') as note, coalesce(s.n, 0) as n, s.by_name, s.at
                  from occasion x
                  join directory.organization_card u on u.id = x.unit_id
                  left join safety.checklist c on c.occasion_id = x.id
                 cross join lateral %s k
                  left join safety.standing s on s.occasion_id = x.id and s.code = k.code
                 where x.id = :id
                 order by k.position, k.code
                """.formatted(Occasions.ASKED)))
            .param("id", occasion).param("now", now()).query((row, _) -> item(row)).list();
        return db.sql(occasions.on("""
                select r.n, r.name, r.phone, case when coalesce(x.last_day < r.forgotten_on, true) then r.forgotten_on end as forgotten_on
                  from safety.responsible_now r
                  left join occasion x on x.id = r.occasion_id
                 where r.occasion_id = :id
                """))
            .param("id", occasion).param("now", now())
            .query((row, _) -> Checklist.of(items, row.getString("name").isEmpty() ? null : new Occasion.Responsible(row.getString("name"), row.getString("phone")), row.getInt("n"),
                row.getObject("forgotten_on", LocalDate.class)))
            .optional().orElse(Checklist.of(items, null, 0, null));
    }

    private static Checklist.Item item(ResultSet row) throws SQLException {
        var at = row.getObject("at", OffsetDateTime.class);
        return new Checklist.Item(row.getString("code"), new Localized(row.getString("title"), row.getString("title_en")), row.getString("basis"), row.getString("answer"),
            row.getString("note"), row.getInt("n"), row.getString("by_name"), at == null ? null : at.toInstant());
    }

    /** From now on it asks what it asks at this moment, whatever is asked of others later. Opened again, nothing changes. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void open(UUID occasion) {
        db.sql(occasions.on("""
                , opened as (
                    insert into safety.checklist (occasion_id, kind, opened_at) select x.id, x.kind, :now from occasion x where x.id = :id
                    on conflict (occasion_id) do nothing
                    returning occasion_id)
                insert into safety.asked (occasion_id, code, position, title, title_en, basis)
                select x.id, k.code, k.position, k.title, k.title_en, k.basis
                  from opened
                  join occasion x on x.id = opened.occasion_id
                  join directory.organization_card u on u.id = x.unit_id
                  left join safety.checklist c on c.occasion_id = x.id
                 cross join lateral %s k
                """.formatted(Occasions.ASKED)))
            .param("id", occasion).param("now", now()).update();
    }

    /** As it stands until the transaction ends: nobody else answers meanwhile. */
    @Transactional(propagation = Propagation.MANDATORY)
    public Checklist hold(UUID occasion) {
        db.sql("select 1 from safety.checklist where occasion_id = :id for update").param("id", occasion).query(Integer.class).optional();
        return of(occasion);
    }

    /**
     * Answers what is named, and says who can be reached. What says the same stays; sent again, nothing happens.
     *
     * @throws org.xingtan.platform.Refused with everything that is wrong
     * @throws Overtaken when somebody has answered an item otherwise since the writer saw it, and he has changed it as well
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public void keep(Actor actor, UUID occasion, ChecklistForm form) {
        form.verdict().orRefuse();
        open(occasion);
        var before = hold(occasion);
        var left = left(occasion, before, form);
        var meanwhile = form.meanwhile(before, left);
        if (meanwhile.isAny()) {
            throw new Overtaken(meanwhile);
        }
        var changed = before.items().stream().filter(it -> form.changes(it) && !left.items.contains(it.code())).toList();
        changed.forEach(it -> answer(actor, occasion, it, form.answers().get(it.code())));
        var told = form.names(before) && !left.named;
        if (told) {
            name(actor, occasion, before.named() + 1, Objects.requireNonNull(form.responsible()));
        }
        if (told || !changed.isEmpty()) {
            var now = occasions.current(occasion);
            audit.record(actor, "safety.answer", "organization:" + now.unit().id(), now.unit().path(), null,
                Map.of("occasion", occasion.toString(), "title", now.title(), "items", changed.stream().map(Checklist.Item::code).toList(), "seen", now.seen() + "/" + now.asked(),
                    "responsible", told));
        }
    }

    /** What the writer has left as it stood before him, though it stands otherwise by now. */
    record Left(Set<String> items, boolean named) {}

    private Left left(UUID occasion, Checklist now, ChecklistForm form) {
        return new Left(now.items().stream().filter(it -> form.isBehind(it) && wasShown(occasion, it.code(), form.answers().get(it.code()))).map(Checklist.Item::code).collect(Collectors.toSet()),
            form.isBehind(now) && Objects.equals(form.responsible(), named(occasion, Objects.requireNonNull(form.shown()))));
    }

    private void answer(Actor actor, UUID occasion, Checklist.Item item, ChecklistForm.Typed typed) {
        db.sql("""
                insert into safety.answer (occasion_id, code, n, answer, note, at, by, by_name) values (:occasion, :code, :n, :answer, :note, :now, :by, :byName)
                """)
            .param("occasion", occasion).param("code", item.code()).param("n", item.version() + 1).param("answer", typed.answer(), Types.VARCHAR).param("note", typed.note())
            .param("now", now()).param("by", actor.teacher().value()).param("byName", actor.personName()).update();
    }

    /** Whether he has left it as it stood before him. */
    private boolean wasShown(UUID occasion, String code, ChecklistForm.Typed typed) {
        return Objects.equals(typed.shown(), 0) ? typed.says(null, "")
            : db.sql("select answer, note from safety.answer where occasion_id = :occasion and code = :code and n = :n").param("occasion", occasion).param("code", code)
                .param("n", typed.shown()).query((row, _) -> typed.says(row.getString(1), row.getString(2))).optional().orElse(false);
    }

    private void name(Actor actor, UUID occasion, int n, Occasion.Responsible who) {
        db.sql("""
                insert into safety.responsible (occasion_id, n, name, phone, at, by, by_name) values (:occasion, :n, :name, :phone, :now, :by, :byName)
                """)
            .param("occasion", occasion).param("n", n).param("name", who.name()).param("phone", who.phone()).param("now", now())
            .param("by", actor.teacher().value()).param("byName", actor.personName()).update();
    }

    /** Who was named at that time; nobody before the first time. */
    private Occasion.Responsible named(UUID occasion, int n) {
        return db.sql("select name, phone from safety.responsible where occasion_id = :occasion and n = :n").param("occasion", occasion).param("n", n)
            .query((row, _) -> new Occasion.Responsible(row.getString(1), row.getString(2))).optional().orElse(new Occasion.Responsible("", ""));
    }

    /** All that was ever answered, the last first. */
    List<Checklist.Step> history(UUID occasion) {
        return db.sql("""
                select k.title, k.title_en, a.answer, a.note, a.by_name, a.at
                  from safety.answer a
                  join safety.asked k on k.occasion_id = a.occasion_id and k.code = a.code
                 where a.occasion_id = :occasion
                 order by a.at desc, k.position, a.n desc
                 limit 200
                """)
            .param("occasion", occasion)
            .query((row, _) -> new Checklist.Step(new Localized(row.getString("title"), row.getString("title_en")), row.getString("answer"), row.getString("note"),
                row.getString("by_name"), row.getObject("at", OffsetDateTime.class).toInstant())).list();
    }

    private OffsetDateTime now() {
        return clock.instant().truncatedTo(java.time.temporal.ChronoUnit.MICROS).atOffset(ZoneOffset.UTC);
    }
}
