package org.xingtan.standing;

import java.util.Collection;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import org.xingtan.platform.TeacherId;

/** Keeps somebody's year as it is for as long as a transaction lasts, as {@link LinesMet} does for those whom it works out. */
@Repository
public class HoldStandings {

    private final JdbcClient db;
    private final Years years;

    HoldStandings(JdbcClient db, Years years) {
        this.db = db;
        this.years = years;
    }

    /** Nobody else posts hours of that year for him until the transaction ends, and whoever has begun to is waited for. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void of(TeacherId teacher, int year) {
        if (lock(teacher, year) == 0) {
            db.sql(LinesMet.PLACE).param("whose", TeacherId.array(Set.of(teacher))).param("year", year).param("over", years.isOver(year)).update();
            lock(teacher, year);
        }
    }

    /** The same of many, who are there already, in the order in which everybody locks them. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void of(Collection<TeacherId> teachers, int year) {
        db.sql("select s.teacher_id from standing.state s where s.teacher_id = any (:whose) and s.year = :year order by s.teacher_id for no key update")
            .param("whose", TeacherId.array(teachers)).param("year", year).query(_ -> {});
    }

    /** The same of many, of whom some may not be there yet. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void ofAll(Collection<TeacherId> teachers, int year) {
        db.sql(LinesMet.PLACE).param("whose", TeacherId.array(teachers)).param("year", year).param("over", years.isOver(year)).update();
        of(teachers, year);
    }

    private int lock(TeacherId teacher, int year) {
        return db.sql("select 1 from standing.state where teacher_id = :teacher and year = :year for no key update")
            .param("teacher", teacher.value()).param("year", year).query(Integer.class).list().size();
    }
}
