package org.xingtan.directory;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.xingtan.audit.AuditTrail;
import org.xingtan.platform.Access;
import org.xingtan.platform.Actor;
import org.xingtan.platform.Forbidden;
import org.xingtan.platform.NotFound;
import org.xingtan.platform.Refused;
import org.xingtan.platform.Task;
import org.xingtan.platform.TeacherId;

/** Use case: a person is who he says: matched by name and number, then confirmed or denied by his unit. */
@Component
public class RealName {

    private final JdbcClient db;
    private final People people;
    private final Access access;
    private final AuditTrail audit;

    RealName(JdbcClient db, People people, Access access, AuditTrail audit) {
        this.db = db;
        this.people = people;
        this.access = access;
        this.audit = audit;
    }

    /** Name and number are those of the directory. Who is matched or verified already stays so; who was rejected is refused. */
    @Transactional
    public void match(@Nullable Actor actor, TeacherId person) {
        var card = people.find(person).orElseThrow(() -> new NotFound(person));
        if (card.realName() != RealNameState.MATCHED && card.realName() != RealNameState.VERIFIED) {
            move(actor, card, RealNameState.MATCHED, null);
        }
    }

    /** @throws Forbidden when the actor confirms himself */
    @Transactional
    public void verify(Actor actor, TeacherId person) {
        move(actor, ofAnother(actor, person), RealNameState.VERIFIED, null);
    }

    /** @throws Forbidden when the actor judges himself */
    @Transactional
    public void reject(Actor actor, TeacherId person, String reason) {
        move(actor, ofAnother(actor, person), RealNameState.REJECTED, reason);
    }

    private PersonCard ofAnother(Actor actor, TeacherId person) {
        var card = people.find(access.scope(actor, Task.MANAGE_ROSTER), person).orElseThrow(() -> new NotFound(person));
        if (actor.teacher().equals(person)) {
            throw new Forbidden("directory.real-name.oneself");
        }
        return card;
    }

    private void move(@Nullable Actor actor, PersonCard person, RealNameState next, @Nullable String reason) {
        var moved = person.realName().mayBecome(next) && db.sql("""
                update directory.teacher set real_name = :next where teacher_id = :teacher and real_name = :before
                """)
            .param("next", next.name())
            .param("teacher", person.id().value())
            .param("before", person.realName().name())
            .update() == 1;
        if (!moved) {
            throw new Refused("real-name." + person.realName().name().toLowerCase(java.util.Locale.ROOT));
        }
        audit.record(actor, "directory.real-name", "teacher:" + person.id(), person.path(), Map.of("realName", person.realName()),
            reason == null ? Map.of("realName", next) : Map.of("realName", next, "reason", reason));
    }
}
