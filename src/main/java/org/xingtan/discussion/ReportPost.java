package org.xingtan.discussion;

import java.time.Clock;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.xingtan.platform.Actor;
import org.xingtan.platform.Condition;
import org.xingtan.platform.NotFound;
import org.xingtan.platform.TeacherId;
import org.xingtan.platform.Verdict;

/** Use case: a reader tells the administrators of a post that should not stand there. Told again while it waits, it is told once. */
@Component
public class ReportPost {

    private final Circle circle;
    private final Topics topics;
    private final Posts posts;
    private final Reports reports;
    private final Clock clock;

    ReportPost(Circle circle, Topics topics, Posts posts, Reports reports, Clock clock) {
        this.circle = circle;
        this.topics = topics;
        this.posts = posts;
        this.reports = reports;
        this.clock = clock;
    }

    /** @throws NotFound for what he cannot read */
    @Transactional
    public void report(Actor actor, UUID topicId, TeacherId author, UUID id, String typed) {
        var topic = topics.find(topicId);
        circle.require(actor, topic.program(), topic.path());
        var post = posts.find(author, id).filter(it -> it.topic().equals(topicId) && it.isShown()).orElseThrow(() -> new NotFound(id));
        var reason = Typed.of(typed);
        Verdict.of(Typed.between("discussion.reason", reason, 4, PostView.REASON),
            Condition.of("discussion.not-own", !author.equals(actor.teacher()))).orRefuse();
        reports.add(actor, post, reason, clock.instant());
    }
}
