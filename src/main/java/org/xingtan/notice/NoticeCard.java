package org.xingtan.notice;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.xingtan.document.DocumentCard;
import org.xingtan.platform.OrganizationId;

/**
 * A notice as it is shown.
 *
 * @param signedBy    承办: the department that drew it up; null when the notice names none
 * @param forwards    the notice that this one forwards
 * @param forwardedBy notices that forward this one, the oldest first
 * @param attachments in their order
 * @param owner       the organization in whose name it was written; null for one that came with the installation
 * @param withdrawn   null while it is in force
 */
public record NoticeCard(UUID id, String number, String issuer, String title, LocalDate issuedOn, @Nullable LocalDate printedOn,
                         NoticeDefinition.Disclosure disclosure, String addressees, @Nullable String signedBy, String summary,
                         @Nullable Reference forwards, List<Reference> forwardedBy, List<DocumentCard> attachments,
                         @Nullable OrganizationId owner, @Nullable Withdrawal withdrawn) {

    /** When it was withdrawn, and why. */
    public record Withdrawal(Instant at, String reason) {}

    /** A notice by its name. */
    public record Reference(UUID id, String number, String issuer, String title, LocalDate issuedOn) {}

    /** Whether anybody may have its attachments; those of the others are for people who have signed in. */
    public boolean isPublic() {
        return disclosure == NoticeDefinition.Disclosure.PUBLIC;
    }
}
