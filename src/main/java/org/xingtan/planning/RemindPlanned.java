package org.xingtan.planning;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import org.xingtan.audit.AuditTrail;
import org.xingtan.messaging.Outgoing;
import org.xingtan.messaging.Send;
import org.xingtan.platform.Access;
import org.xingtan.platform.Actor;
import org.xingtan.platform.Condition;
import org.xingtan.platform.Localized;
import org.xingtan.platform.StorableText;
import org.xingtan.platform.Task;
import org.xingtan.platform.TeacherId;
import org.xingtan.platform.Verdict;
import org.xingtan.platform.Window;
import org.xingtan.platform.persistence.Patience;

/** Use case: those of a unit who take part in nothing that a published plan means for them are reminded, each once a day and plan at most, whoever does it. */
@Component
class RemindPlanned {

    private static final int LONGEST_NOTE = 200;
    /** Whoever has more of them below leaves it to the units below. */
    static final int MOST = 20_000;
    private static final int AT_ONCE = 500;

    private final LookAtPlanPeople look;
    private final PlanPeople people;
    private final Telling telling;
    private final JdbcClient db;
    private final Clock clock;
    private final Access access;

    /** How people hear of it, some at a time, and the trail. */
    @Component
    record Telling(Send send, TransactionTemplate transaction, AuditTrail trail, Patience patience) {}

    private record Reminder(UUID id, LookAtPlanPeople.Decided of, String note, Instant at) {

        /** One a day and plan, whatever list he is on; the inbox holds that. */
        Outgoing message() {
            var plan = of.place().plan();
            var unit = of.place().unit();
            return Outgoing.news("planning.remind", "plan:" + plan.id() + ":" + LocalDate.ofInstant(at, Window.ZONE), "planning.reminded.", plan.title(), plan.year(),
                new Localized(unit.name(), unit.nameEn()), note).leadingTo("/planning").together(id, Duration.ZERO);
        }
    }

    RemindPlanned(LookAtPlanPeople look, PlanPeople people, Telling telling, JdbcClient db, Clock clock, Access access) {
        this.look = look;
        this.people = people;
        this.telling = telling;
        this.db = db;
        this.clock = clock;
        this.access = access;
    }

    /**
     * Sent again with the same id, nothing more happens. Some hundred are told at a time, and stay told.
     *
     * @throws org.xingtan.platform.NotFound when the unit is none in which the actor may remind
     * @throws org.xingtan.platform.Refused with every condition
     */
    LookAtPlanPeople.Decided remind(Actor actor, UUID id, UUID plan, LookAtPlans.Asked at, LookAtPlanPeople.Question question, @Nullable String said) {
        var decided = look.decide(actor, plan, at, question);
        access.require(actor, Task.REMIND, decided.place().unit().id());
        var reminder = new Reminder(id, decided, Objects.requireNonNullElse(said, "").strip(), clock.instant());
        Verdict.of(Condition.of("planning.remind.published", decided.place().plan().isPublished()),
            Condition.of("planning.remind.which", decided.asked().which() == PlanPeople.Which.MISSING),
            Condition.of("planning.remind.year", decided.place().plan().year() >= LocalDate.ofInstant(reminder.at, Window.ZONE).getYear()),
            Condition.of("planning.remind.note", reminder.note.length() <= LONGEST_NOTE && StorableText.is(reminder.note), LONGEST_NOTE)).orRefuse();
        if (add(reminder, actor)) {
            var told = 0;
            try {
                told = tell(reminder);
            } finally {
                finish(reminder, actor);
            }
            Verdict.of(Condition.of("planning.remind.somebody", told > 0)).orRefuse();
        }
        return decided;
    }

    private int tell(Reminder reminder) {
        var all = everybody(reminder);
        var told = 0;
        for (var from = 0; from < all.size(); from += AT_ONCE) {
            told += tell(reminder, all.subList(from, Math.min(all.size(), from + AT_ONCE)));
        }
        return told;
    }

    /** In the order in which everybody tells people something. */
    private List<TeacherId> everybody(Reminder reminder) {
        var all = new ArrayList<TeacherId>();
        telling.transaction.executeWithoutResult(_ -> {
            telling.patience.extend();
            people.each(reminder.of.asked(), MOST + 1, row -> all.add(row.teacher()));
        });
        Verdict.of(Condition.of("planning.remind.most", all.size() <= MOST, MOST)).orRefuse();
        all.sort(Comparator.comparing(TeacherId::value));
        return all;
    }

    private int tell(Reminder reminder, List<TeacherId> some) {
        return Objects.requireNonNull(telling.transaction.execute(_ -> {
            var told = telling.send.to(some, reminder.message());
            db.sql("update planning.reminder set listed = listed + :listed, told = told + :told where id = :id").param("listed", some.size()).param("told", told)
                .param("id", reminder.id).update();
            return told;
        }));
    }

    /** Of one that told nobody nothing is left: the same can be sent once more. */
    private void finish(Reminder reminder, Actor actor) {
        telling.transaction.executeWithoutResult(_ -> {
            var told = db.sql("select told from planning.reminder where id = :id").param("id", reminder.id).query(Integer.class).single();
            if (told == 0) {
                db.sql("delete from planning.reminder where id = :id").param("id", reminder.id).update();
            } else {
                var unit = reminder.of.place().unit();
                telling.trail.record(actor, "planning.remind", "organization:" + unit.id(), unit.path(), null,
                    Map.of("plan", reminder.of.place().plan().id().toString(), "title", reminder.of.place().plan().title(), "count", told));
            }
        });
    }

    /** @return whether it is new */
    private boolean add(Reminder reminder, Actor by) {
        var of = reminder.of;
        return db.sql("""
                insert into planning.reminder (id, plan_id, organization_id, note, asked_by, asked_at, listed, told)
                values (:id, :plan, :unit, :note, :by, :now, 0, 0)
                on conflict (id) do nothing
                """)
            .param("id", reminder.id).param("plan", of.place().plan().id()).param("unit", of.place().unit().id().value()).param("note", reminder.note)
            .param("by", by.teacher().value()).param("now", reminder.at.atOffset(ZoneOffset.UTC)).update() == 1;
    }

    /** What the actor himself has sent lately; null for anything else. */
    PlanningView.@Nullable Sent sent(Actor actor, @Nullable UUID id) {
        return id == null ? null : db.sql("select listed, told from planning.reminder where id = :id and asked_by = :by").param("id", id).param("by", actor.teacher().value())
            .query((row, _) -> new PlanningView.Sent(row.getInt(1), row.getInt(2))).optional().orElse(null);
    }
}
