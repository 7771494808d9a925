package org.xingtan.offering;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.xingtan.audit.AuditTrail;
import org.xingtan.messaging.Outgoing;
import org.xingtan.messaging.Send;
import org.xingtan.offering.Choosers.Which;
import org.xingtan.platform.Actor;
import org.xingtan.platform.Condition;
import org.xingtan.platform.Localized;
import org.xingtan.platform.StorableText;
import org.xingtan.platform.Task;
import org.xingtan.platform.Verdict;
import org.xingtan.platform.Window;
import org.xingtan.platform.persistence.Patience;

/**
 * Use case: while courses can be chosen, those of a unit who have chosen nothing, wait, or will lack hours are reminded, each once a day at most,
 * whoever does it.
 */
@Component
class RemindChoosers {

    /** Who has something left to do. */
    static final List<Which> REMINDED = List.of(Which.NOTHING, Which.WAITING, Which.SHORT);
    private static final int LONGEST_NOTE = 200;

    private final LookAtChoosers look;
    private final Choosers choosers;
    private final JdbcClient db;
    private final Telling telling;
    private final Patience patience;
    private final Clock clock;

    /** How people hear of it, and the trail. */
    @Component
    record Telling(Send send, AuditTrail trail) {}

    RemindChoosers(LookAtChoosers look, Choosers choosers, JdbcClient db, Telling telling, Patience patience, Clock clock) {
        this.look = look;
        this.choosers = choosers;
        this.db = db;
        this.telling = telling;
        this.patience = patience;
        this.clock = clock;
    }

    /**
     * Sent again with the same id, nothing more happens.
     *
     * @throws org.xingtan.platform.NotFound when the unit is none in which the actor may remind
     * @throws org.xingtan.platform.Refused with every condition
     */
    @Transactional
    public LookAtChoosers.Decided remind(Actor actor, UUID id, LookAtChoosers.Question question, @Nullable String said) {
        var decided = look.decide(actor, Task.REMIND, question);
        var asked = decided.required();
        var now = clock.instant();
        var note = Objects.requireNonNullElse(said, "").strip();
        Verdict.of(Condition.of("offering.remind.ahead", asked.term().isAhead(now), asked.term().title()),
            Condition.of("offering.remind.open", asked.term().open(), asked.term().title()),
            Condition.of("offering.remind.which", REMINDED.contains(decided.which())),
            Condition.of("offering.remind.note", note.length() <= LONGEST_NOTE && StorableText.is(note), LONGEST_NOTE)).orRefuse();
        if (!add(id, decided, note, actor, now)) {
            return decided;
        }
        patience.extend();
        var people = choosers.everybody(asked, decided.which());
        patience.repeat();
        var told = telling.send.to(people, message(decided, note, now).together(id, Duration.ZERO));
        Verdict.of(Condition.of("offering.remind.somebody", told > 0)).orRefuse();
        db.sql("update offering.reminder set listed = :listed, told = :told where id = :id").param("listed", people.size()).param("told", told).param("id", id).update();
        telling.trail.record(actor, "offering.remind", "organization:" + decided.unit().id(), decided.unit().path(), null,
            Map.of("term", asked.term().code(), "list", decided.which().name(), "count", told));
        return decided;
    }

    /** @return whether it is new */
    private boolean add(UUID id, LookAtChoosers.Decided decided, String note, Actor by, Instant now) {
        return db.sql("""
                insert into offering.reminder (id, term_id, organization_id, which, note, asked_by, asked_at, listed, told)
                values (:id, :term, :unit, :which, :note, :by, :now, 0, 0)
                on conflict (id) do nothing
                """)
            .param("id", id).param("term", decided.required().term().id().value()).param("unit", decided.unit().id().value()).param("which", decided.which().name())
            .param("note", note).param("by", by.teacher().value()).param("now", now.atOffset(ZoneOffset.UTC)).update() == 1;
    }

    /** One a day and term, whatever list he is on; the inbox holds that. */
    private static Outgoing message(LookAtChoosers.Decided decided, String note, Instant now) {
        var term = decided.required().term();
        var code = decided.which().name().toLowerCase(Locale.ROOT);
        return Outgoing.news("offering.remind", "term:" + term.id() + ":" + LocalDate.ofInstant(now, Window.ZONE), "offering.reminded." + code + ".", term.title(),
                Objects.requireNonNull(term.until()), new Localized(decided.unit().name(), decided.unit().nameEn()), note, decided.required().year())
            .leadingTo("/selection/terms/" + term.id());
    }

    /** What the actor himself has sent lately; null for anything else. */
    ChooserView.@Nullable Sent sent(Actor actor, @Nullable UUID id) {
        return id == null ? null : db.sql("select listed, told from offering.reminder where id = :id and asked_by = :by").param("id", id).param("by", actor.teacher().value())
            .query((row, _) -> new ChooserView.Sent(row.getInt(1), row.getInt(2))).optional().orElse(null);
    }
}
