package org.xingtan.appeal;

import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.xingtan.platform.AuditCheck;

/** Every appeal stands where its history says, and what was granted is where it belongs. */
@Repository
class AppealAudit implements AuditCheck {

    private final JdbcClient db;

    AppealAudit(JdbcClient db) {
        this.db = db;
    }

    @Override
    public String name() {
        return "appeal.outcome";
    }

    @Override
    public List<String> findings(boolean repair) {
        return db.sql("""
                -- all teachers: the law holds for everybody
                select 'appeal ' || a.id || ' of ' || a.teacher_id || ' is ' || a.state || ' on level ' || a.level || ', its last step says ' || s.act
                  from appeal.appeal a
                  join lateral (select act, level from appeal.step s
                                 where s.teacher_id = a.teacher_id and s.appeal_id = a.id order by n desc limit 1) s on true
                 where s.level <> a.level or a.state <> case when s.act in ('FILED', 'ESCALATED') then 'WAITING' else s.act end
                 union all
                select 'appeal ' || a.id || ' of ' || a.teacher_id || ' was granted, and its hours were never put right'
                  from appeal.appeal a
                 where a.state = 'GRANTED' and a.kind = 'HOURS'
                   and not exists (select from ledger.entry_card e
                                    where e.teacher_id = a.teacher_id and e.source = 'correction' and e.reference = a.reference::text)
                 union all
                select 'appeal ' || a.id || ' of ' || a.teacher_id || ' was granted, and its lesson neither complete nor accepted'
                  from appeal.appeal a
                  join learning.session_card s on s.teacher_id = a.teacher_id and s.id = a.reference
                 where a.state = 'GRANTED' and a.kind = 'LESSON'
                   and not exists (select from learning.accepted_lesson_card x
                                    where x.teacher_id = a.teacher_id and x.program_id = s.program_id and x.lesson_id = s.lesson_id)
                   and not exists (select from learning.lesson_completion_card c
                                    where c.teacher_id = a.teacher_id and c.program_id = s.program_id and c.lesson_id = s.lesson_id)
                 union all
                select 'appeal ' || a.id || ' of ' || a.teacher_id || ' was granted, and its attempt is not passed'
                  from appeal.appeal a
                 where a.state = 'GRANTED' and a.kind = 'QUIZ'
                   and not exists (select from quiz.attempt_card q where q.teacher_id = a.teacher_id and q.id = a.reference and q.passed)
                 union all
                select 'appeal ' || a.id || ' of ' || a.teacher_id || ' was granted, and its claim is still rejected'
                  from appeal.appeal a
                  join recognition.rejection_card r on r.teacher_id = a.teacher_id and r.id = a.reference and r.stands
                 where a.state = 'GRANTED' and a.kind = 'CLAIM'
                 union all
                select 'appeal ' || a.id || ' of ' || a.teacher_id || ' was granted, and its application is still rejected'
                  from appeal.appeal a
                  join application.rejection_card r on r.teacher_id = a.teacher_id and r.id = a.reference and r.stands
                 where a.state = 'GRANTED' and a.kind = 'APPLICATION'
                   and not exists (select from appeal.step s where s.teacher_id = a.teacher_id and s.appeal_id = a.id and s.act = 'GRANTED' and s.late in ('LISTED', 'CANCELLED'))
                 union all
                select 'appeal ' || a.id || ' of ' || a.teacher_id || ' was granted, and he is still said to have been absent'
                  from appeal.appeal a
                  join application.application_card p on p.teacher_id = a.teacher_id and p.id = a.reference and p.state = 'ABSENT'
                 where a.state = 'GRANTED' and a.kind = 'ABSENCE'
                 limit 100
                """)
            .query(String.class).list();
    }
}
