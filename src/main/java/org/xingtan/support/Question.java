package org.xingtan.support;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.xingtan.platform.OrganizationId;
import org.xingtan.platform.TeacherId;

/**
 * What somebody has asked.
 *
 * @param unit    where the asker works
 * @param lies    the unit that has to answer now
 * @param movedAt when something was last said
 * @param dueOn   last day of the answer
 */
public record Question(TeacherId teacher, UUID id, Kind kind, String title, OrganizationId unit, OrganizationId lies, State state, Instant askedAt,
                       Instant movedAt, LocalDate dueOn) {

    /** What it is about: rules and eligibility; fees, invoices and enrollment; pages and players. */
    public enum Kind { POLICY, BUSINESS, TECHNICAL }

    /** Whose turn it is. */
    public enum State { OPEN, ANSWERED, CLOSED }

    /** What has been done about it. */
    public enum Act { ASKED, ANSWERED, PASSED_ON, CLOSED }

    /**
     * Something that was said.
     *
     * @param unit where it lay then
     */
    public record Message(Act act, Instant at, TeacherId by, String byName, OrganizationId unit, String text) {

        /** Whether the one after so many is this one already. */
        static boolean isAt(List<Message> messages, int seen, Act act, TeacherId by, String text) {
            return seen > 0 && seen < messages.size() && messages.get(seen).act == act && messages.get(seen).by.equals(by)
                && messages.get(seen).text.equals(text);
        }
    }

    public boolean isLate(LocalDate today) {
        return state == State.OPEN && today.isAfter(dueOn);
    }

    /** What a tag with its state looks like. */
    public String tone() {
        return switch (state) {
            case OPEN -> "tag-apricot";
            case ANSWERED -> "tag-good";
            case CLOSED -> "";
        };
    }
}
