package org.xingtan.validation;

import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import org.xingtan.ledger.CountedYears;
import org.xingtan.ledger.LedgerFollower;
import org.xingtan.platform.OrganizationId;
import org.xingtan.platform.TeacherId;
import org.xingtan.recognition.YearClosed;
import org.xingtan.standing.HoldStandings;
import org.xingtan.standing.MonthsFollower;

/**
 * Tells other modules whose year is closed, and is told of what comes after: the ledger takes that as it takes everything, months are exempted and
 * days of hiring put right as ever, and in the same transaction the validated year is marked as moved.
 */
@Repository
public class Validations implements LedgerFollower, MonthsFollower, YearClosed, CountedYears {

    private final JdbcClient db;
    private final HoldStandings hold;
    private final Dossiers dossiers;
    private final Clock clock;

    Validations(JdbcClient db, HoldStandings hold, Dossiers dossiers, Clock clock) {
        this.db = db;
        this.hold = hold;
        this.dossiers = dossiers;
        this.clock = clock;
    }

    /** Whether an authority has validated that year of the person: what is recognized for it from now on stays beside it. */
    public boolean isValidated(TeacherId teacher, int year) {
        return db.sql("select exists (select from validation.dossier where teacher_id = :teacher and year = :year and state = 'VALIDATED')")
            .param("teacher", teacher.value()).param("year", year).query(Boolean.class).single();
    }

    /** Where a year was validated it may be corrected, and then validated again. */
    @Override
    public List<Counted> of(TeacherId teacher) {
        return db.sql("""
                select d.year, o.id, o.path::text as path, a.path::text as authority
                  from validation.dossier d
                  join validation.call c on c.id = d.call_id
                  join directory.organization_card o on o.id = d.organization_id
                  join directory.organization_card a on a.id = c.owner_id
                 where d.teacher_id = :teacher and d.state = 'VALIDATED'
                """)
            .param("teacher", teacher.value())
            .query((row, _) -> new Counted(row.getInt("year"), new OrganizationId(row.getObject("id", UUID.class)), List.of(row.getString("path"), row.getString("authority"))))
            .list();
    }

    @Override
    public boolean isClosed(TeacherId teacher, int year) {
        return isValidated(teacher, year);
    }

    @Override
    public Set<TeacherId> closed(Collection<TeacherId> teachers, int year) {
        return db.sql("select teacher_id from validation.dossier where teacher_id = any (:teachers) and year = :year and state = 'VALIDATED'")
            .param("teachers", TeacherId.array(teachers)).param("year", year).query((row, _) -> new TeacherId(row.getObject(1, UUID.class))).set();
    }

    @Override
    public Map<TeacherId, Instant> closedSince(Collection<TeacherId> teachers, int year) {
        return db.sql("select teacher_id, min(validated_at) as since from validation.frozen where teacher_id = any (:teachers) and year = :year group by teacher_id")
            .param("teachers", TeacherId.array(teachers)).param("year", year)
            .query((row, _) -> Map.entry(new TeacherId(row.getObject("teacher_id", UUID.class)), row.getObject("since", OffsetDateTime.class).toInstant())).list().stream()
            .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    /** A batch that has begun is waited for, and the next one waits. */
    @Override
    @Transactional(propagation = Propagation.MANDATORY)
    public boolean holdOpen(TeacherId teacher, int year) {
        if (isCalledFor(year)) {
            hold.of(teacher, year);
        }
        return !isValidated(teacher, year);
    }

    @Override
    @Transactional(propagation = Propagation.MANDATORY)
    public Set<TeacherId> closedOrHeld(Collection<TeacherId> teachers, int year) {
        if (isCalledFor(year)) {
            hold.ofAll(teachers, year);
        }
        return closed(teachers, year);
    }

    private boolean isCalledFor(int year) {
        return db.sql("select exists (select from validation.call where year = :year)").param("year", year).query(Boolean.class).single();
    }

    /** A year that nobody has called for is nobody's to freeze: between a call and its first batch lie more requests than a posting lasts. */
    @Override
    public void moved(TeacherId teacher, int year) {
        if (!isCalledFor(year)) {
            return;
        }
        mark(teacher, year);
    }

    @Override
    public void moved(Collection<TeacherId> teachers, int year) {
        if (!isCalledFor(year)) {
            return;
        }
        hold.ofAll(teachers, year);
        var now = clock.instant();
        db.sql("""
                update validation.dossier set moved_at = :at
                 where teacher_id = any (:teachers) and year = :year and state = 'VALIDATED' and moved_at is null
                returning teacher_id
                """)
            .param("teachers", TeacherId.array(teachers)).param("year", year).param("at", now.atOffset(ZoneOffset.UTC)).query((row, _) -> new TeacherId(row.getObject(1, UUID.class))).list()
            .forEach(it -> dossiers.step(it, year, new Dossier.Step("MOVED", now, null, null), null, null));
    }

    /** Whose months are as they were frozen, his year has not moved. */
    @Override
    public void workedOut(Collection<TeacherId> people, int year) {
        if (isCalledFor(year)) {
            dossiers.markOtherMonths(people, year, clock.instant());
        }
    }

    private void mark(TeacherId teacher, int year) {
        hold.of(teacher, year);
        var now = clock.instant();
        var marked = db.sql("""
                update validation.dossier set moved_at = :at
                 where teacher_id = :teacher and year = :year and state = 'VALIDATED' and moved_at is null
                """)
            .param("teacher", teacher.value()).param("year", year).param("at", now.atOffset(ZoneOffset.UTC)).update();
        if (marked > 0) {
            dossiers.step(teacher, year, new Dossier.Step("MOVED", now, null, null), null, null);
        }
    }
}
