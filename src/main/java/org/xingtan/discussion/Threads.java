package org.xingtan.discussion;

import java.time.Clock;
import java.util.List;
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
    private final Topics topics;
    private final Posts posts;
    private final Clock clock;

    Threads(DiscussionsInCharge inCharge, ProgramUnits units, Topics topics, Posts posts, Clock clock) {
        this.inCharge = inCharge;
        this.units = units;
        this.topics = topics;
        this.posts = posts;
        this.clock = clock;
    }

    /** @param talks whether the reader takes part, and not only looks after it */
    TopicView topic(Actor actor, Topic topic, @Nullable String after, boolean talks) {
        return view(actor, topic, null, posts.begun(topic.id(), after, ROWS), talks, talks);
    }

    TopicView thread(Actor actor, Topic topic, TeacherId author, UUID id, @Nullable String after, boolean talks) {
        var first = posts.find(author, id).filter(it -> it.topic().equals(topic.id()) && it.begins()).orElseThrow(() -> new NotFound(id));
        return view(actor, topic, first, posts.answers(first, after, ROWS), talks, talks);
    }

    /**
     * What somebody has said here who takes part no more: he sees that alone, and may take it back.
     *
     * @throws NotFound when there is nothing
     */
    TopicView own(Actor actor, Topic topic, @Nullable String after) {
        var page = posts.of(topic.id(), actor.teacher(), after, ROWS);
        if (page.items().isEmpty()) {
            throw new NotFound(topic.id());
        }
        return view(actor, topic, null, page, true, false);
    }

    PostView shown(Actor actor, Post post, boolean open) {
        return post.shownTo(actor, inCharge.keeps(actor, post.path()), open, clock.instant());
    }

    private TopicView view(Actor actor, Topic topic, @Nullable Post first, Page<Post> page, boolean talks, boolean takesPart) {
        var open = takesPart && topic.isOpen(clock.instant());
        var phase = units.program(topic.program()).phases().stream().filter(it -> it.id().equals(topic.phase())).findFirst().map(ProgramDetail.Phase::title);
        var said = topics.said(List.of(topic)).getOrDefault(topic.id(), Topic.Said.NOTHING);
        var head = first == null ? null : shown(actor, first, open);
        var base = talks ? topic.href() : topic.consoleHref();
        return new TopicView(topic, said, phase.orElse(null), head, page.map(it -> shown(actor, it, open)), head == null ? base : base + head.thread(), talks,
            takesPart, inCharge.keeps(actor, topic.path()), Uuids.next());
    }
}
