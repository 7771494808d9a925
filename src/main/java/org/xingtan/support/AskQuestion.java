package org.xingtan.support;

import java.time.Clock;
import java.time.Instant;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.xingtan.directory.OrganizationCard;
import org.xingtan.directory.People;
import org.xingtan.platform.Actor;
import org.xingtan.platform.Condition;
import org.xingtan.platform.NotFound;
import org.xingtan.platform.Refused;
import org.xingtan.platform.Verdict;
import org.xingtan.support.Question.Act;
import org.xingtan.support.Question.State;

/** Use case: somebody asks, asks on, or has what he wanted to know. Sent twice, it is one question. */
@Component
public class AskQuestion {

    private final AskedQuestions questions;
    private final Routing routing;
    private final People people;
    private final Clock clock;

    AskQuestion(AskedQuestions questions, Routing routing, People people, Clock clock) {
        this.questions = questions;
        this.routing = routing;
        this.people = people;
        this.clock = clock;
    }

    /** @throws Refused for somebody without a unit: nobody would be in charge */
    OrganizationCard unit(Actor actor) {
        var unit = people.find(actor.teacher()).orElseThrow(() -> new NotFound(actor.teacher())).organization();
        if (unit == null) {
            throw new Refused("support.unit");
        }
        return unit;
    }

    /** @param id made with the form */
    @Transactional
    void ask(Actor actor, UUID id, Question.Kind kind, String title, String text) {
        ask(actor, id, kind, title, text, clock.instant());
    }

    /** What was asked at another moment, and has been due since. */
    @Transactional
    public void ask(Actor actor, UUID id, Question.Kind kind, String title, String text, Instant at) {
        var unit = unit(actor);
        var question = new Question(actor.teacher(), id, kind, Words.of(title, 4, 80), unit.id(), routing.from(unit, kind).id(), State.OPEN, at, at,
            routing.due(kind, at));
        var said = Words.of(text, 4, Words.LONGEST);
        if (questions.add(question)) {
            questions.say(question, Act.ASKED, actor, said, at);
        }
    }

    /**
     * Answered or not, there is something to add: it is open again. Sent again it is said once.
     *
     * @param seen how many messages were in front of the asker
     */
    @Transactional
    void askOn(Actor actor, UUID id, int seen, String text) {
        var question = lock(actor, id);
        if (Question.Message.isAt(questions.messages(actor.teacher(), id), seen, Act.ASKED, actor.teacher(), Words.of(text, 0, Words.LONGEST))) {
            return;
        }
        Verdict.of(Condition.of("support.not-closed", question.state() != State.CLOSED)).orRefuse();
        var said = Words.of(text, 1, Words.LONGEST);
        var now = clock.instant();
        questions.say(question, Act.ASKED, actor, said, now);
        questions.move(question, State.OPEN, question.lies(), question.state() == State.OPEN ? question.dueOn() : routing.due(question.kind(), now), now);
    }

    @Transactional
    public void close(Actor actor, UUID id) {
        var question = lock(actor, id);
        if (question.state() != State.CLOSED) {
            var now = clock.instant();
            questions.say(question, Act.CLOSED, actor, "", now);
            questions.move(question, State.CLOSED, question.lies(), question.dueOn(), now);
        }
    }

    private Question lock(Actor actor, UUID id) {
        return questions.lock(actor.teacher(), id).orElseThrow(() -> new NotFound(id));
    }
}
