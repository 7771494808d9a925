package org.xingtan.discussion;

import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.xingtan.platform.Actor;
import org.xingtan.platform.Localized;
import org.xingtan.platform.OrganizationId;
import org.xingtan.platform.TeacherId;

/**
 * What somebody has said, with what not everybody may read: pages get a {@link PostView}.
 *
 * @param path    where the unit lies whose person wrote it
 * @param thread  what it answers; itself where it answers nothing
 * @param answers that can be read
 */
record Post(TeacherId author, UUID id, UUID topic, String authorName, OrganizationId organization, String path, Localized unit, Key thread, String text,
            Instant postedAt, @Nullable Instant editedAt, @Nullable Instant withdrawnAt, @Nullable Hidden hidden, long answers) {

    static final int LONGEST = 2_000;
    static final Duration EDITABLE = Duration.ofMinutes(15);

    /** Who wrote it and which of his. */
    record Key(TeacherId author, UUID id) {}

    record Hidden(Instant at, String by, String reason) {}

    Key key() {
        return new Key(author, id);
    }

    boolean begins() {
        return thread.equals(key());
    }

    boolean isShown() {
        return withdrawnAt == null && hidden == null;
    }

    boolean isEditable(Instant now) {
        return isShown() && !now.isAfter(postedAt.plus(EDITABLE));
    }

    /**
     * As this reader may see it.
     *
     * @param judges whether it is his to hide
     * @param open   whether the topic is
     */
    PostView shownTo(Actor reader, boolean judges, boolean open, Instant now) {
        var own = author.equals(reader.teacher());
        var state = withdrawnAt != null ? PostView.State.WITHDRAWN : hidden != null ? PostView.State.HIDDEN : PostView.State.SHOWN;
        var reads = state == PostView.State.SHOWN || state == PostView.State.HIDDEN && (own || judges);
        var reason = reads && hidden != null ? hidden : null;
        return new PostView(topic, author, id, authorName, unit, state, reads ? text : "", postedAt, reads ? editedAt : null,
            reason == null ? null : reason.reason(), reason == null ? null : reason.by(), answers, own, own && open && isEditable(now), judges && !own);
    }

    /** Where it stands: the topic, or the thread that it answers in. */
    String place() {
        return begins() ? "" : "/threads/" + thread.author() + "/" + thread.id();
    }
}
