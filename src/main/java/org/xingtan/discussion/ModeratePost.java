package org.xingtan.discussion;

import java.time.Clock;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.xingtan.audit.AuditTrail;
import org.xingtan.messaging.Outgoing;
import org.xingtan.messaging.Send;
import org.xingtan.platform.Actor;
import org.xingtan.platform.NotFound;
import org.xingtan.platform.TeacherId;
import org.xingtan.platform.Verdict;

/** Use case: an administrator hides what one of his people has written, shows it again, or leaves what was reported. Done by two at once it is done once. */
@Component
public class ModeratePost {

    private final DiscussionsInCharge inCharge;
    private final Posts posts;
    private final Reports reports;
    private final Send send;
    private final AuditTrail audit;
    private final Clock clock;

    ModeratePost(DiscussionsInCharge inCharge, Posts posts, Reports reports, Send send, AuditTrail audit, Clock clock) {
        this.inCharge = inCharge;
        this.posts = posts;
        this.reports = reports;
        this.send = send;
        this.audit = audit;
        this.clock = clock;
    }

    /** Its author is told why. */
    @Transactional
    public void hide(Actor actor, TeacherId author, UUID id, String typed) {
        var post = post(actor, author, id);
        var reason = Typed.of(typed);
        Verdict.of(Typed.between("discussion.reason", reason, 4, PostView.REASON)).orRefuse();
        var now = clock.instant();
        if (posts.hide(post, reason, actor, now)) {
            reports.settle(post, actor, now);
            record(actor, "discussion.hide", post, Map.of("state", "SHOWN"), Map.of("state", "HIDDEN", "reason", reason));
            send.to(author, Outgoing.news("discussion.hidden", "post:" + id + ":" + now.toEpochMilli(), "discussion.told.hidden.", reason)
                .leadingTo("/discussions/" + post.topic() + post.place()));
        }
    }

    @Transactional
    public void show(Actor actor, TeacherId author, UUID id) {
        var post = post(actor, author, id);
        if (posts.show(post)) {
            record(actor, "discussion.show", post, Map.of("state", "HIDDEN", "reason", post.hidden() == null ? "" : post.hidden().reason()), Map.of("state", "SHOWN"));
        }
    }

    /** It may stand where it is, whatever was said of it. */
    @Transactional
    public void leave(Actor actor, TeacherId author, UUID id) {
        var post = post(actor, author, id);
        var told = reports.settle(post, actor, clock.instant());
        if (told > 0) {
            record(actor, "discussion.leave", post, null, Map.of("count", told));
        }
    }

    private Post post(Actor actor, TeacherId author, UUID id) {
        var post = posts.find(author, id).orElseThrow(() -> new NotFound(id));
        inCharge.requireJudge(actor, post);
        return post;
    }

    private void record(Actor actor, String act, Post post, @Nullable Map<String, ?> before, Map<String, ?> after) {
        audit.record(actor, act, "teacher:" + post.author(), post.path(), before, after);
    }
}
