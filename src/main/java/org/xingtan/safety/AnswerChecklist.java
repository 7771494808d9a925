package org.xingtan.safety;

import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.xingtan.platform.Actor;
import org.xingtan.platform.Problem;

/** Use case: whoever holds an occasion, or leads it, says what is seen to and who can be reached. */
@Component
class AnswerChecklist {

    private final LookAtSafety look;
    private final Checklists checklists;

    AnswerChecklist(LookAtSafety look, Checklists checklists) {
        this.look = look;
        this.checklists = checklists;
    }

    /** @throws Problem 409 once it is closed or called off: that is asked after nobody else can answer any more */
    @Transactional
    public void answer(Actor actor, UUID id, ChecklistForm form) {
        look.requireToAnswer(actor, id);
        checklists.open(id);
        checklists.hold(id);
        if (!look.requireToAnswer(actor, id).isOpen()) {
            throw new Problem(409, "safety.over");
        }
        checklists.keep(actor, id, form);
    }
}
