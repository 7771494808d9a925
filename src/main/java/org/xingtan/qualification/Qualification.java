package org.xingtan.qualification;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.xingtan.document.DocumentId;
import org.xingtan.platform.Condition;
import org.xingtan.platform.NotFound;
import org.xingtan.platform.TeacherId;
import org.xingtan.platform.Uuids;
import org.xingtan.platform.Verdict;

/**
 * One certificate of a person, as it was entered.
 *
 * @param kind       a code of {@code qualification.kind}
 * @param number     masked
 * @param validUntil the last day; null for ever
 * @param reason     of a refusal; empty otherwise
 * @param evidence   a picture of it; null without one
 */
public record Qualification(TeacherId teacher, UUID id, String kind, String number, String authority, LocalDate issuedOn,
                            @Nullable LocalDate validUntil, State state, String reason, @Nullable DocumentId evidence, Instant enteredAt) {

    private static final String FOR_EVER = "–";

    /** How far it has come. */
    public enum State { RECORDED, CONFIRMED, REFUSED, WITHDRAWN }

    /** Which qualification of whom is decided about. */
    record Claim(TeacherId teacher, UUID id) {

        /** Whoever locks many does so in this order. */
        static final Comparator<Claim> ORDER = Comparator.comparing(Claim::toString);

        /** @throws NotFound when it is not what a form of ours sends: {@code <teacher>.<id>} */
        static Claim of(String text) {
            var dot = text.indexOf('.');
            if (dot < 0) {
                throw new NotFound(text);
            }
            return new Claim(TeacherId.of(text.substring(0, dot)), Uuids.parse(text.substring(dot + 1)));
        }

        @Override
        public String toString() {
            return teacher + "." + id;
        }
    }

    /** What is typed otherwise than it stands here, where number and day are the same. */
    Verdict agreement(QualificationForm.Typed typed) {
        return Verdict.of(Verdict.of(
            Condition.of("qualification.entered.authority", authority.equals(typed.authority()), authority, typed.authority()),
            Condition.of("qualification.entered.until", Objects.equals(validUntil, typed.validUntil()), lastDay(validUntil), lastDay(typed.validUntil())))
            .unmet());
    }

    private static Object lastDay(@Nullable LocalDate day) {
        return day == null ? FOR_EVER : day;
    }

    boolean isValid(LocalDate day) {
        return validUntil == null || !validUntil.isBefore(day);
    }

    Claim key() {
        return new Claim(teacher, id);
    }

    /** As the form that decides sends it back. */
    public String claim() {
        return key().toString();
    }
}
