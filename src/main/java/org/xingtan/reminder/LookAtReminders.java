package org.xingtan.reminder;

import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.xingtan.messaging.Mailboxes;
import org.xingtan.monitoring.LookAtList;
import org.xingtan.platform.Access;
import org.xingtan.platform.Actor;
import org.xingtan.platform.NotFound;
import org.xingtan.platform.Scope;
import org.xingtan.platform.Task;
import org.xingtan.platform.Uuids;
import org.xingtan.platform.web.Page;

/** Use cases: what a reminder would do, and what those of the actor's scope have done. */
@Component
class LookAtReminders {

    private static final int ROWS = 50;
    private static final int BEFORE = 5;

    private final LookAtList look;
    private final RemindListed remind;
    private final Reminders reminders;
    private final SentReminders sent;
    private final Mailboxes mailboxes;
    private final Access access;

    LookAtReminders(LookAtList look, RemindListed remind, Reminders reminders, SentReminders sent, Mailboxes mailboxes, Access access) {
        this.look = look;
        this.remind = remind;
        this.reminders = reminders;
        this.sent = sent;
        this.mailboxes = mailboxes;
        this.access = access;
    }

    /** @throws NotFound when the unit is none of the actor's */
    Preview preview(Actor actor, String kind, LookAtList.Question question, int pause) {
        var list = look.list(actor, Task.REMIND, kind, question);
        var recipients = remind.recipients(list, pause);
        return new Preview(Uuids.next(), list, pause, recipients.listed(), recipients.skipped(),
            mailboxes.isOpen() ? reminders.mailed(recipients.people()) : null, reminders.last(scope(actor), list, BEFORE));
    }

    /** From whatever list they were sent. */
    Page<SentReminder> page(Actor actor, @Nullable String after) {
        return sent.page(scope(actor), after, ROWS);
    }

    /** @throws NotFound when there is none in the actor's scope */
    Reminder one(Actor actor, UUID id) {
        return reminders.find(scope(actor), id).orElseThrow(() -> new NotFound(id));
    }

    int read(Reminder reminder) {
        return reminders.read(reminder.id());
    }

    private Scope scope(Actor actor) {
        var scope = access.scope(actor, Task.REMIND);
        if (scope.isEmpty()) {
            throw new NotFound("reminders");
        }
        return scope;
    }
}
