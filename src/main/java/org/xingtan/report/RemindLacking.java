package org.xingtan.report;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
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

/** Use case: those of a unit who lack hours in the year that is going on are reminded, each of his own, once a day at most, whoever does it. */
@Component
public class RemindLacking {

    private static final int LONGEST_NOTE = 200;
    /** Whoever has more of them below leaves it to the units below. */
    private static final int MOST = 20_000;

    /** What became of a reminder. */
    public record Sent(int listed, int told) {}

    private final LookAtCompliance look;
    private final Access access;
    private final JdbcClient db;
    private final Telling telling;
    private final Patience patience;
    private final Clock clock;

    /** How people hear of it, and the trail. */
    @Component
    record Telling(Send send, AuditTrail trail) {}

    RemindLacking(LookAtCompliance look, Access access, JdbcClient db, Telling telling, Patience patience, Clock clock) {
        this.look = look;
        this.access = access;
        this.db = db;
        this.telling = telling;
        this.patience = patience;
        this.clock = clock;
    }

    /**
     * Sent again with the same id, nothing more happens. Who lacks the same is told in the same words.
     *
     * @throws org.xingtan.platform.NotFound when the unit is none in which the actor may remind
     * @throws org.xingtan.platform.Refused with every condition
     */
    @Transactional
    public void remind(Actor actor, UUID id, LookAtCompliance.People list, @Nullable String said) {
        var of = list.of();
        access.require(actor, Task.REMIND, of.unit().id());
        var note = Objects.requireNonNullElse(said, "").strip();
        Verdict.of(Condition.of("report.remind.year", !of.reach().over(), of.year()),
            Condition.of("report.remind.note", note.length() <= LONGEST_NOTE && StorableText.is(note), LONGEST_NOTE)).orRefuse();
        var now = clock.instant();
        if (!add(id, list, note, actor, now)) {
            return;
        }
        patience.extend();
        var people = missing(list);
        patience.repeat();
        var listed = people.values().stream().mapToInt(List::size).sum();
        Verdict.of(Condition.of("report.remind.most", listed <= MOST, MOST)).orRefuse();
        var told = people.entrySet().stream().mapToInt(some -> telling.send.to(some.getValue(), message(of, some.getKey(), note, now).together(id, Duration.ZERO))).sum();
        Verdict.of(Condition.of("report.remind.somebody", told > 0)).orRefuse();
        db.sql("update report.reminder set listed = :listed, told = :told where id = :id").param("listed", listed).param("told", told).param("id", id).update();
        telling.trail.record(actor, "compliance.remind", "organization:" + of.unit().id(), of.unit().path(), null,
            Map.of("year", of.year(), "line", list.line().code(), "count", told));
    }

    /** Those of the list by what each of them lacks, in an order that is everybody's, as all of them are locked until it is done. */
    private Map<Localized, List<TeacherId>> missing(LookAtCompliance.People list) {
        var people = new TreeMap<Localized, List<TeacherId>>(Comparator.comparing(Localized::chinese));
        look.each(list, MOST + 1, row -> people.computeIfAbsent(new Localized(missing(list.of(), row, Locale.CHINESE, "、"), missing(list.of(), row, Locale.ENGLISH, ", ")),
            _ -> new ArrayList<>()).add(row.person().teacher()));
        return people;
    }

    private static String missing(Compliance of, LookAtCompliance.Row row, Locale locale, String between) {
        return of.lines().stream().flatMap(line -> row.standing().line(line.code()).filter(it -> !it.met()).map(it -> line.title().in(locale) + " " + it.missing()).stream())
            .collect(Collectors.joining(between));
    }

    /** @return whether it is new */
    private boolean add(UUID id, LookAtCompliance.People list, String note, Actor by, Instant now) {
        return db.sql("""
                insert into report.reminder (id, organization_id, year, line, stage, note, asked_by, asked_at, listed, told)
                values (:id, :unit, :year, :line, :stage, :note, :by, :now, 0, 0)
                on conflict (id) do nothing
                """)
            .param("id", id).param("unit", list.of().unit().id().value()).param("year", list.of().year()).param("line", list.line().code()).param("stage", list.stageCode())
            .param("note", note).param("by", by.teacher().value()).param("now", now.atOffset(ZoneOffset.UTC)).update() == 1;
    }

    /** One a day and year, whatever list he is on; the inbox holds that. */
    private static Outgoing message(Compliance of, Localized missing, String note, Instant now) {
        return Outgoing.news("report.remind", "year:" + of.year() + ":" + LocalDate.ofInstant(now, Window.ZONE), "report.reminded.", of.year(), missing,
            new Localized(of.unit().name(), of.unit().nameEn()), note).leadingTo("/standing?year=" + of.year());
    }

    /** What the actor himself has sent lately; null for anything else. */
    @Nullable Sent sent(Actor actor, @Nullable UUID id) {
        return id == null ? null : db.sql("select listed, told from report.reminder where id = :id and asked_by = :by").param("id", id).param("by", actor.teacher().value())
            .query((row, _) -> new Sent(row.getInt(1), row.getInt(2))).optional().orElse(null);
    }
}
