package org.xingtan.report;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Collectors;
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
import org.xingtan.standing.Standing;

/** Use case: those of a unit who lack hours in the year that is going on are reminded, each of his own, once a day at most, whoever does it. */
@Component
public class RemindLacking {

    private static final int LONGEST_NOTE = 200;
    /** Whoever has more of them below leaves it to the units below. */
    public static final int MOST = 20_000;
    private static final int AT_ONCE = 500;

    /** What became of a reminder. */
    public record Sent(int listed, int told) {}

    private final LookAtCompliance look;
    private final Access access;
    private final JdbcClient db;
    private final Telling telling;
    private final Patience patience;
    private final Clock clock;

    /** How people hear of it, some at a time, and the trail. */
    @Component
    record Telling(Send send, TransactionTemplate transaction, AuditTrail trail) {}

    private record Reminder(UUID id, Compliance of, String note, Instant at) {

        /** One a day and year, whatever list somebody is on; the inbox holds that. */
        Outgoing message(Localized missing) {
            return Outgoing.news("report.remind", "year:" + of.year() + ":" + LocalDate.ofInstant(at, Window.ZONE), "report.reminded.", of.year(), missing,
                new Localized(of.unit().name(), of.unit().nameEn()), note).leadingTo("/standing?year=" + of.year()).together(id, Duration.ZERO);
        }
    }

    /** Somebody, and all that is asked of him and missing, whatever the list is about. */
    private record Lacks(TeacherId person, Localized missing) {

        static Lacks of(LookAtCompliance.Row row) {
            return new Lacks(row.person().teacher(), new Localized(text(row.standing(), Locale.CHINESE, "、"), text(row.standing(), Locale.ENGLISH, ", ")));
        }

        private static String text(Standing standing, Locale locale, String between) {
            return standing.lacking().stream().map(line -> line.title().in(locale) + " " + line.missing()).collect(Collectors.joining(between));
        }
    }

    RemindLacking(LookAtCompliance look, Access access, JdbcClient db, Telling telling, Patience patience, Clock clock) {
        this.look = look;
        this.access = access;
        this.db = db;
        this.telling = telling;
        this.patience = patience;
        this.clock = clock;
    }

    /**
     * Sent again with the same id, nothing more happens. Some hundred are told at a time, and stay told: whoever else tells them something waits for none
     * but those.
     *
     * @throws org.xingtan.platform.NotFound when the unit is none in which the actor may remind
     * @throws org.xingtan.platform.Refused with every condition
     */
    public void remind(Actor actor, UUID id, LookAtCompliance.People list, @Nullable String said) {
        remind(actor, id, list, said, AT_ONCE);
    }

    /** @param atOnce how many are told in one transaction */
    void remind(Actor actor, UUID id, LookAtCompliance.People list, @Nullable String said, int atOnce) {
        var of = list.of();
        access.require(actor, Task.REMIND, of.unit().id());
        var reminder = new Reminder(id, of, Objects.requireNonNullElse(said, "").strip(), clock.instant());
        Verdict.of(Condition.of("report.remind.year", !of.reach().over(), of.year()),
            Condition.of("report.remind.note", reminder.note.length() <= LONGEST_NOTE && StorableText.is(reminder.note), LONGEST_NOTE),
            Condition.of("report.remind.most", !list.isLong(), MOST)).orRefuse();
        if (!add(reminder, list, actor)) {
            return;
        }
        var told = 0;
        try {
            var people = everybody(list);
            for (var from = 0; from < people.size(); from += atOnce) {
                told += tell(reminder, people.subList(from, Math.min(people.size(), from + atOnce)));
            }
        } finally {
            finish(reminder, list, actor, told);
        }
        Verdict.of(Condition.of("report.remind.somebody", told > 0)).orRefuse();
    }

    /** In the order in which everybody tells people something. */
    private List<ComplianceQueries.Lacking> everybody(LookAtCompliance.People list) {
        var people = Objects.requireNonNull(telling.transaction.execute(_ -> {
            patience.extend();
            return look.people(list, MOST + 1);
        }));
        Verdict.of(Condition.of("report.remind.most", people.size() <= MOST, MOST)).orRefuse();
        return people.stream().sorted(Comparator.comparing(it -> it.teacher().value())).toList();
    }

    /** One after the other, as others do who hold what they have told; those who follow each other and lack the same go together. Who lacks nothing by now is left out. */
    private int tell(Reminder reminder, List<ComplianceQueries.Lacking> people) {
        return Objects.requireNonNull(telling.transaction.execute(_ -> {
            patience.extend();
            var lacking = look.rows(people, reminder.of.year()).stream().filter(it -> !it.standing().lacking().isEmpty()).map(Lacks::of).toList();
            patience.repeat();
            var told = 0;
            var to = 0;
            for (var from = 0; from < lacking.size(); from = to) {
                var missing = lacking.get(from).missing;
                while (to < lacking.size() && lacking.get(to).missing.equals(missing)) {
                    to++;
                }
                told += telling.send.to(lacking.subList(from, to).stream().map(Lacks::person).toList(), reminder.message(missing));
            }
            db.sql("update report.reminder set listed = listed + :listed, told = told + :told where id = :id").param("listed", lacking.size()).param("told", told)
                .param("id", reminder.id).update();
            return told;
        }));
    }

    /** Of one that told nobody nothing is left: the same can be sent once more. */
    private void finish(Reminder reminder, LookAtCompliance.People list, Actor actor, int told) {
        telling.transaction.executeWithoutResult(_ -> {
            if (told == 0) {
                db.sql("delete from report.reminder where id = :id").param("id", reminder.id).update();
            } else {
                var unit = reminder.of.unit();
                telling.trail.record(actor, "compliance.remind", "organization:" + unit.id(), unit.path(), null,
                    Map.of("year", reminder.of.year(), "line", list.line().code(), "count", told));
            }
        });
    }

    /** @return whether it is new */
    private boolean add(Reminder reminder, LookAtCompliance.People list, Actor by) {
        return db.sql("""
                insert into report.reminder (id, organization_id, year, line, stage, note, asked_by, asked_at, listed, told)
                values (:id, :unit, :year, :line, :stage, :note, :by, :now, 0, 0)
                on conflict (id) do nothing
                """)
            .param("id", reminder.id).param("unit", list.of().unit().id().value()).param("year", list.of().year()).param("line", list.line().code())
            .param("stage", list.stageCode()).param("note", reminder.note).param("by", by.teacher().value()).param("now", reminder.at.atOffset(ZoneOffset.UTC)).update() == 1;
    }

    /** What the actor himself has sent lately; null for anything else. */
    @Nullable Sent sent(Actor actor, @Nullable UUID id) {
        return id == null ? null : db.sql("select listed, told from report.reminder where id = :id and asked_by = :by").param("id", id).param("by", actor.teacher().value())
            .query((row, _) -> new Sent(row.getInt(1), row.getInt(2))).optional().orElse(null);
    }
}
