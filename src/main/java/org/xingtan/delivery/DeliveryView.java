package org.xingtan.delivery;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.xingtan.platform.CreditHours;
import org.xingtan.platform.Localized;
import org.xingtan.platform.TeacherId;
import org.xingtan.platform.Verdict;
import org.xingtan.platform.web.Page;

/** What pages of trainings in person show. */
public final class DeliveryView {

    private DeliveryView() {}

    /**
     * Figures of a training.
     *
     * @param sessions that are not called off
     * @param expected who had to be at those that are closed, each time anew: everybody but those on leave
     * @param attended who of them was there, late or not to the end included
     */
    public record Figures(int sessions, int closed, int expected, int attended) {

        static final Figures NONE = new Figures(0, 0, 0, 0);

        /** In percent, rounded down; nothing as long as nobody had to be anywhere. */
        public @Nullable Integer rate() {
            return expected == 0 ? null : attended * 100 / expected;
        }
    }

    /** A training in a list. */
    public record Row(Training training, Figures figures) {}

    /** A part of the list. */
    public record Overview(Page<Row> page) {}

    /**
     * What a training has room for.
     *
     * @param all     hours of the training: of an offering what its term says, of a call what its days hold
     * @param lessons what its lessons bring
     */
    public record Bound(String category, CreditHours all, CreditHours lessons) {

        /** What is left for its sessions together. */
        public CreditHours room() {
            return all.minus(lessons);
        }
    }

    /**
     * One training in front of whoever keeps it.
     *
     * @param people  how many take part
     * @param absent  of a call, who was at none of the sessions that are closed, and had no leave
     * @param used    hours of its sessions together
     * @param missing how many sessions laying out would make
     * @param past    whether one of them has begun already
     * @param next    the id of the session that the form would make
     */
    public record OneTraining(Training training, List<Session> sessions, Figures figures, int people, List<String> absent, Bound bound, CreditHours used, int missing, boolean past, UUID next) {}

    /**
     * Somebody and what is said of him, and the leave he has asked for; null where nothing is.
     *
     * @param due     whether he is absent where nothing is said of him
     * @param entered whether the reader may say whether he was there
     */
    public record Person(TeacherId id, String name, Localized unit, boolean takesPart, boolean due, @Nullable Attendance attendance, @Nullable Leave leave, boolean entered) {}

    /** Somebody who has to be elsewhere at its hours. @param what where; null for who gives the training: he sees that it is so @param hours empty for all day */
    public record Clash(TeacherId id, String name, Localized unit, @Nullable String what, String hours) {}

    /** One session in front of whoever keeps its training. @param closable whether it may be closed, and what is missing */
    public record OneSession(Training training, Session session, List<Person> people, List<Clash> clashes, Verdict closable) {

        /** How many of whom that is said. */
        public long count(Attendance.State state) {
            return people.stream().map(Person::attendance).filter(it -> it != null && it.state() == state).count();
        }

        /** Those whose leave waits for an answer. */
        public List<Person> asking() {
            return people.stream().filter(it -> it.takesPart() && it.leave() != null && it.leave().isAsked()).toList();
        }

        /** How many are absent when it is closed, because nothing is said of them. */
        public long silent() {
            return people.stream().filter(it -> it.attendance() == null && it.due()).count();
        }

        /** Whether there is anybody of whom nothing is said yet. */
        public boolean anybodySilent() {
            return people.stream().anyMatch(it -> it.attendance() == null && it.entered());
        }

        /** Whether there is anybody of whom the reader may say whether he was there. */
        public boolean enters() {
            return session.isPlanned() && people.stream().anyMatch(Person::entered);
        }
    }

    /** How many are there in time, how many late, and how many take part. */
    public record There(int present, int late, int people) {}

    /** On the screen in front of everybody. */
    public record Screen(Training training, Session session, There there) {}

    /**
     * A session in front of somebody who takes part.
     *
     * @param training  what that is called
     * @param calledOff whether it does not take place: it is called off, or its training
     * @param open      whether he may say now that he is there
     * @param leaves    whether he may ask for leave now
     */
    public record Mine(Session session, String training, boolean calledOff, @Nullable Attendance attendance, @Nullable Leave leave, boolean open, boolean leaves) {

        public String href() {
            return "/delivery/sessions/" + session.id();
        }

        /** Whether it takes place, and nothing is said of him yet. */
        boolean isToCome() {
            return session.isPlanned() && !calledOff && attendance == null;
        }
    }

    /** All of them, the coming ones first. */
    public record AllMine(List<Mine> coming, List<Mine> past) {}
}
