package org.xingtan.catalog;

import java.time.Clock;
import java.time.ZoneOffset;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.xingtan.platform.CourseId;

/** Use cases: a course is no longer offered, and is offered again. Neither changes anything for those who are learning it. */
@Service
public class WithdrawCourse {

    private final JdbcClient db;
    private final Clock clock;

    WithdrawCourse(JdbcClient db, Clock clock) {
        this.db = db;
        this.clock = clock;
    }

    @Transactional
    public void withdraw(CourseId course) {
        db.sql("update catalog.course set withdrawn_at = :now where id = :id and withdrawn_at is null")
            .param("now", clock.instant().atOffset(ZoneOffset.UTC)).param("id", course.value()).update();
    }

    @Transactional
    public void offerAgain(CourseId course) {
        db.sql("update catalog.course set withdrawn_at = null where id = :id").param("id", course.value()).update();
    }
}
