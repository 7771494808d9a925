package org.xingtan.notice;

import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.xingtan.document.DocumentCard;

/**
 * A notice as it is shown.
 *
 * @param signedBy    承办: the department that drew it up; null when the notice names none
 * @param forwards    the notice that this one forwards
 * @param forwardedBy notices that forward this one, the oldest first
 * @param attachments in their order
 */
public record NoticeCard(UUID id, String number, String issuer, String title, LocalDate issuedOn, @Nullable LocalDate printedOn,
                         NoticeDefinition.Disclosure disclosure, String addressees, @Nullable String signedBy, String summary,
                         @Nullable Reference forwards, List<Reference> forwardedBy, List<DocumentCard> attachments) {

    /** A notice by its name. */
    public record Reference(UUID id, String number, String issuer, String title, LocalDate issuedOn) {}

    /** Whether anybody may have its attachments; those of the others are for people who have signed in. */
    public boolean isPublic() {
        return disclosure == NoticeDefinition.Disclosure.PUBLIC;
    }
}
