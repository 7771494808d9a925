package org.xingtan.learning;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.xingtan.platform.AuditCheck;
import org.xingtan.platform.ProgramId;
import org.xingtan.platform.persistence.Json;
import org.xingtan.program.Programs;
import tools.jackson.core.type.TypeReference;

/**
 * Computes from completed lessons and rules what the ledger must say, person by person and without reading its entries, and
 * only then compares: an entry nobody earned, a wrong one and a missing one are named. What somebody has reversed is taken
 * out of both sides; the room it gave back may be unused.
 */
@Component
class LedgerRecomputation implements AuditCheck {

    private final JdbcTemplate jdbc;
    private final Programs programs;

    LedgerRecomputation(JdbcTemplate jdbc, Programs programs) {
        this.jdbc = new JdbcTemplate(Objects.requireNonNull(jdbc.getDataSource()));
        this.jdbc.setFetchSize(2_000);
        this.programs = programs;
    }

    /** What a person's entries of a program add up to. */
    private record Posted(UUID program, BigDecimal earned, BigDecimal credited, boolean reversed) {}

    @Override
    public String name() {
        return "ledger.recomputation";
    }

    @Override
    @Transactional(readOnly = true)
    public List<String> findings(boolean repair) {
        var findings = new ArrayList<>(unfounded());
        jdbc.query("""
            select coalesce(c.teacher_id, e.teacher_id) as teacher_id, coalesce(c.lessons, '[]') as lessons, coalesce(e.posted, '[]') as posted
              from (select c.teacher_id,
                           json_agg(json_build_object('program', c.program_id, 'lesson', c.lesson_id, 'seconds', c.verified_seconds,
                               'day', (c.completed_at at time zone 'Asia/Shanghai')::date) order by c.completed_at, c.lesson_id) as lessons
                      from learning.lesson_completion c
                     where not exists (select from ledger.entry_card r
                                         join ledger.entry_card e on e.teacher_id = r.teacher_id and e.id = r.reverses
                                        where r.teacher_id = c.teacher_id and e.program_id = c.program_id
                                          and split_part(e.reference, ':', 2) = c.lesson_id::text)
                     group by c.teacher_id) c
              full join (select teacher_id, json_agg(json_build_object('program', program_id, 'earned', earned, 'credited', credited,
                                'reversed', reversed)) as posted
                           from (select teacher_id, program_id, sum(earned) as earned, sum(credited) as credited,
                                        bool_or(reverses is not null) as reversed
                                   from ledger.entry_card where program_id is not null
                                  group by teacher_id, program_id) s
                          group by teacher_id) e on e.teacher_id = c.teacher_id
            """, rs -> {
            compare(rs.getObject("teacher_id", UUID.class),
                Json.read(rs.getString("lessons"), new TypeReference<List<ExpectedHours.Lesson>>() {}),
                Json.read(rs.getString("posted"), new TypeReference<List<Posted>>() {}), findings);
        });
        return findings;
    }

    /** Entries with nothing behind them: no completed lesson bears their reference, and they reverse no entry. */
    private List<String> unfounded() {
        return jdbc.query("""
            select e.id, e.teacher_id, e.source, e.reference, e.credited
              from ledger.entry_card e
             where e.reverses is null
               and (e.source <> ? or not exists (
                     select from learning.lesson_completion c
                      where c.teacher_id = e.teacher_id and c.program_id = e.program_id
                        and split_part(e.reference, ':', 1) = c.program_id::text and split_part(e.reference, ':', 2) = c.lesson_id::text))
            """, (rs, _) -> "entry %s of %s credits %s hours for %s %s, but nothing was completed for it".formatted(
                rs.getObject("id", UUID.class), rs.getObject("teacher_id", UUID.class), rs.getBigDecimal("credited"),
                rs.getString("source"), rs.getString("reference")), PostLessonHours.SOURCE);
    }

    private void compare(UUID teacher, List<ExpectedHours.Lesson> lessons, List<Posted> posted, List<String> findings) {
        var expected = new ExpectedHours(id -> programs.find(new ProgramId(id)), id -> programs.capFamily(new ProgramId(id))).of(lessons);
        Map<UUID, Posted> left = new HashMap<>();
        posted.forEach(it -> left.put(it.program, it));
        expected.forEach((program, hours) -> {
            var found = left.getOrDefault(program, new Posted(program, BigDecimal.ZERO, BigDecimal.ZERO, false));
            left.remove(program);
            if (!agrees(found, hours)) {
                findings.add("%s has %s hours earned and %s credited in program %s; completed lessons and rules make %s and %s".formatted(
                    teacher, found.earned, found.credited, program, hours.earned(), hours.credited()));
            }
        });
        left.values().stream().filter(it -> it.earned.signum() != 0 || it.credited.signum() != 0).forEach(it ->
            findings.add("%s has %s hours credited in program %s without a completed lesson".formatted(teacher, it.credited, it.program)));
    }

    private static boolean agrees(Posted posted, ExpectedHours.Sum expected) {
        return posted.earned.compareTo(expected.earned()) == 0
            && (posted.reversed ? posted.credited.compareTo(expected.credited()) <= 0 : posted.credited.compareTo(expected.credited()) == 0);
    }
}
