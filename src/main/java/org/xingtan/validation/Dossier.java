package org.xingtan.validation;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.xingtan.platform.TeacherId;

/**
 * How far somebody's year has come. A confirmation is one of the unit in which he counts, and of what he saw: past them its state is what it was before.
 *
 * @param confirmedAt by the person himself, also what has changed since; null as long as he has not, or no longer does
 * @param objection   what he says is wrong; stays when it is answered
 * @param answer      of his unit; null until there is one
 * @param version     the frozen version in force; null until the year is validated
 * @param movedAt     since when its hours, or the months that are asked for, differ from what is frozen
 * @param fallen      whether what was confirmed of it has become less or other since
 */
public record Dossier(TeacherId teacher, int year, State state, @Nullable Instant confirmedAt, @Nullable String objection, @Nullable String answer,
                      @Nullable Instant unitConfirmedAt, @Nullable Result result, @Nullable Integer version, @Nullable Instant movedAt, boolean fallen) {

    public enum State { OPEN, CONFIRMED, OBJECTED, UNIT_CONFIRMED, VALIDATED }

    /** What a validated year says of its hours; {@code EXEMPT} of a year of which no month was asked for. */
    public enum Result { COMPLIANT, NOT_COMPLIANT, EXEMPT }

    /**
     * A year as it was validated, in one of its versions.
     *
     * @param unitConfirmedAt null where the authority validated without the unit
     * @param entries         of the ledger that were counted
     * @param batch           number of the validation it came with; null for one that was validated again
     * @param reason          why it was validated again; null for the first version
     */
    public record Frozen(int year, int version, Result result, @Nullable Instant unitConfirmedAt, Facts facts, int entries, Instant validatedAt, @Nullable Integer batch,
                         @Nullable String reason) {}

    /** Who said what, and when; {@code said} by his unit or by himself. */
    public record Step(String act, Instant at, @Nullable String by, @Nullable String said) {}

    Dossier(TeacherId teacher, int year, State state, @Nullable Instant confirmedAt, @Nullable String objection, @Nullable String answer,
            @Nullable Instant unitConfirmedAt, @Nullable Result result, @Nullable Integer version, @Nullable Instant movedAt) {
        this(teacher, year, state, confirmedAt, objection, answer, unitConfirmedAt, result, version, movedAt, false);
    }

    /** Of who has not said anything yet. */
    static Dossier open(TeacherId teacher, int year) {
        return new Dossier(teacher, year, State.OPEN, null, null, null, null, null, null, null);
    }

    /** He has confirmed it, and it has become less or other since: he is asked again. */
    public boolean isChanged() {
        return state == State.OPEN && confirmedAt != null;
    }

    /** A unit has confirmed it in which he does not count any more: his unit now has not. */
    public boolean isConfirmedElsewhere() {
        return unitConfirmedAt != null && !fallen && (state == State.CONFIRMED || state == State.OPEN && confirmedAt == null);
    }

    /** His unit has confirmed it without him, and it has become less or other since: it is asked again. */
    public boolean isUnitChanged() {
        return fallen && confirmedAt == null;
    }

    /** The same, to be confirmed once more. */
    Dossier again() {
        return new Dossier(teacher, year, State.OPEN, confirmedAt, objection, answer, unitConfirmedAt, result, version, movedAt, true);
    }

    public boolean isValidated() {
        return state == State.VALIDATED;
    }
}
