package org.xingtan.discussion;

import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.xingtan.platform.web.Page;

/**
 * A topic, or one of its threads, in front of somebody.
 *
 * @param phase     title of the one it belongs to; null where it belongs to the whole program
 * @param first     what begins the thread; null where the topic itself is looked at
 * @param posts     that begin threads, or answer the first
 * @param at        address of what is looked at
 * @param talks     whether the reader is one who talks here, and not only looks after it
 * @param takesPart whether he still does; who has left sees what he has said
 * @param keeps     whether he may close it
 * @param next      id of what he may say next
 */
public record TopicView(Topic topic, Topic.Said said, @Nullable String phase, @Nullable PostView first, Page<PostView> posts, String at, boolean talks,
                        boolean takesPart, boolean keeps, UUID next) {

    /** Address of the topic, for readers or in the console. */
    public String base() {
        return talks ? topic.href() : topic.consoleHref();
    }
}
