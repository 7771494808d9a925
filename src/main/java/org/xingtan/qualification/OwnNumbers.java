package org.xingtan.qualification;

import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import org.xingtan.directory.PersonalValues;
import org.xingtan.platform.TeacherId;
import org.xingtan.platform.persistence.PersonalTrace;

/** The numbers of a person's certificates in full: for himself alone. With his account they go; what they were for stays. */
@Component
public class OwnNumbers implements PersonalTrace {

    private static final String NOTHING = "***";

    private final JdbcClient db;
    private final PersonalValues values;

    OwnNumbers(JdbcClient db, PersonalValues values) {
        this.db = db;
        this.values = values;
    }

    /** @return by the ids of the certificates */
    public Map<String, String> of(TeacherId person) {
        var numbers = new LinkedHashMap<String, String>();
        db.sql("""
                select id, number_encrypted
                  from qualification.qualification
                 where teacher_id = :person and number_encrypted is not null
                 order by entered_at, id
                """)
            .param("person", person.value())
            .query(row -> {
                numbers.put(row.getString("id"), values.open(person, row.getBytes("number_encrypted")));
            });
        return numbers;
    }

    @Override
    @Transactional(propagation = Propagation.MANDATORY)
    public void forget(TeacherId person) {
        db.sql("""
                update qualification.qualification
                   set number_hash = null, number_encrypted = null, number_masked = :nothing, document_id = null
                 where teacher_id = :person
                """)
            .param("nothing", NOTHING).param("person", person.value()).update();
        db.sql("delete from qualification.number where teacher_id = :person").param("person", person.value()).update();
    }
}
