package org.xingtan.ledger;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.xingtan.platform.AuditCheck;
import org.xingtan.platform.CreditHours;
import org.xingtan.platform.persistence.Patience;

/**
 * Every reversal is the opposite of its entry in the same place, what is put right keeps its category, and an entry names a cap exactly when one
 * held hours back. Entry after entry, in the order of posting, no days hold more than the year asked of a day when each was posted; and what is posted says what that was.
 */
@Component
class LedgerAudit implements AuditCheck {

    private static final String ENTRIES = """
        select 'reversal ' || r.id || ' of teacher ' || r.teacher_id || ' is not the opposite of its entry'
          from ledger.entry r
          join ledger.entry e on e.teacher_id = r.teacher_id and e.id = r.reverses
         where (r.earned, r.credited, r.category, r.year, r.earned_on, r.days) <> (-e.earned, -e.credited, e.category, e.year, e.earned_on, e.days)
            or (r.program_id, r.phase_id, r.course_id, r.lesson_id) is distinct from (e.program_id, e.phase_id, e.course_id, e.lesson_id)
         union all
        select 'entry ' || e.id || ' of teacher ' || e.teacher_id || ' counts less than was earned without a cap, or names one for nothing'
          from ledger.entry e
         where e.reverses is null and (e.limited_by is not null) <> (e.credited < e.earned)
         limit 100
        """;

    /** One that is reversed takes nothing any more; put right anew it comes back to where it was earned. */
    private static final String CATEGORIES = """
        -- all teachers: the law holds for everybody
        with recursive stands as (
            select c.teacher_id, c.id, c.category, e.category as earned
              from ledger.entry c
              join ledger.entry e on e.teacher_id = c.teacher_id and e.id = case when c.source = 'correction' then c.reference::uuid end
             where c.source = 'correction' and e.source <> 'correction'
             union all
            select c.teacher_id, c.id, c.category, s.earned
              from stands s
              join ledger.entry c on c.teacher_id = s.teacher_id and c.source = 'correction' and c.reference = s.id::text)
        select 'correction ' || s.id || ' of teacher ' || s.teacher_id || ' counts for ' || s.category || ', what it stands for was earned for ' || s.earned
          from stands s
         where s.category <> s.earned
           and not exists (select from ledger.entry r where r.teacher_id = s.teacher_id and r.reverses = s.id)
         limit 100
        """;

    /**
     * Who posts by the ledger asks what is in force at that moment; for a day a node of the version before may still be there, or history be
     * loaded, that asks nothing.
     */
    private static final String DAYS = """
        -- all teachers: the law holds for everybody
        with one_day as (
            select e.teacher_id, e.id, e.earned_on, e.day_max, e.credited,
                   sum(e.credited) over (partition by e.teacher_id, e.earned_on order by e.posted_at, e.id) as held
              from ledger.entry e
             where e.days = 1),
        held_since as (
            select r.jurisdiction, r.year, min(r.held_since) as since
              from ledger.annual_requirement r
             where r.version > coalesce((select max(n.version) from ledger.annual_requirement n
                                          where n.jurisdiction = r.jurisdiction and n.year = r.year and n.day_max is null), 0)
             group by r.jurisdiction, r.year)
        select 'entry ' || o.id || ' of teacher ' || o.teacher_id || ' makes ' || o.held || ' hours of ' || o.earned_on || ', which holds ' || o.day_max
          from one_day o
         where o.credited > 0 and o.held > o.day_max
         union all
        select 'entry ' || e.id || ' of teacher ' || e.teacher_id || ' is held to ' || e.day_max || ' hours a day, which nobody has asked of ' || e.year
          from ledger.entry e
         where e.day_max is not null and not exists (select from ledger.annual_requirement r where r.year = e.year and r.day_max = e.day_max)
         union all
        select 'entry ' || e.id || ' of teacher ' || e.teacher_id || ' is held to no hours a day, though ' || e.year || ' asks for that since ' || s.since
          from held_since s
          join ledger.entry e on e.jurisdiction = s.jurisdiction and e.year = s.year
         where e.days > 0 and e.reverses is null and e.day_max is null and e.posted_at > s.since + interval '1 day'
         limit 100
        """;

    private static final String SEVERAL_DAYS = """
        -- all teachers: the law holds for everybody
        select e.teacher_id, e.id, e.earned_on, e.days, e.day_max, e.credited
          from ledger.entry e
         where e.days > 1
            or e.days = 1 and exists (select from ledger.entry m
                                       where m.teacher_id = e.teacher_id and m.days > 1 and e.earned_on between m.earned_on - (m.days - 1) and m.earned_on)
         order by e.teacher_id, e.posted_at, e.id
        """;

    private record Step(UUID teacher, UUID id, LocalDate on, int days, @Nullable BigDecimal dayMax, BigDecimal credited) {}

    private final JdbcTemplate db;
    private final Patience patience;

    LedgerAudit(JdbcTemplate db, Patience patience) {
        this.db = new JdbcTemplate(Objects.requireNonNull(db.getDataSource()));
        this.db.setFetchSize(2_000);
        this.patience = patience;
    }

    @Override
    public String name() {
        return "ledger.entries";
    }

    @Override
    @Transactional(readOnly = true)
    public List<String> findings(boolean repair) {
        patience.extend();
        var findings = new ArrayList<>(db.queryForList(ENTRIES, String.class));
        findings.addAll(db.queryForList(CATEGORIES, String.class));
        findings.addAll(db.queryForList(DAYS, String.class));
        findings.addAll(ofSeveralDays());
        return findings;
    }

    /** Whoever has hours of several days: whether each entry could be placed, with what lay there before it. */
    private List<String> ofSeveralDays() {
        var findings = new ArrayList<String>();
        var whose = new Object() {
            private @Nullable UUID teacher;
            private HoursOfDays held = new HoursOfDays();
        };
        db.query(SEVERAL_DAYS, row -> {
            var step = new Step(row.getObject("teacher_id", UUID.class), row.getObject("id", UUID.class), row.getObject("earned_on", LocalDate.class), row.getInt("days"),
                row.getBigDecimal("day_max"), row.getBigDecimal("credited"));
            if (!step.teacher.equals(whose.teacher)) {
                whose.teacher = step.teacher;
                whose.held = new HoursOfDays();
            }
            if (isTooMuch(step, whose.held)) {
                findings.add("entry %s of teacher %s does not fit into the %d days until %s, which hold %s each".formatted(step.id, step.teacher, step.days, step.on, step.dayMax));
            }
            whose.held.add(HoursOfDays.Days.until(step.on, step.days), step.credited);
        });
        return findings;
    }

    private static boolean isTooMuch(Step step, HoursOfDays held) {
        return step.dayMax != null && step.credited.signum() > 0
            && held.left(HoursOfDays.Days.until(step.on, step.days), new CreditHours(step.dayMax)).compareTo(new CreditHours(step.credited)) < 0;
    }
}
