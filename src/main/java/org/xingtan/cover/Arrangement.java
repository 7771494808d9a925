package org.xingtan.cover;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.xingtan.platform.OrganizationId;
import org.xingtan.platform.TeacherId;

/**
 * What happens to somebody's lessons on a day on which he is away.
 *
 * @param cause   of his being away
 * @param title   of the cause, when it was arranged
 * @param cover   who takes the lessons; null for nobody
 * @param accepted for what he is away himself, and was asked all the same: causes in their order
 * @param version one more for each time that it was set or taken back
 * @param setBy   null where it ended because its cause was gone
 */
public record Arrangement(Key key, OrganizationId unit, String title, Kind kind, @Nullable Colleague cover, String note, List<String> accepted, State state, int version,
                          @Nullable TeacherId setBy, String setByName, Instant setAt) {

    /** What it is about. @param who by name too, for whoever covers */
    public record Key(Colleague who, LocalDate day, String cause) {

        /** Of which absence it is. */
        Away.Key away() {
            return new Away.Key(who.id, day, cause);
        }

        boolean isOf(Away away) {
            return away().equals(away.key());
        }
    }

    /** Somebody and his name. */
    public record Colleague(TeacherId id, String name) {}

    /** Somebody else takes the lessons, they are held at another time, or there are none. */
    public enum Kind { COVERED, MOVED, NONE }

    /** Where it stands. */
    public enum State { ARRANGED, WITHDRAWN }

    public LocalDate day() {
        return key.day;
    }

    public boolean holds() {
        return state == State.ARRANGED;
    }

    boolean isCoveredBy(TeacherId person) {
        return cover != null && cover.id.equals(person);
    }

    /** For what whoever takes the lessons has to be away himself by now, which nobody has taken as it is. @param all of many people */
    List<Away> against(Away lessons, Map<TeacherId, List<Away>> all) {
        return cover == null ? List.of() : against(lessons, all.getOrDefault(cover.id, List.of()), accepted);
    }

    static List<Away> against(Away lessons, List<Away> own, List<String> accepted) {
        return own.stream().filter(lessons::clashesWith).filter(it -> !accepted.contains(it.cause())).toList();
    }

    /** Whether it says the same of the lessons. */
    boolean says(Arrangement other) {
        return state == other.state && unit.equals(other.unit) && kind == other.kind && Objects.equals(cover, other.cover) && note.equals(other.note)
            && accepted.equals(other.accepted);
    }

    /** Taken back. @param by null where its cause is gone */
    Arrangement withdrawn(@Nullable TeacherId by, String byName, Instant now) {
        return new Arrangement(key, unit, title, kind, cover, note, accepted, State.WITHDRAWN, version + 1, by, byName, now);
    }
}
