package org.xingtan.learning;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.xingtan.ledger.CorrectEntry;
import org.xingtan.ledger.ProvenSource;
import org.xingtan.platform.AuditCheck;
import org.xingtan.platform.CreditHours;
import org.xingtan.platform.ProgramId;
import org.xingtan.platform.persistence.Json;
import org.xingtan.program.Completions;
import org.xingtan.program.Programs;
import org.xingtan.program.Rules;
import tools.jackson.core.type.TypeReference;

/**
 * Computes from completed lessons and rules what the ledger must say, person by person and without reading its entries, and
 * only then compares: an entry nobody earned, a wrong one and a missing one are named. Where somebody has reversed or
 * corrected an entry, or somebody has hours from outside as well, what was earned is still computed from the lessons; what counts of it
 * depends on the order in which the caps were asked, so it is replayed in the order of posting. So it is where what the year asked of a day has
 * held something back: that is the ledger's to say and to prove. What came from outside fills the caps as it is: its own module proves it.
 */
@Component
class LedgerRecomputation implements AuditCheck {

    private final JdbcTemplate jdbc;
    private final Programs programs;
    private final Completions completions;
    private final ObjectProvider<ProvenSource> proven;

    /** What was counted at once: lessons as they became complete, and what was played of them afterwards. */
    private static final String COUNTED = """
        select c.teacher_id, c.program_id, c.lesson_id, case when c.counted_at is null then 'ON_ALL_EARNED' else 'FIRST' end as part,
               c.verified_seconds - coalesce(g.seconds, 0) as seconds, c.completed_at as learned_at, coalesce(c.counted_at, c.completed_at) as at
          from learning.lesson_completion c
          left join (select teacher_id, program_id, lesson_id, sum(to_seconds - from_seconds) as seconds
                       from learning.lesson_growth
                      group by teacher_id, program_id, lesson_id) g
            on g.teacher_id = c.teacher_id and g.program_id = c.program_id and g.lesson_id = c.lesson_id
         union all
        select teacher_id, program_id, lesson_id, 'MORE', to_seconds - from_seconds, grown_at, counted_at
          from learning.lesson_growth
        """;

    LedgerRecomputation(JdbcTemplate jdbc, Programs programs, Completions completions, ObjectProvider<ProvenSource> proven) {
        this.proven = proven;
        this.completions = completions;
        this.jdbc = new JdbcTemplate(Objects.requireNonNull(jdbc.getDataSource()));
        this.jdbc.setFetchSize(2_000);
        this.programs = programs;
    }

    /** What a person's entries of a program, or from outside of any, add up to: earned by lessons before any reversal, credited after all. */
    private record Posted(@Nullable UUID program, BigDecimal earned, BigDecimal credited, boolean corrected) {}

    @Override
    public String name() {
        return "ledger.recomputation";
    }

    @Override
    @Transactional(readOnly = true)
    public List<String> findings(boolean repair) {
        var findings = new ArrayList<>(unfounded());
        var corrected = new ArrayList<UUID>();
        var hours = hours();
        jdbc.query("""
            select coalesce(c.teacher_id, e.teacher_id) as teacher_id, coalesce(c.lessons, '[]') as lessons, coalesce(e.posted, '[]') as posted
              from (select c.teacher_id,
                           json_agg(json_build_object('program', c.program_id, 'lesson', c.lesson_id, 'part', c.part, 'seconds', c.seconds,
                               'day', (c.learned_at at time zone 'Asia/Shanghai')::date, 'at', c.at) order by c.at, c.lesson_id, c.part) as lessons
                      from (""" + COUNTED + """
                           ) c
                     group by c.teacher_id) c
              full join (select teacher_id, json_agg(json_build_object('program', program_id, 'earned', earned, 'credited', credited,
                                'corrected', corrected)) as posted
                           from (select teacher_id, program_id, coalesce(sum(earned) filter (where source = 'lesson'), 0) as earned,
                                        sum(credited) as credited, bool_or(reverses is not null or cut_by is not distinct from 'REQUIRED_DAY') as corrected
                                   from ledger.entry_card
                                  group by teacher_id, program_id) s
                          group by teacher_id) e on e.teacher_id = c.teacher_id
            """, rs -> {
            var teacher = rs.getObject("teacher_id", UUID.class);
            var posted = Json.read(rs.getString("posted"), new TypeReference<List<Posted>>() {});
            if (posted.stream().anyMatch(LedgerRecomputation::isMixed)) {
                corrected.add(teacher);
            }
            compare(hours, teacher, Json.read(rs.getString("lessons"), new TypeReference<List<ExpectedHours.Lesson>>() {}), posted, findings);
        });
        corrected.forEach(teacher -> replay(hours, teacher, findings));
        return findings;
    }

    /** Entries with nothing behind them: no completed lesson bears their reference, they reverse no entry and put none right. */
    private List<String> unfounded() {
        var elsewhere = proven.stream().map(ProvenSource::name).toArray(String[]::new);
        return jdbc.query("""
            select e.id, e.teacher_id, e.source, e.reference, e.credited
              from ledger.entry_card e
             where e.reverses is null
               and not (e.program_id is null and e.source = any (?))
               and not (e.source = ? and exists (
                     select from learning.lesson_completion c
                      where c.teacher_id = e.teacher_id and c.program_id = e.program_id
                        and split_part(e.reference, ':', 1) = c.program_id::text and split_part(e.reference, ':', 2) = c.lesson_id::text))
               and not (e.source = ? and exists (
                     select from ledger.entry_card r
                      where r.teacher_id = e.teacher_id and r.reverses::text = e.reference))
            """, (rs, _) -> "entry %s of %s credits %s hours for %s %s, but nothing was completed for it".formatted(
                rs.getObject("id", UUID.class), rs.getObject("teacher_id", UUID.class), rs.getBigDecimal("credited"),
                rs.getString("source"), rs.getString("reference")), elsewhere, PostLessonHours.SOURCE, CorrectEntry.SOURCE);
    }

    private void compare(ExpectedHours hours, UUID teacher, List<ExpectedHours.Lesson> lessons, List<Posted> posted, List<String> findings) {
        var expected = hours.of(lessons);
        var isCorrected = posted.stream().anyMatch(LedgerRecomputation::isMixed);
        Map<UUID, Posted> left = new HashMap<>();
        posted.stream().filter(it -> it.program != null).forEach(it -> left.put(it.program, it));
        expected.forEach((program, sum) -> {
            var found = left.getOrDefault(program, new Posted(program, BigDecimal.ZERO, BigDecimal.ZERO, false));
            left.remove(program);
            if (found.earned.compareTo(sum.earned()) != 0 || !isCorrected && found.credited.compareTo(sum.credited()) != 0) {
                findings.add("%s has %s hours earned and %s credited in program %s; completed lessons and rules make %s and %s".formatted(
                    teacher, found.earned, found.credited, program, sum.earned(), sum.credited()));
            }
        });
        left.values().stream().filter(it -> it.earned.signum() != 0 || it.credited.signum() != 0).forEach(it ->
            findings.add("%s has %s hours credited in program %s without a completed lesson".formatted(teacher, it.credited, it.program)));
    }

    private static boolean isMixed(Posted posted) {
        return posted.corrected || posted.program == null;
    }

    private void replay(ExpectedHours hours, UUID teacher, List<String> findings) {
        var found = new HashMap<UUID, BigDecimal>();
        List<ExpectedHours.Step> steps = jdbc.query("""
            select id, program_id, lesson_id, category, case when source = 'correction' then category end as kept, earned_on, days, day_max, posted_at, earned, credited, reverses
              from ledger.entry_card
             where teacher_id = ?
             order by posted_at, id
            """, (rs, _) -> {
            var program = rs.getObject("program_id", UUID.class);
            if (program == null) {
                return new ExpectedHours.Outside(rs.getString("category"), rs.getObject("earned_on", LocalDate.class), rs.getInt("days"),
                    rs.getBigDecimal("credited"));
            }
            found.merge(program, rs.getBigDecimal("credited"), BigDecimal::add);
            var dayMax = rs.getBigDecimal("day_max");
            return new ExpectedHours.Posted(rs.getObject("id", UUID.class), program, rs.getObject("lesson_id", UUID.class), rs.getString("kept"),
                rs.getObject("earned_on", LocalDate.class), dayMax == null ? null : new CreditHours(dayMax), rs.getObject("posted_at", OffsetDateTime.class), rs.getBigDecimal("earned"),
                rs.getObject("reverses", UUID.class));
        }, teacher);
        var strange = found.keySet().stream().filter(it -> !isThere(it)).sorted().toList();
        if (!strange.isEmpty()) {
            findings.add("%s has corrected entries of programs that are not there: %s".formatted(teacher, strange));
            return;
        }
        hours.credited(steps).forEach((program, credited) -> {
            if (credited.compareTo(found.get(program)) != 0) {
                findings.add("%s has %s hours credited in program %s; its entries one after another under the caps make %s".formatted(
                    teacher, found.get(program), program, credited));
            }
        });
    }

    private boolean isThere(UUID program) {
        return programs.published().stream().anyMatch(it -> it.id().value().equals(program));
    }

    private ExpectedHours hours() {
        var versions = new HashMap<UUID, NavigableMap<Instant, Rules>>();
        return new ExpectedHours(id -> programs.find(new ProgramId(id)), id -> programs.capFamily(new ProgramId(id)), (id, at) ->
            versions.computeIfAbsent(id, it -> completions.versions(new ProgramId(it))).floorEntry(at.toInstant()).getValue().credit());
    }
}
