package org.xingtan.support;

import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;
import org.xingtan.audit.Export;
import org.xingtan.audit.Exports;
import org.xingtan.directory.Organizations;
import org.xingtan.platform.Access;
import org.xingtan.platform.Actor;
import org.xingtan.platform.Csv;
import org.xingtan.platform.NotFound;
import org.xingtan.platform.OrganizationId;
import org.xingtan.platform.Task;
import org.xingtan.platform.web.Dates;
import org.xingtan.platform.web.Texts;

/** Use case: an administrator looks at what his units are asked for and ask for, and takes the answers away. */
@Component
class LookAtContacts {

    private final Contacts contacts;
    private final Organizations organizations;
    private final Access access;
    private final Exports exports;
    private final Texts texts;

    LookAtContacts(Contacts contacts, Organizations organizations, Access access, Exports exports, Texts texts) {
        this.contacts = contacts;
        this.organizations = organizations;
        this.access = access;
        this.exports = exports;
        this.texts = texts;
    }

    ContactsView at(Actor actor, String done) {
        var scope = access.scope(actor, Task.ANSWER_QUESTIONS);
        if (scope.isEmpty()) {
            throw new NotFound("contacts");
        }
        var asked = new ArrayList<ContactsView.Asked>();
        for (var unit : organizations.roots(scope)) {
            if (unit.parent() != null) {
                contacts.formsFor(unit.parent()).forEach(form -> asked.add(new ContactsView.Asked(form, contacts.of(unit.id()))));
            }
        }
        var publishes = access.scope(actor, Task.MANAGE_PROGRAMS);
        return new ContactsView(asked, contacts.forms(scope), publishes.isEmpty() ? List.of() : organizations.roots(publishes), done);
    }

    /** @throws NotFound when the form is not one of the actor's units' */
    ContactsView.Answers answers(Actor actor, UUID notice, OrganizationId owner) {
        access.require(actor, Task.ANSWER_QUESTIONS, owner);
        var form = contacts.form(notice, owner).orElseThrow(() -> new NotFound(notice));
        return new ContactsView.Answers(form, contacts.below(form.owner()));
    }

    /** @throws org.xingtan.platform.Problem as {@link Exports#begin} says */
    Export begin(Actor actor, ContactsView.Answers answers, Export.Why why) {
        var form = answers.form();
        return exports.begin(actor, new Export.Of("support", "organization:" + form.owner(), organizations.find(form.owner()).orElseThrow().path(),
            Map.of("list", "contacts", "number", form.number())), answers.contacts().size(), why);
    }

    void write(Export export, ContactsView.Answers answers, Locale locale, OutputStream out) throws IOException {
        var count = 0L;
        try {
            var csv = new Csv(out);
            var fields = answers.form().fields();
            csv.row(List.of(exports.mark(export, locale)));
            csv.row(Stream.concat(Stream.concat(Stream.of(texts.get("support.unit", locale)), fields.stream().map(it -> texts.get("support.field." + it, locale))),
                Stream.of(texts.get("support.reported", locale))).toList());
            for (var contact : answers.contacts()) {
                csv.row(Stream.concat(Stream.concat(Stream.of(contact.unitName().in(locale)), fields.stream().map(contact::of)),
                    Stream.of(contact.reportedAt() == null ? "" : Dates.minute(contact.reportedAt(), locale))).toList());
                count++;
            }
            csv.flush();
        } finally {
            exports.end(export, count);
        }
    }
}
