package org.xingtan.messaging;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import org.xingtan.platform.persistence.PersonalTrace;
import org.xingtan.platform.TeacherId;

/** What was told to somebody, and where, goes with his account. */
@Component
class ForgetMail implements PersonalTrace {

    private final JdbcClient db;

    ForgetMail(JdbcClient db) {
        this.db = db;
    }

    @Override
    @Transactional(propagation = Propagation.MANDATORY)
    public void forget(TeacherId person) {
        var id = person.value();
        db.sql("delete from messaging.enclosure where teacher_id = :person").param("person", id).update();
        db.sql("delete from messaging.envelope where teacher_id = :person").param("person", id).update();
        db.sql("delete from messaging.message where teacher_id = :person").param("person", id).update();
        db.sql("delete from messaging.mailbox where teacher_id = :person").param("person", id).update();
        db.sql("delete from messaging.setting where teacher_id = :person").param("person", id).update();
    }
}
