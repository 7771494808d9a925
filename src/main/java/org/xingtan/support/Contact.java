package org.xingtan.support;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.xingtan.platform.Localized;
import org.xingtan.platform.OrganizationId;

/**
 * A unit and the contact it reported last.
 *
 * @param facts      by field; empty when it never reported
 * @param reportedAt null when it never reported
 */
public record Contact(OrganizationId unit, Localized unitName, String path, Map<ContactForm.Field, String> facts, @Nullable Instant reportedAt) {

    public String of(ContactForm.Field field) {
        return facts.getOrDefault(field, "");
    }

    /** What a form asks for and the last report does not say: with nothing missing and nothing changed, there is nothing to report. */
    public List<ContactForm.Field> missing(ContactForm form) {
        return form.fields().stream().filter(field -> of(field).isEmpty()).toList();
    }
}
