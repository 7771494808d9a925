package org.xingtan.discussion;

import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.xingtan.platform.Actor;
import org.xingtan.platform.NotFound;
import org.xingtan.platform.ProgramId;
import org.xingtan.platform.TeacherId;
import org.xingtan.platform.Window;

/** Use case: somebody who takes part looks at what is talked about in his program. */
@Component
class LookAtTopics {

    private static final int ROWS = 20;

    private final Circle circle;
    private final ProgramUnits units;
    private final Topics topics;
    private final Activities activities;
    private final Threads threads;
    private final Clock clock;

    LookAtTopics(Circle circle, ProgramUnits units, Topics topics, Activities activities, Threads threads, Clock clock) {
        this.circle = circle;
        this.units = units;
        this.topics = topics;
        this.activities = activities;
        this.threads = threads;
        this.clock = clock;
    }

    ProgramTalk program(Actor actor, ProgramId id, @Nullable String after, @Nullable String afterActivity) {
        var program = units.program(id);
        var unit = circle.unit(actor, id);
        var page = topics.above(id, unit.path(), after, ROWS);
        return new ProgramTalk(program, unit, List.of(), page, topics.said(page.items()),
            activities.above(id, unit.path(), afterActivity, ROWS), false, LocalDate.ofInstant(clock.instant(), Window.ZONE));
    }

    /** @throws NotFound for one who neither takes part where it is for nor has said anything in it */
    TopicView topic(Actor actor, UUID id, @Nullable String after) {
        var topic = topics.find(id);
        return isReader(actor, topic) ? threads.topic(actor, topic, after, true) : threads.own(actor, topic, after);
    }

    TopicView thread(Actor actor, UUID id, TeacherId author, UUID post, @Nullable String after) {
        var topic = topics.find(id);
        return isReader(actor, topic) ? threads.thread(actor, topic, author, post, after, true) : threads.own(actor, topic, after);
    }

    /** Whether he takes part in the program, in the unit that it is for. */
    private boolean isReader(Actor actor, Topic topic) {
        return circle.includes(actor, topic.program(), topic.path());
    }
}
