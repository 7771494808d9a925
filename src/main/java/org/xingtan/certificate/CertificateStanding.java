package org.xingtan.certificate;

import org.jspecify.annotations.Nullable;
import org.xingtan.platform.Verdict;

/**
 * Whether a person has, will have, or cannot have the certificate of a program, and why.
 *
 * @param number  of the valid certificate
 * @param verdict the conditions: the track leads to a certificate, and its completion rule is met
 */
public record CertificateStanding(State state, @Nullable String number, Verdict verdict) {

    /** NOT_GRANTED: the track records time only, or the certificate was revoked. */
    public enum State { NONE, PENDING, ISSUED, NOT_GRANTED }
}
