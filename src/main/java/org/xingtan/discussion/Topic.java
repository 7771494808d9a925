package org.xingtan.discussion;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.xingtan.platform.Localized;
import org.xingtan.platform.OrganizationId;
import org.xingtan.platform.ProgramId;
import org.xingtan.platform.Window;

/**
 * What the people of a unit talk about.
 *
 * @param programTitle of the program that they take part in
 * @param phase        that it belongs to; null where it belongs to the whole
 * @param path         where the unit lies whose people take part
 * @param closedAt     when it was closed by hand; null where its window alone decides
 */
public record Topic(UUID id, ProgramId program, String programTitle, @Nullable UUID phase, OrganizationId organization, String path, Localized unit,
                    String title, String text, Instant opensAt, Instant closesAt, @Nullable Instant closedAt, String openedBy, Instant openedAt) {

    public static final int TITLE = 120;
    public static final int TEXT = 4_000;

    /**
     * How much is said in it.
     *
     * @param posts  that can be read
     * @param people who wrote them; whoever has changed his unit meanwhile is one of both
     */
    public record Said(long posts, long people) {

        static final Said NOTHING = new Said(0, 0);
    }

    /** In the order of the lists. */
    public enum State {
        OPEN("tag-good"), COMING("tag-apricot"), CLOSED("");

        private final String tone;

        State(String tone) {
            this.tone = tone;
        }

        public String tone() {
            return tone;
        }
    }

    public State state(Instant now) {
        var window = new Window(Window.Kind.LEARN, opensAt, closesAt);
        if (closedAt != null || window.isOver(now)) {
            return State.CLOSED;
        }
        return window.contains(now) ? State.OPEN : State.COMING;
    }

    public boolean isOpen(Instant now) {
        return state(now) == State.OPEN;
    }

    public String href() {
        return "/discussions/" + id;
    }

    public String consoleHref() {
        return "/console/discussions/topics/" + id;
    }
}
