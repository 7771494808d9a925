package org.xingtan.selection;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.xingtan.platform.Actor;
import org.xingtan.platform.Condition;
import org.xingtan.platform.CreditHours;
import org.xingtan.platform.Localized;
import org.xingtan.platform.OrganizationId;
import org.xingtan.platform.ProgramId;

/**
 * A program offered in a term.
 *
 * @param track         on which those who have a place take part
 * @param provider      who gives the course; null where the owner of the program does
 * @param category      of a policy: what the hours count for
 * @param price         in yuan; zero when nobody pays
 * @param waitingPlaces how many may wait for a place
 */
public record Offering(OfferingId id, TermId term, ProgramId program, String track, @Nullable OrganizationId provider, String category,
                       CreditHours hours, BigDecimal price, int waitingPlaces, Meetings meetings, Seats seats) {

    /**
     * What is taken of the places, and how many wait.
     *
     * @param turn the last number given
     */
    public record Seats(int places, int taken, int waiting, long turn) {

        /** Those that nobody has and nobody waits for: who waits comes first. */
        public int free() {
            return Math.max(0, places - taken - waiting);
        }
    }

    /** Somebody knows what is planned for people. */
    public interface Planned {

        /** For the lines of plans that a person is in and the program serves, the nearest unit's first. */
        List<Reason> of(Actor actor, ProgramId program);
    }

    /** A line of a plan. @param unit whose plan it is */
    public record Reason(String line, String plan, Localized unit) {}

    /** Says who pays for what is offered; whoever settles fees implements it. */
    public interface Payers {

        /** @param ownerPath where the authority lies that offers it; @return empty while nobody has said */
        Optional<Paid> of(String ownerPath, String category);
    }

    /**
     * Who pays.
     *
     * @param text  key of the words for it
     * @param basis the document that says so
     */
    public record Paid(String text, String basis) {}

    /** Whether one more can have a place or wait for one. */
    boolean hasRoom() {
        return seats.taken() + seats.waiting() < seats.places() + waitingPlaces;
    }

    /** The places of one offering while wishes are decided. What is given back belongs at once to those who wait. */
    static final class Places {

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
            return Condition.below("selection.room", most + waitingMost, taken + waiting, most, place, waitingMost, taken + waiting - place);
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
}
