package org.xingtan.discussion;

import java.time.Clock;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.xingtan.platform.Actor;
import org.xingtan.platform.Condition;
import org.xingtan.platform.NotFound;
import org.xingtan.platform.TeacherId;
import org.xingtan.platform.Verdict;

/** Use case: somebody who takes part says something, answers, changes it for a quarter of an hour, or takes it back. Sent twice it is said once. */
@Component
public class WritePost {

    /**
     * What a form sends.
     *
     * @param id       made with the form
     * @param answered who wrote what it answers; null where it begins a thread
     * @param thread   what it answers; null where it begins a thread
     */
    public record Words(UUID id, UUID topic, @Nullable TeacherId answered, @Nullable UUID thread, String text) {

        /** As a form sends it. */
        public Words {
            text = Typed.of(text);
        }
    }

    private final Circle circle;
    private final Topics topics;
    private final Posts posts;
    private final Clock clock;

    WritePost(Circle circle, Topics topics, Posts posts, Clock clock) {
        this.circle = circle;
        this.topics = topics;
        this.posts = posts;
        this.clock = clock;
    }

    @Transactional
    void post(Actor actor, Words words) {
        post(actor, words, clock.instant());
    }

    /** What was said at another moment. */
    @Transactional
    public void post(Actor actor, Words words, Instant at) {
        var topic = topics.hold(words.topic);
        var unit = circle.hold(actor, topic.program(), topic.path());
        if (posts.find(actor.teacher(), words.id).isPresent()) {
            return;
        }
        var first = words.answered == null || words.thread == null ? null : first(topic.id(), words.answered, words.thread);
        Verdict.of(length(words.text), Condition.of("discussion.open", topic.isOpen(at)),
            Condition.of("discussion.answerable", first == null || first.isShown())).orRefuse();
        posts.add(actor, words, unit.id(), first == null ? new Post.Key(actor.teacher(), words.id) : first.key(), at);
    }

    /**
     * The same words again change nothing.
     *
     * @throws org.xingtan.platform.Refused when its quarter of an hour is over, or the topic is closed
     */
    @Transactional
    Post edit(Actor actor, UUID topicId, UUID id, String typed) {
        var post = own(actor, topicId, id);
        var text = Typed.of(typed);
        var topic = topics.hold(topicId);
        circle.hold(actor, topic.program(), topic.path());
        if (text.equals(post.text())) {
            return post;
        }
        var now = clock.instant();
        Verdict.of(length(text), Condition.of("discussion.open", topic.isOpen(now)), Condition.of("discussion.shown", post.isShown()),
            Condition.of("discussion.editable", !now.isAfter(post.postedAt().plus(Post.EDITABLE)), Post.EDITABLE.toMinutes())).orRefuse();
        posts.edit(post, text, now);
        return post;
    }

    /** Also when the topic is closed, and wherever its author works by then. Asked again, it changes nothing. */
    @Transactional
    Post withdraw(Actor actor, UUID topic, UUID id) {
        var post = own(actor, topic, id);
        posts.withdraw(post, clock.instant());
        return post;
    }

    private Post own(Actor actor, UUID topic, UUID id) {
        return posts.find(actor.teacher(), id).filter(it -> it.topic().equals(topic)).orElseThrow(() -> new NotFound(id));
    }

    private Post first(UUID topic, TeacherId author, UUID id) {
        return posts.find(author, id).filter(it -> it.topic().equals(topic) && it.begins()).orElseThrow(() -> new NotFound(id));
    }

    private static Condition length(String text) {
        return Typed.between("discussion.post", text, 1, Post.LONGEST);
    }
}
