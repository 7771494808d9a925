package org.xingtan.program;

import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * An audience as a condition on {@code directory.person_card p}: the same that {@link AudienceVerdict} says of one person,
 * for a million. Values are parameters, never text; every leaf is true or false, so that "not" is the exact opposite.
 */
public final class AudienceSql {

    private final LocalDate day;
    private final String prefix;
    private final Map<String, Object> params = new LinkedHashMap<>();

    private AudienceSql(LocalDate day, String prefix) {
        this.day = day;
        this.prefix = prefix;
    }

    /** @param day that years of service are counted to */
    public static SqlFragment of(Audience audience, LocalDate day) {
        return of(audience, day, "audience");
    }

    /** @param prefix of the names of its values, where several conditions stand in one statement */
    public static SqlFragment of(Audience audience, LocalDate day, String prefix) {
        var sql = new AudienceSql(day, prefix);
        return new SqlFragment(sql.where(audience), Map.copyOf(sql.params));
    }

    /** People who may take part on any track. */
    public static SqlFragment anyTrack(ProgramDetail program, LocalDate today) {
        return anyTrack(program, today, "audience");
    }

    /** The same, where several conditions stand in one statement. */
    public static SqlFragment anyTrack(ProgramDetail program, LocalDate today, String prefix) {
        var day = program.referenceDay();
        return of(new Audience.Any(program.tracks().stream().map(ProgramDetail.Track::audience).toList()), day == null ? today : day, prefix);
    }

    private String where(Audience audience) {
        return switch (audience) {
            case Audience.All(var parts) -> joined(parts, " and ", "true");
            case Audience.Any(var parts) -> joined(parts, " or ", "false");
            case Audience.Not(var part) -> "not " + where(part);
            case Audience.Stage(var codes) -> leaf("p.stage = any (%s::text[])", codes);
            case Audience.Subject(var codes) -> leaf("p.subject = any (%s::text[])", codes);
            case Audience.Post(var codes) -> leaf("p.posts && %s::text[]", codes);
            case Audience.State(var codes) -> leaf("p.state = any (%s::text[])", codes);
            case Audience.Kind(var codes) -> leaf("p.organization_kind = any (%s::text[])", codes);
            case Audience.Within(var paths) -> leaf("p.organization_path operator(public.<@) any (%s::public.ltree[])", paths);
            case Audience.Rural _ -> "(p.rural_since is not null)";
            case Audience.YearsOfService years -> years(years);
            case Audience.Completed(var program) -> """
                (exists (select from program.completion c where c.teacher_id = p.teacher_id and c.program_id = %s))"""
                .formatted(param(program));
        };
    }

    private String joined(List<Audience> parts, String word, String none) {
        return parts.isEmpty() ? none : parts.stream().map(this::where).collect(Collectors.joining(word, "(", ")"));
    }

    /** What is unknown does not hold. Said so that the database can tell how many it is true of; a {@code coalesce} it cannot see through. */
    private String leaf(String condition, List<String> codes) {
        return "((" + condition.formatted(param(codes.toArray(String[]::new))) + ") is true)";
    }

    /** Somebody has n years when he came on or before the same day n years ago. */
    private String years(Audience.YearsOfService years) {
        var condition = new StringBuilder("((p.hired_on <= ").append(param(day)).append("::date");
        if (years.from() != null) {
            condition.append(" and p.hired_on <= ").append(param(day.minusYears(years.from()))).append("::date");
        }
        if (years.to() != null) {
            condition.append(" and p.hired_on > ").append(param(day.minusYears(years.to() + 1L))).append("::date");
        }
        return condition.append(") is true)").toString();
    }

    private String param(Object value) {
        var name = prefix + params.size();
        params.put(name, value);
        return ":" + name;
    }
}
