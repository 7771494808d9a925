package org.xingtan.enrollment;

import java.util.Optional;
import java.util.stream.Stream;
import org.xingtan.platform.Condition;
import org.xingtan.platform.Verdict;

/**
 * What a person's unit says to the identity he takes part on.
 *
 * @param reason why it was refused; empty otherwise
 */
public record IdentityCheck(State state, String reason) {

    /** The track asks for no post that units declare. */
    public static final IdentityCheck NOT_NEEDED = new IdentityCheck(State.NOT_NEEDED, "");

    /** UNCHECKED: the unit has said nothing yet, and until it does the person is believed. */
    public enum State { NOT_NEEDED, UNCHECKED, CONFIRMED, REFUSED }

    public boolean refused() {
        return state == State.REFUSED;
    }

    /** The same verdict, with one condition more while the identity is refused: nothing is completed or joined on it. */
    public Verdict in(Verdict verdict) {
        return condition().map(refused -> Verdict.of(Stream.concat(
            Stream.of(refused), verdict.conditions().stream()).toList())).orElse(verdict);
    }

    private Optional<Condition> condition() {
        return refused() ? Optional.of(Condition.of("enrollment.identity-not-refused", false, reason)) : Optional.empty();
    }
}
