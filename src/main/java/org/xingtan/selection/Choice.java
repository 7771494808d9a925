package org.xingtan.selection;

import java.time.Instant;
import java.util.UUID;
import org.xingtan.platform.ProgramId;
import org.xingtan.platform.TeacherId;

/**
 * A place somebody has chosen and not given back.
 *
 * @param slot    the number it has among his choices of the term, from 1
 * @param turn    the number it has among all who ever wanted a place there; 0 where it was not read
 * @param taking  whether he takes part in the program
 * @param started whether he has begun to learn
 */
public record Choice(TeacherId teacher, UUID id, OfferingId offering, TermId term, ProgramId program, State state, int slot, Meetings meetings,
              long turn, Instant chosenAt, boolean taking, boolean started) {

    public enum State { SELECTED, WAITING }

    Choice promoted() {
        return new Choice(teacher, id, offering, term, program, State.SELECTED, slot, meetings, turn, chosenAt, taking, started);
    }
}
