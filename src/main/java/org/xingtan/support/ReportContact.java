package org.xingtan.support;

import java.time.Clock;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.xingtan.audit.AuditTrail;
import org.xingtan.directory.OrganizationCard;
import org.xingtan.directory.Organizations;
import org.xingtan.platform.Access;
import org.xingtan.platform.Actor;
import org.xingtan.platform.NotFound;
import org.xingtan.platform.OrganizationId;
import org.xingtan.platform.Task;

/** Use case: a unit reports its contact to the one above that asks for it. What has not changed is not reported again. */
@Component
public class ReportContact {

    private final Contacts contacts;
    private final Organizations organizations;
    private final Access access;
    private final AuditTrail audit;
    private final Clock clock;

    ReportContact(Contacts contacts, Organizations organizations, Access access, AuditTrail audit, Clock clock) {
        this.contacts = contacts;
        this.organizations = organizations;
        this.access = access;
        this.audit = audit;
        this.clock = clock;
    }

    /**
     * @param typed by the names of the fields; what the form does not ask for stays as it was
     * @return false when nothing had changed
     * @throws NotFound when the unit is none of the actor's, or the form does not ask it
     */
    @Transactional
    public boolean report(Actor actor, OrganizationId id, UUID notice, Map<String, String> typed) {
        access.require(actor, Task.ANSWER_QUESTIONS, id);
        var unit = organizations.find(id).orElseThrow(() -> new NotFound(id));
        var form = Optional.ofNullable(unit.parent()).flatMap(parent -> contacts.form(notice, parent)).orElseThrow(() -> new NotFound(notice));
        contacts.lock(id);
        var before = contacts.of(id).facts();
        var facts = facts(form, before, typed);
        if (facts.equals(before)) {
            return false;
        }
        contacts.report(id, form, facts, actor.teacher(), clock.instant());
        record(actor, unit, form, before, facts);
        return true;
    }

    private static Map<ContactForm.Field, String> facts(ContactForm form, Map<ContactForm.Field, String> before, Map<String, String> typed) {
        var facts = new EnumMap<ContactForm.Field, String>(ContactForm.Field.class);
        facts.putAll(before);
        form.fields().forEach(field -> facts.put(field, Words.of(typed.getOrDefault(field.name(), ""), 1, 80)));
        return facts;
    }

    /** Which fields changed is told, not what they say: a number of a phone does not belong into the trail. */
    private void record(Actor actor, OrganizationCard unit, ContactForm form, Map<ContactForm.Field, String> before, Map<ContactForm.Field, String> facts) {
        var changed = facts.keySet().stream().filter(field -> !facts.get(field).equals(before.get(field))).toList();
        audit.record(actor, "support.contact.report", "organization:" + unit.id(), unit.path(), null,
            Map.of("number", form.number(), "fields", changed));
    }
}
