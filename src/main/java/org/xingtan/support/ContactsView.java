package org.xingtan.support;

import java.util.List;
import org.xingtan.directory.OrganizationCard;

/**
 * Contacts as an administrator sees them.
 *
 * @param asked what his units are asked for
 * @param asks  what his units ask of those below
 * @param units where he may publish a form; empty when nowhere
 * @param done  what the last act did; empty without one
 */
public record ContactsView(List<Asked> asked, List<ContactForm> asks, List<OrganizationCard> units, String done) {

    /** A form in front of one unit. */
    public record Asked(ContactForm form, Contact contact) {}

    /** The answers to a form. */
    public record Answers(ContactForm form, List<Contact> contacts) {

        public long reported() {
            return contacts.stream().filter(contact -> contact.missing(form).isEmpty()).count();
        }
    }
}
