package org.xingtan.selection;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;
import org.xingtan.audit.AuditTrail;
import org.xingtan.platform.Actor;
import org.xingtan.platform.Condition;
import org.xingtan.platform.CreditHours;
import org.xingtan.platform.NotFound;
import org.xingtan.platform.OrganizationId;
import org.xingtan.platform.Problem;
import org.xingtan.platform.StorableText;
import org.xingtan.platform.TeacherId;
import org.xingtan.platform.Verdict;
import org.xingtan.platform.persistence.DatabaseAway;
import org.xingtan.platform.persistence.ValueRows;

/** Use case: whoever keeps a term changes what is offered in it, or withdraws it. What somebody has chosen stays as he has chosen it. */
@Service
public class ReviseOffering {

    public static final int LONGEST_TITLE = 100;
    public static final int LONGEST_REASON = 200;
    /** How long a withdrawal is tried in all, and how long others come first in between. */
    private static final Duration PATIENCE = Duration.ofSeconds(12);
    private static final Duration PAUSE = Duration.ofMillis(150);

    /**
     * What an offering shall be.
     *
     * @param title    null for what its program is called
     * @param provider null where the owner of the program gives the course
     */
    public record Revised(@Nullable String title, @Nullable OrganizationId provider, CreditHours hours, BigDecimal price, Meetings meetings) {

        /** Whether somebody who has chosen the offering as it is still has what he has chosen. */
        public boolean keeps(CreditHours hours, BigDecimal price, Meetings meetings) {
            return this.hours.equals(hours) && this.price.compareTo(price) == 0 && this.meetings.equals(meetings);
        }

        /** Stands in a form for what was shown in it: the same for the same, and only for it. */
        public String print() {
            var all = String.join("\n", title == null ? "" : title, provider == null ? "" : provider.toString(), hours.toString(),
                price.stripTrailingZeros().toPlainString(), meetings.written());
            return UUID.nameUUIDFromBytes(all.getBytes(java.nio.charset.StandardCharsets.UTF_8)).toString();
        }

        private List<Object> row(OfferingId id) {
            return Arrays.<Object>asList(id.value(), title, provider == null ? null : provider.value(), hours.value().toPlainString(), price.toPlainString(),
                meetings.toString());
        }

        /** For the trail. */
        Map<String, Object> facts(OfferingId id) {
            return Map.of("offering", id.toString(), "title", title == null ? "" : title, "provider", provider == null ? "" : provider.toString(), "hours", hours.toString(),
                "price", price.toPlainString(), "meetings", meetings.written());
        }
    }

    private static final ValueRows UPDATE = new ValueRows("""
        update selection.offering o set title = v.title, provider_id = v.provider, hours = v.hours, price = v.price, meets = v.meets
          from (values %s) v (id, title, provider, hours, price, meets)
         where o.offering_id = v.id
        """, "uuid", "text", "uuid", "numeric", "numeric", "tstzmultirange");

    private final JdbcClient db;
    private final KeepTerm keep;
    private final Offerings offerings;
    private final Choices choices;
    private final Follow follow;
    private final TransactionTemplate transaction;

    ReviseOffering(JdbcClient db, KeepTerm keep, Offerings offerings, Choices choices, Follow follow, TransactionTemplate transaction) {
        this.db = db;
        this.keep = keep;
        this.offerings = offerings;
        this.choices = choices;
        this.follow = follow;
        this.transaction = transaction;
    }

    /**
     * What it is, and stays until the transaction ends, for a form that was shown before.
     *
     * @throws NotFound when there is none, or none in a term of the actor's
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public Revised held(Actor actor, OfferingId id) {
        var offering = lock(actor, id);
        return now(offering, offerings.titles(Set.of(id)));
    }

    /**
     * Places are changed for themselves.
     *
     * @return whether anything is other than before
     * @throws org.xingtan.platform.Refused when it is withdrawn, or hours, price or meetings would change for somebody, and says for whom
     */
    @Transactional
    public boolean revise(Actor actor, OfferingId id, Revised to) {
        var offering = lock(actor, id);
        return write(actor, offering.term(), List.of(offering), Map.of(id, to)) > 0;
    }

    /**
     * The same of many in one term, which the transaction holds already, with a few statements.
     *
     * @return how many are other than before
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public int revise(Actor actor, TermId term, Map<OfferingId, Revised> to) {
        keep.require(actor, term);
        var held = offerings.find(to.keySet()).values();
        if (held.size() < to.size() || held.stream().anyMatch(it -> !it.term().equals(term))) {
            throw new NotFound(term);
        }
        return write(actor, term, held, to);
    }

    private int write(Actor actor, TermId term, Collection<Offering> held, Map<OfferingId, Revised> to) {
        var ids = held.stream().map(Offering::id).toList();
        var titles = offerings.titles(ids);
        var withdrawn = offerings.withdrawn(ids);
        var rows = new ArrayList<List<Object>>();
        var changes = new ArrayList<AuditTrail.Change>();
        for (var offering : held) {
            var shall = Objects.requireNonNull(to.get(offering.id()));
            verdict(offering, shall, withdrawn.contains(offering.id())).orRefuse();
            var before = now(offering, titles);
            if (!shall.print().equals(before.print())) {
                rows.add(shall.row(offering.id()));
                changes.add(new AuditTrail.Change(before.facts(offering.id()), shall.facts(offering.id())));
            }
        }
        for (var start = 0; start < rows.size(); start += ValueRows.MOST) {
            var part = rows.subList(start, Math.min(rows.size(), start + ValueRows.MOST));
            db.sql(UPDATE.statement(part.size())).params(UPDATE.parameters(part)).update();
        }
        keep.record(actor, "selection.revise", term, changes);
        return rows.size();
    }

    private Verdict verdict(Offering offering, Revised to, boolean withdrawn) {
        var seats = offering.seats();
        var chosen = seats.taken() + seats.waiting();
        var changes = chosen > 0 && !to.keeps(offering.hours(), offering.price(), offering.meetings());
        return Verdict.of(Condition.of("selection.revise.offered", !withdrawn),
            Condition.of("selection.revise.title", to.title == null || isText(to.title, LONGEST_TITLE), LONGEST_TITLE),
            Condition.of("selection.revise.hours", to.hours.compareTo(CreditHours.ZERO) > 0),
            changes ? Condition.of("selection.revise.chosen", false, chosen, choices.names(offering.id())) : Condition.of("selection.revise.free", true));
    }

    /**
     * Everybody who has a place or waits for one loses it and is told why; who has begun to learn goes on taking part. Withdrawn already is
     * withdrawn. Those whom somebody is changing are waited for, and meanwhile the course and the others are free for everybody.
     *
     * @return how many had a place or waited
     * @throws org.xingtan.platform.Refused without a reason
     * @throws Problem 409 when some are being changed all the time: then nothing is withdrawn
     */
    public int withdraw(Actor actor, OfferingId id, @Nullable String typed) {
        return withdraw(actor, id, typed, PATIENCE);
    }

    int withdraw(Actor actor, OfferingId id, @Nullable String typed, Duration patience) {
        var until = System.nanoTime() + patience.toNanos();
        for (var gone = attempt(actor, id, typed); ; gone = attempt(actor, id, typed)) {
            if (gone.isPresent()) {
                return gone.getAsInt();
            }
            if (System.nanoTime() > until) {
                throw new Problem(409, "selection.withdraw.busy").passing(PATIENCE);
            }
            LockSupport.parkNanos(PAUSE.toNanos());
        }
    }

    /** All of it or nothing. @return nothing when somebody else was at the same rows */
    private OptionalInt attempt(Actor actor, OfferingId id, @Nullable String typed) {
        try {
            return Objects.requireNonNull(transaction.execute(status -> {
                var gone = withdrawNow(actor, id, typed);
                if (gone.isEmpty()) {
                    status.setRollbackOnly();
                }
                return gone;
            }));
        } catch (DataAccessException e) {
            if (DatabaseAway.isHeld(e)) {
                return OptionalInt.empty();
            }
            throw e;
        }
    }

    private OptionalInt withdrawNow(Actor actor, OfferingId id, @Nullable String typed) {
        var offering = lock(actor, id);
        if (offerings.isWithdrawn(id)) {
            return OptionalInt.of(0);
        }
        var reason = typed == null ? "" : typed.strip();
        Verdict.of(Condition.of("selection.withdraw.reason", isText(reason, LONGEST_REASON), LONGEST_REASON)).orRefuse();
        var people = takers(id);
        if (!follow.hold(people, offering.program())) {
            return OptionalInt.empty();
        }
        var now = follow.now();
        var taken = people.isEmpty() ? List.<Choice>of() : choices.live(people).stream().filter(it -> it.offering().equals(id)).toList();
        if (taken.size() != people.size() || !taken.isEmpty() && !choices.drop(taken, now)) {
            return OptionalInt.empty();
        }
        follow.withdrawn(taken, offering, reason);
        db.sql("""
                update selection.offering set places = 0, waiting_places = 0, withdrawn_at = :now, withdrawn_reason = :reason where offering_id = :id
                """)
            .param("now", now.atOffset(java.time.ZoneOffset.UTC)).param("reason", reason).param("id", id.value()).update();
        keep.record(actor, "selection.withdraw", offering.term(), Map.of("places", offering.seats().places(), "waiting", offering.waitingPlaces()),
            Map.of("offering", id.toString(), "reason", reason, "taken", offering.seats().taken(), "waiting", offering.seats().waiting()));
        return OptionalInt.of(taken.size());
    }

    private List<TeacherId> takers(OfferingId id) {
        return db.sql("""
                -- all teachers: of one offering
                select teacher_id from selection.place where offering_id = :id order by teacher_id
                """)
            .param("id", id.value()).query((row, _) -> new TeacherId(row.getObject(1, UUID.class))).list();
    }

    private static Revised now(Offering it, Map<OfferingId, String> titles) {
        return new Revised(titles.get(it.id()), it.provider(), it.hours(), it.price(), it.meetings());
    }

    /** Until the transaction ends nobody chooses it or gives it back. */
    private Offering lock(Actor actor, OfferingId id) {
        keep.require(actor, id);
        db.sql("select 1 from selection.offering where offering_id = :id for update").param("id", id.value()).query(_ -> {});
        return Objects.requireNonNull(offerings.find(Set.of(id)).get(id));
    }

    private static boolean isText(String text, int longest) {
        return !text.isBlank() && text.length() <= longest && StorableText.is(text);
    }
}
