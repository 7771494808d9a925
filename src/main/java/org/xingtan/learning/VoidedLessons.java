package org.xingtan.learning;

import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.xingtan.platform.AuditCheck;
import org.xingtan.platform.ProgramId;
import org.xingtan.platform.TeacherId;

/** Lessons that were complete and whose hours have been reversed since. What the ledger says, kept where lessons are read. */
@Repository
class VoidedLessons implements AuditCheck {

    private final JdbcClient db;
    private final Clock clock;

    VoidedLessons(JdbcClient db, Clock clock) {
        this.db = db;
        this.clock = clock;
    }

    /** Exactly these of the program's lessons are void; the others count again. */
    void are(TeacherId teacher, ProgramId program, Set<UUID> lessons) {
        db.sql("""
                update learning.lesson_completion
                   set voided_at = case when lesson_id = any (:lessons) then :now end
                 where teacher_id = :teacher and program_id = :program
                   and (voided_at is not null) <> (lesson_id = any (:lessons))
                """)
            .param("lessons", lessons.toArray(UUID[]::new)).param("now", clock.instant().atOffset(ZoneOffset.UTC))
            .param("teacher", teacher.value()).param("program", program.value())
            .update();
    }

    @Override
    public String name() {
        return "learning.voided-lessons";
    }

    @Override
    public List<String> findings(boolean repair) {
        return db.sql("""
                select 'lesson ' || c.lesson_id || ' of program ' || c.program_id || ' is '
                       || case when c.voided_at is null then 'complete' else 'void' end || ' for ' || c.teacher_id || ' against the ledger'
                  from learning.lesson_completion c
                  left join (select teacher_id, program_id, lesson_id
                               from ledger.entry_card
                              where lesson_id is not null
                              group by teacher_id, program_id, lesson_id
                             having count(reverses) filter (where earned < 0) > count(*) filter (where source = 'correction' and earned > 0)) v
                    on v.teacher_id = c.teacher_id and v.program_id = c.program_id and v.lesson_id = c.lesson_id
                 where (c.voided_at is not null) <> (v.lesson_id is not null)
                 order by c.teacher_id, c.program_id, c.lesson_id
                 limit 100
                """)
            .query(String.class).list();
    }
}
