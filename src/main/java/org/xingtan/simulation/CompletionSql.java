package org.xingtan.simulation;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.xingtan.program.CompletionRule;
import org.xingtan.program.ProgramDetail;

/**
 * The completion rules of a program over everybody who takes part: the same that {@link CompletionRule#verdict} says of one
 * person. One pass over the facts gives a row {@code judged} for each of them; values are parameters, never text.
 */
final class CompletionSql {

    /** Whoever takes part in a unit's subtree, as the rules find him and as he is on record. */
    private static final String JUDGED = """
        -- all teachers: everybody who takes part is held against the rules
        with part as materialized (
            select p.teacher_id, p.track, p.organization_id
              from enrollment.participation_card p
              join directory.organization_card o on o.id = p.organization_id
             where p.program_id = :program and (:unit::text is null or o.path <@ cast(:unit as public.ltree))),
        done as (
            select c.teacher_id%s
              from learning.lesson_completion_card c
             where c.program_id = :program and c.teacher_id in (select teacher_id from part)
             group by c.teacher_id),
        earned as (
            select e.teacher_id, sum(e.credited) as hours
              from ledger.entry_card e
             where e.program_id = :program and e.teacher_id in (select teacher_id from part)
             group by e.teacher_id),
        judged as (
            select part.teacher_id, part.organization_id, c.teacher_id is not null as completed,
                   c.teacher_id is not null and c.track = part.track as completed_here, part.track = any (:certifying::text[]) as certifies,
                   (%s) and not exists (select from census.decision_card x
                                         where x.teacher_id = part.teacher_id and x.program_id = :program and x.track = part.track
                                           and x.state = 'REFUSED') as meets, coalesce(held.state = 'VALID', false) as certified,
                   coalesce(held.state = 'REVOKED' and held.ended_by is not null, false) as barred
              from part
              left join done on done.teacher_id = part.teacher_id
              left join earned on earned.teacher_id = part.teacher_id
              left join program.completion_card c on c.teacher_id = part.teacher_id and c.program_id = :program
              left join lateral (
                  select h.state, h.ended_by from certificate.certificate_card h
                   where h.teacher_id = part.teacher_id and h.program_id = :program
                   order by (h.state = 'VALID') desc, h.issued_at desc, h.id desc
                   limit 1) held on true)
        """;

    /** Columns that say of each of {@code judged} what would become of him. */
    static final Map<String, String> CHANGES = Map.of(
        "completed_gained", "(meets and not completed)",
        "completed_kept", "(completed and not meets)",
        "certified_gained", "(certifies and not certified and not barred and (completed_here or not completed and meets))",
        "certified_kept", "(certified and not (certifies and meets))");

    private final ProgramDetail program;
    private final Map<String, Object> params = new LinkedHashMap<>();
    private final List<String> counts = new ArrayList<>();

    private CompletionSql(ProgramDetail program) {
        this.program = program;
    }

    /** @param statement begins with {@code judged}; what is still to be filled in is {@code :unit} */
    record Judged(String statement, Map<String, Object> params) {}

    static Judged of(ProgramDetail program) {
        var sql = new CompletionSql(program);
        var rules = program.tracks().stream().map(track -> "part.track = " + sql.param(track.code()) + " and " + sql.where(program.rules().completion(track.code())))
            .collect(Collectors.joining(" or "));
        sql.params.put("program", program.id().value());
        sql.params.put("certifying", program.rules().certificate().tracks().toArray(String[]::new));
        return new Judged(JUDGED.formatted(String.join("", sql.counts), rules.isEmpty() ? "false" : rules), Map.copyOf(sql.params));
    }

    private String where(CompletionRule rule) {
        return switch (rule) {
            case CompletionRule.AllOf(var rules) -> joined(rules, " and ", "true");
            case CompletionRule.AnyOf(var rules) -> joined(rules, " or ", "false");
            case CompletionRule.AllLessons(var phase) -> lessons(phase) + " >= " + param(lessonsIn(phase).length);
            case CompletionRule.LessonsAtLeast(var n, var phase) -> lessons(phase) + " >= " + param(n);
            case CompletionRule.HoursAtLeast(var hours) -> "coalesce(earned.hours, 0) >= " + param(hours.value());
            case CompletionRule.QuizPassed(var lesson) -> """
                exists (select from quiz.attempt_card q
                         where q.teacher_id = part.teacher_id and q.program_id = :program and q.lesson_id = %s and q.passed)"""
                .formatted(param(lesson));
            case CompletionRule.Never _ -> "false";
        };
    }

    private String joined(List<CompletionRule> rules, String word, String none) {
        return rules.isEmpty() ? none : rules.stream().map(this::where).collect(Collectors.joining(word, "(", ")"));
    }

    /** How many lessons of a phase, or of all, somebody has completed. */
    private String lessons(@Nullable UUID phase) {
        var name = "n" + counts.size();
        counts.add(", count(*) filter (where c.lesson_id = any (" + param(lessonsIn(phase)) + "::uuid[])) as " + name);
        return "coalesce(done." + name + ", 0)";
    }

    private UUID[] lessonsIn(@Nullable UUID phase) {
        return program.lessons().stream().filter(it -> phase == null || it.phaseId().equals(phase)).map(it -> it.lesson().id().value()).toArray(UUID[]::new);
    }

    private String param(Object value) {
        var name = "rule" + params.size();
        params.put(name, value);
        return ":" + name;
    }
}
