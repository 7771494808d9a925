package org.xingtan.certificate;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.xingtan.platform.OrganizationId;
import org.xingtan.platform.ProgramId;
import org.xingtan.platform.TeacherId;

/**
 * A certificate as other modules and pages know it.
 *
 * @param organization the unit it counts in
 * @param endedBy      who revoked or replaced it; null also when the rules withdrew it
 * @param supersededBy number of the certificate that took its place
 */
public record CertificateCard(UUID id, TeacherId teacher, ProgramId program, OrganizationId organization, String number,
                              VerificationCode code, CertificateFacts facts, Instant issuedAt, State state, @Nullable Instant endedAt,
                              @Nullable UUID endedBy, @Nullable String reason, @Nullable String supersededBy) {

    public enum State { VALID, REVOKED, SUPERSEDED }

    public boolean isValid() {
        return state == State.VALID;
    }

    /** Taken away by somebody, not by the rules: it does not come back by itself. */
    boolean isRevokedByHand() {
        return state == State.REVOKED && endedBy != null;
    }
}
