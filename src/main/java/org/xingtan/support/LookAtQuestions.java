package org.xingtan.support;

import java.util.HashMap;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.xingtan.directory.Organizations;
import org.xingtan.platform.Access;
import org.xingtan.platform.Actor;
import org.xingtan.platform.Localized;
import org.xingtan.platform.NotFound;
import org.xingtan.platform.OrganizationId;
import org.xingtan.platform.Scope;
import org.xingtan.platform.Task;
import org.xingtan.platform.TeacherId;
import org.xingtan.support.QuestionList.Which;

/** Use case: the asker looks at his question; who answers, at those that lie with his units. */
@Component
class LookAtQuestions {

    private static final int ROWS = 50;

    private final Access access;
    private final AskedQuestions questions;
    private final QuestionQueue queue;
    private final Organizations organizations;
    private final Routing routing;

    LookAtQuestions(Access access, AskedQuestions questions, QuestionQueue queue, Organizations organizations, Routing routing) {
        this.access = access;
        this.questions = questions;
        this.queue = queue;
        this.organizations = organizations;
        this.routing = routing;
    }

    QuestionFile own(Actor actor, UUID id) {
        return file(questions.find(actor.teacher(), id).orElseThrow(() -> new NotFound(id)));
    }

    /** @throws NotFound when it does not lie with a unit of the actor's */
    QuestionFile one(Actor actor, TeacherId teacher, UUID id) {
        var question = questions.find(teacher, id).orElseThrow(() -> new NotFound(id));
        access.require(actor, Task.ANSWER_QUESTIONS, question.lies());
        return file(question);
    }

    /** @throws NotFound for somebody who answers for no unit */
    QuestionList list(Actor actor, @Nullable String asked, @Nullable String after) {
        var scope = scope(actor);
        var which = which(asked);
        var today = routing.today();
        var count = queue.count(scope, which, today);
        return new QuestionList(which, queue.page(scope, which, after, ROWS), count.all(), count.late(), today);
    }

    /** The one that has to be answered next. */
    Optional<QuestionList.Row> next(Actor actor) {
        return queue.page(scope(actor), Which.MINE, null, 1).items().stream().findFirst();
    }

    private Scope scope(Actor actor) {
        var scope = access.scope(actor, Task.ANSWER_QUESTIONS);
        if (scope.isEmpty()) {
            throw new NotFound("questions");
        }
        return scope;
    }

    private QuestionFile file(Question question) {
        var messages = questions.messages(question.teacher(), question.id());
        var units = new HashMap<OrganizationId, Localized>();
        units.put(question.lies(), name(question.lies()));
        messages.forEach(message -> units.computeIfAbsent(message.unit(), this::name));
        return new QuestionFile(question, messages, units, routing.today());
    }

    Localized name(OrganizationId unit) {
        return organizations.find(unit).map(it -> new Localized(it.name(), it.nameEn())).orElseThrow();
    }

    private static Which which(@Nullable String name) {
        for (var which : Which.values()) {
            if (which.name().toLowerCase(Locale.ROOT).equals(name)) {
                return which;
            }
        }
        return Which.MINE;
    }
}
