package org.xingtan.safety;

import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.xingtan.platform.Localized;
import org.xingtan.platform.OrganizationId;
import org.xingtan.platform.TeacherId;

/**
 * Something that is held in person, and how far its safety is seen to.
 *
 * @param unit        who holds it
 * @param acting      where those are appointed who answer for that unit
 * @param also        where a unit lies that sees it besides, or the same
 * @param leader      who leads it in person; null where nobody is named
 * @param asked       how many items its checklist has
 * @param seen        how many of them are seen to
 * @param responsible who can be reached; null while nobody is named
 * @param forgotten   since when nobody knows any more who that was; null where it is known, or nobody was named
 */
public record Occasion(String kind, UUID id, Unit unit, Acting acting, String also, @Nullable TeacherId leader, String title, String place, LocalDate first, LocalDate last,
                       State state, int asked, int seen, @Nullable Responsible responsible, @Nullable LocalDate forgotten) {

    /** Whether its checklist is still answered. */
    public enum State { OPEN, CLOSED, CALLED_OFF }

    /** A unit and where it lies. */
    public record Unit(OrganizationId id, Localized name, String path) {}

    /**
     * Who answers for a unit.
     *
     * @param path   where they are appointed
     * @param vacant whether that is an authority above, because nobody is in office in the unit
     */
    public record Acting(String path, boolean vacant) {

        /** @param path null where nobody above is in office either */
        static Acting of(String own, @Nullable String path) {
            return new Acting(path == null ? own : path, path == null || !path.equals(own));
        }
    }

    /** Who answers for safety before those who come. @param phone as somebody has written it, one number or several, with or without an extension */
    public record Responsible(String name, String phone) {

        /** What a telephone calls: the first number alone. */
        public String call() {
            return "tel:" + phone.replaceFirst("[^0-9+() -].*", "").replaceAll("[^0-9+-]", "");
        }
    }

    public boolean isOpen() {
        return state == State.OPEN;
    }

    public boolean isComplete() {
        return seen == asked;
    }

    public int missing() {
        return asked - seen;
    }

    /** What a tag with its state looks like. */
    public String tone() {
        return isComplete() ? "tag-good" : "tag-apricot";
    }

    public String href() {
        return "/console/safety/" + id;
    }
}
