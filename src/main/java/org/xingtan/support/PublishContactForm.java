package org.xingtan.support;

import java.time.Clock;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.xingtan.audit.AuditTrail;
import org.xingtan.directory.Organizations;
import org.xingtan.notice.Notices;
import org.xingtan.platform.Access;
import org.xingtan.platform.Actor;
import org.xingtan.platform.OrganizationId;
import org.xingtan.platform.Problem;
import org.xingtan.platform.Task;

/** Use case: an authority asks the units below for their contacts, as a notice says; asked otherwise, it is another version. */
@Component
public class PublishContactForm {

    private final Contacts contacts;
    private final Notices notices;
    private final Organizations organizations;
    private final Access access;
    private final AuditTrail audit;
    private final Clock clock;

    PublishContactForm(Contacts contacts, Notices notices, Organizations organizations, Access access, AuditTrail audit, Clock clock) {
        this.contacts = contacts;
        this.notices = notices;
        this.organizations = organizations;
        this.access = access;
        this.audit = audit;
        this.clock = clock;
    }

    /** @throws org.xingtan.platform.NotFound when the unit is none of the actor's, or there is no such notice */
    @Transactional
    public void publish(Actor actor, OrganizationId owner, String number, List<String> names, String due) {
        access.require(actor, Task.MANAGE_PROGRAMS, owner);
        var notice = notices.id(number.strip());
        var fields = fields(names);
        var day = day(due);
        var last = contacts.form(notice, owner);
        if (last.filter(it -> it.fields().equals(fields) && it.dueOn().equals(day)).isPresent()) {
            return;
        }
        if (!contacts.publish(notice, last.map(ContactForm::version).orElse(0) + 1, owner, fields, day, actor.teacher(), clock.instant())) {
            throw new Problem(409, "error.changed-meanwhile");
        }
        audit.record(actor, "support.contact.form", "organization:" + owner, organizations.find(owner).orElseThrow().path(), null,
            Map.of("number", number.strip(), "fields", fields, "due", day));
    }

    private static List<ContactForm.Field> fields(List<String> names) {
        var fields = Arrays.stream(ContactForm.Field.values()).filter(field -> names.contains(field.name())).toList();
        if (!fields.contains(ContactForm.Field.NAME)) {
            throw new Problem(422, "support.form.fields");
        }
        return fields;
    }

    private static LocalDate day(String text) {
        try {
            var day = LocalDate.parse(text.strip());
            if (day.getYear() < 2000 || day.getYear() > 2999) {
                throw new Problem(422, "support.form.due");
            }
            return day;
        } catch (DateTimeException e) {
            throw new Problem(422, "support.form.due");
        }
    }
}
