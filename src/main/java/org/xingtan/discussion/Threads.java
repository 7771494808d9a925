package org.xingtan.discussion;

import java.time.Clock;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.xingtan.platform.Actor;
import org.xingtan.platform.NotFound;
import org.xingtan.platform.TeacherId;
import org.xingtan.platform.Uuids;
import org.xingtan.platform.web.Page;
import org.xingtan.program.ProgramDetail;

/** Gathers what the pages of a topic show, each post as its reader may see it. Whether he may see the topic, the caller has asked. */
@Component
class Threads {

    private static final int ROWS = 20;

    private final DiscussionsInCharge inCharge;
    private final ProgramUnits units;
    private final Posts posts;
    private final Clock clock;

    Threads(DiscussionsInCharge inCharge, ProgramUnits units, Posts posts, Clock clock) {
        this.inCharge = inCharge;
        this.units = units;
        this.posts = posts;
        this.clock = clock;
    }

    /** @param talks whether the reader takes part, and not only looks after it */
    TopicView topic(Actor actor, Topic topic, @Nullable String after, boolean talks) {
        return view(actor, topic, null, posts.begun(topic.id(), after, ROWS), talks);
    }

    TopicView thread(Actor actor, Topic topic, TeacherId author, UUID id, @Nullable String after, boolean talks) {
        var first = posts.find(author, id).filter(it -> it.topic().equals(topic.id()) && it.begins()).orElseThrow(() -> new NotFound(id));
        return view(actor, topic, first, posts.answers(first, after, ROWS), talks);
    }

    PostView shown(Actor actor, Post post, boolean open) {
        return post.shownTo(actor, inCharge.keeps(actor, post.path()), open, clock.instant());
    }

    private TopicView view(Actor actor, Topic topic, @Nullable Post first, Page<Post> page, boolean talks) {
        var open = topic.isOpen(clock.instant());
        var phase = units.program(topic.program()).phases().stream().filter(it -> it.id().equals(topic.phase())).findFirst().map(ProgramDetail.Phase::title);
        var head = first == null ? null : shown(actor, first, open);
        var base = talks ? topic.href() : topic.consoleHref();
        return new TopicView(topic, phase.orElse(null), head, page.map(it -> shown(actor, it, open)), head == null ? base : base + head.thread(), talks,
            inCharge.keeps(actor, topic.path()), Uuids.next());
    }
}
