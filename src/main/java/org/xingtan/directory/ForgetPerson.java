package org.xingtan.directory;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import org.xingtan.platform.persistence.PersonalTrace;
import org.xingtan.platform.TeacherId;

/** Leaves of a person what employments and hours hang on: an id, and stars for a name. */
@Component
class ForgetPerson implements PersonalTrace {

    private static final String NOBODY = "***";

    private final JdbcClient db;

    ForgetPerson(JdbcClient db) {
        this.db = db;
    }

    /** The number's registry entry goes, too: should the person come back, a roster makes a new one. */
    @Override
    @Transactional(propagation = Propagation.MANDATORY)
    public void forget(TeacherId person) {
        db.sql("delete from directory.document_number where teacher_id = :person").param("person", person.value()).update();
        db.sql("""
                update directory.teacher
                   set name = :name, sex = null, born_encrypted = null, hired_on = null, title = null, document_encrypted = null,
                       document_masked = null, phone_encrypted = null, phone_masked = null, real_name = 'UNVERIFIED', stage = null, subject = null
                 where teacher_id = :person
                """)
            .param("name", NOBODY).param("person", person.value()).update();
    }
}
