package org.xingtan.selection;

import org.xingtan.platform.Condition;

/** The places of one offering while wishes are decided. What is given back belongs at once to those who wait. */
final class Places {

    private final int most;
    private final int waitingMost;
    private int taken;
    private int waiting;
    private long turn;

    Places(Offering offering) {
        this.most = offering.seats().places();
        this.waitingMost = offering.waitingPlaces();
        this.taken = offering.seats().taken();
        this.waiting = offering.seats().waiting();
        this.turn = offering.seats().turn();
    }

    int waiting() {
        return waiting;
    }

    /** The last number given. */
    long turn() {
        return turn;
    }

    boolean hasFree() {
        return taken < most;
    }

    /** Whether one more can have a place or wait for one, when everybody who waits has moved up. */
    Condition room() {
        var place = Math.min(taken + waiting, most);
        return Condition.of("selection.room", taken + waiting < most + waitingMost, most, place, waitingMost, taken + waiting - place);
    }

    Choice.State take() {
        turn++;
        if (taken + waiting < most) {
            taken++;
            return Choice.State.SELECTED;
        }
        waiting++;
        return Choice.State.WAITING;
    }

    void giveBack(Choice.State state) {
        if (state == Choice.State.SELECTED) {
            taken--;
        } else {
            waiting--;
        }
    }

    void promote() {
        waiting--;
        taken++;
    }
}
