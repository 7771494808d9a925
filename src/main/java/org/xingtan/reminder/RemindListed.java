package org.xingtan.reminder;

import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.xingtan.audit.AuditTrail;
import org.xingtan.messaging.Outgoing;
import org.xingtan.messaging.Send;
import org.xingtan.monitoring.LookAtList;
import org.xingtan.monitoring.PeopleList;
import org.xingtan.platform.Actor;
import org.xingtan.platform.Localized;
import org.xingtan.platform.NotFound;
import org.xingtan.platform.Refused;
import org.xingtan.platform.Task;
import org.xingtan.platform.Window;
import org.xingtan.platform.persistence.Patience;

/** Use case: everybody on a list of the actor's scope is reminded, but those who were lately. For a minute it can be taken back. */
@Component
class RemindListed {

    static final Duration RECALLABLE = Duration.ofMinutes(1);
    private static final int LONGEST_NOTE = 200;

    private final LookAtList look;
    private final Reminders reminders;
    private final Send send;
    private final AuditTrail trail;
    private final Patience patience;
    private final Clock clock;

    RemindListed(LookAtList look, Reminders reminders, Send send, AuditTrail trail, Patience patience, Clock clock) {
        this.look = look;
        this.reminders = reminders;
        this.send = send;
        this.trail = trail;
        this.patience = patience;
        this.clock = clock;
    }

    /** Who would be told now. */
    @Transactional(readOnly = true)
    Reminders.Recipients recipients(PeopleList list, int pause) {
        patience.extend();
        var reminded = reminders.reminded(list, list.asOf().minus(Duration.ofDays(pause)));
        var listed = look.everybody(list);
        return new Reminders.Recipients(listed.size(), listed.stream().filter(it -> !reminded.contains(it)).toList());
    }

    /**
     * Sent again with the same id, nothing more happens.
     *
     * @throws NotFound when the unit is none of the actor's; {@link Refused} when there is nobody to remind
     */
    @Transactional
    void remind(Actor actor, UUID id, String kind, LookAtList.Question question, int pause, String note) {
        var list = look.list(actor, Task.REMIND, kind, question);
        var words = note.strip();
        if (words.length() > LONGEST_NOTE) {
            throw new Refused("reminder.note", LONGEST_NOTE);
        }
        if (!reminders.add(id, list, pause, words, actor, list.asOf().plus(RECALLABLE))) {
            return;
        }
        patience.extend();
        reminders.lock(list);
        var recipients = recipients(list, pause);
        patience.repeat();
        var told = send.to(recipients.people(), message(list, words).together(id, RECALLABLE));
        if (told == 0) {
            throw new Refused("reminder.nobody");
        }
        reminders.told(id, recipients.listed(), told);
        record(actor, "reminder.send", id, list, told);
    }

    /**
     * Taken back before anybody has seen it.
     *
     * @throws NotFound when there is none in the actor's scope; {@link Refused} when the minute is over
     */
    @Transactional
    void recall(Actor actor, Reminder reminder) {
        var first = reminders.recall(reminder.id(), clock.instant());
        if (!first && reminder.recalledAt() == null) {
            throw new Refused("reminder.gone");
        }
        if (first) {
            var count = send.recall(reminder.id());
            trail.record(actor, "reminder.recall", "reminder:" + reminder.id(), reminder.path(), null, java.util.Map.of("count", count));
        }
    }

    /** One a day and list, whoever sends it; the database holds that, too. */
    private static Outgoing message(PeopleList list, String note) {
        var program = list.program();
        var window = program.window(list.asOf());
        return Outgoing.news("reminder." + list.kind().code(), "program:" + program.id() + ":" + LocalDate.ofInstant(list.asOf(), Window.ZONE),
                "reminder.text." + list.kind().code() + ".", program.title(), window == null ? "–" : window.closes(),
                new Localized(list.unit().name(), list.unit().nameEn()), note)
            .leadingTo("/programs/" + program.id());
    }

    private void record(Actor actor, String act, UUID id, PeopleList list, int told) {
        var facts = new LinkedHashMap<String, Object>();
        facts.put("list", list.kind().code());
        facts.put("program", list.program().code());
        facts.put("count", told);
        trail.record(actor, act, "reminder:" + id, list.unit().path(), null, facts);
    }

}
