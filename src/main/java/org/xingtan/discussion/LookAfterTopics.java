package org.xingtan.discussion;

import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.xingtan.directory.OrganizationCard;
import org.xingtan.platform.Actor;
import org.xingtan.platform.NotFound;
import org.xingtan.platform.OrganizationId;
import org.xingtan.platform.ProgramId;
import org.xingtan.platform.TeacherId;
import org.xingtan.platform.web.Page;
import org.xingtan.program.ProgramDetail;

/** Use case: who runs programs looks at the topics of his units, at those that his people take part in, and at what readers have reported. */
@Component
class LookAfterTopics {

    private static final int ROWS = 20;

    private final DiscussionsInCharge inCharge;
    private final ProgramUnits units;
    private final Topics topics;
    private final Posts posts;
    private final Reports reports;
    private final Threads threads;

    LookAfterTopics(DiscussionsInCharge inCharge, ProgramUnits units, Topics topics, Posts posts, Reports reports, Threads threads) {
        this.inCharge = inCharge;
        this.units = units;
        this.topics = topics;
        this.posts = posts;
        this.reports = reports;
        this.threads = threads;
    }

    /** For what a form is asked for. */
    record Place(ProgramDetail program, OrganizationCard unit) {}

    /** @throws NotFound unless the unit is the actor's */
    Place place(Actor actor, ProgramId program, OrganizationId organization) {
        var unit = units.get(organization);
        inCharge.requireKeeper(actor, unit.path());
        return new Place(units.program(program), unit);
    }

    TopicView topic(Actor actor, UUID id, @Nullable String after) {
        return threads.topic(actor, readable(actor, id), after, false);
    }

    TopicView thread(Actor actor, UUID id, TeacherId author, UUID post, @Nullable String after) {
        return threads.thread(actor, readable(actor, id), author, post, after, false);
    }

    Page<PostView.Reported> reported(Actor actor, @Nullable String after) {
        return reports.waiting(inCharge.scope(actor), after, ROWS).map(it -> new PostView.Reported(
            threads.shown(actor, posts.find(it.author(), it.post()).orElseThrow(() -> new NotFound(it.post())), false), it.topic(), it.reasons()));
    }

    private Topic readable(Actor actor, UUID id) {
        var topic = topics.find(id);
        inCharge.requireReader(actor, topic.path());
        return topic;
    }
}
