package org.xingtan.discussion;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.xingtan.platform.Localized;
import org.xingtan.platform.TeacherId;

/**
 * A post as one reader may see it.
 *
 * @param text     empty where he may not read it
 * @param reason   why it is hidden, for its author and for whom it is to hide
 * @param hiddenBy who has hidden it, for the same
 * @param own      whether the reader wrote it
 * @param edits    whether he may still change it
 * @param judges   whether it is his to hide and to show again
 */
public record PostView(UUID topic, TeacherId author, UUID id, String authorName, Localized unit, State state, String text, Instant postedAt,
                       @Nullable Instant editedAt, @Nullable String reason, @Nullable String hiddenBy, long answers, boolean own, boolean edits,
                       boolean judges) {

    public static final int LONGEST = Post.LONGEST;
    public static final int REASON = 500;

    /** What has become of it. */
    public enum State { SHOWN, HIDDEN, WITHDRAWN }

    /**
     * A post of which readers have said that it should not stand there.
     *
     * @param topic   title of where it stands
     * @param reasons what they have said; who, nobody is told
     */
    public record Reported(PostView post, String topic, List<String> reasons) {}

    /** Below the address of its topic, for readers as in the console. */
    public String thread() {
        return "/threads/" + author + "/" + id;
    }

    public boolean isReadable() {
        return !text.isEmpty();
    }
}
