package org.xingtan.support;

import java.time.Clock;
import java.util.Map;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.xingtan.audit.AuditTrail;
import org.xingtan.messaging.Outgoing;
import org.xingtan.messaging.Send;
import org.xingtan.platform.Access;
import org.xingtan.platform.Actor;
import org.xingtan.platform.Condition;
import org.xingtan.platform.NotFound;
import org.xingtan.platform.OrganizationId;
import org.xingtan.platform.Problem;
import org.xingtan.platform.Refused;
import org.xingtan.platform.Task;
import org.xingtan.platform.TeacherId;
import org.xingtan.platform.Verdict;
import org.xingtan.support.Question.Act;
import org.xingtan.support.Question.State;

/** Use case: who answers for the unit a question lies with answers it, or passes it on to the unit above. */
@Component
public class AnswerQuestion {

    private final AskedQuestions questions;
    private final Routing routing;
    private final Access access;
    private final AuditTrail audit;
    private final Send send;
    private final Clock clock;

    AnswerQuestion(AskedQuestions questions, Routing routing, Access access, AuditTrail audit, Send send, Clock clock) {
        this.questions = questions;
        this.routing = routing;
        this.access = access;
        this.audit = audit;
        this.send = send;
        this.clock = clock;
    }

    /**
     * Sent again it is said once.
     *
     * @param seen how many messages were in front of the actor
     * @throws NotFound when it does not lie with a unit of the actor's
     * @throws Problem 409 when something else was said meanwhile
     * @throws Refused when it is his own, or waits for no answer
     */
    @Transactional
    public void answer(Actor actor, TeacherId teacher, UUID id, int seen, String text) {
        var question = questions.lock(teacher, id).orElseThrow(() -> new NotFound(id));
        var said = Words.of(text, 0, Words.LONGEST);
        if (isSaid(question, seen, Act.ANSWERED, actor, said)) {
            return;
        }
        requireOpen(actor, question, seen, said);
        var now = clock.instant();
        questions.say(question, Act.ANSWERED, actor, said, now);
        questions.move(question, State.ANSWERED, question.lies(), question.dueOn(), now);
        audit.record(actor, "support.answer", "teacher:" + teacher, null, Map.of("state", question.state()), Map.of("question", id, "state", State.ANSWERED));
        send.to(teacher, Outgoing.news("support.answered", "question:" + id + ":" + now.toEpochMilli(), "support.told.", question.title())
            .leadingTo("/questions/" + id));
    }

    /** @throws Refused as for an answer, and at the highest unit */
    @Transactional
    public void passOn(Actor actor, TeacherId teacher, UUID id, int seen, String text) {
        var question = questions.lock(teacher, id).orElseThrow(() -> new NotFound(id));
        var said = Words.of(text, 0, Words.LONGEST);
        if (isSaid(question, seen, Act.PASSED_ON, actor, said)) {
            return;
        }
        requireOpen(actor, question, seen, said);
        OrganizationId above = routing.above(question.lies()).orElseThrow(() -> new Refused("support.above"));
        var now = clock.instant();
        questions.say(question, Act.PASSED_ON, actor, said, now);
        questions.move(question, State.OPEN, above, routing.due(question.kind(), now), now);
        audit.record(actor, "support.pass-on", "teacher:" + teacher, null, Map.of("unit", question.lies()), Map.of("question", id, "unit", above, "reason", said));
    }

    private boolean isSaid(Question question, int seen, Act act, Actor actor, String text) {
        return Question.Message.isAt(questions.messages(question.teacher(), question.id()), seen, act, actor.teacher(), text);
    }

    private void requireOpen(Actor actor, Question question, int seen, String text) {
        access.require(actor, Task.ANSWER_QUESTIONS, question.lies());
        Verdict.of(Condition.of("support.of-another", !actor.teacher().equals(question.teacher())),
            Condition.of("support.open", question.state() == State.OPEN)).orRefuse();
        Words.of(text, 1, Words.LONGEST);
        if (questions.messages(question.teacher(), question.id()).size() != seen) {
            throw new Problem(409, "error.changed-meanwhile");
        }
    }
}
