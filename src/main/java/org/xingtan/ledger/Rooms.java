package org.xingtan.ledger;

import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.xingtan.platform.CreditHours;
import org.xingtan.platform.TeacherId;
import org.xingtan.platform.persistence.Json;
import org.xingtan.program.CreditRule;
import org.xingtan.program.CreditRule.Cap;
import tools.jackson.core.type.TypeReference;

/** How much room a person's entries leave for what he earns next: under each cap of its rule, and on its days by what the year asks. */
@Repository
class Rooms {

    /**
     * A person's entries are passed through once, and not at all where neither a cap nor the year asks: the days on which something lies that
     * could make way are put together before, from the few entries of several days.
     */
    static final String STATEMENT = """
        with asked as materialized (
            select (select r.day_max
                      from directory.organization_card o
                      cross join lateral (select n.day_max from ledger.annual_requirement n
                                           where n.jurisdiction = o.id and n.year = :year order by n.version desc limit 1) r
                     where o.path = any (cast(:lineage as public.ltree[]))
                     order by public.nlevel(o.path) desc
                     limit 1) as day_max),
        spans as materialized (
            select coalesce(range_agg(daterange(earned_on - (days - 1), earned_on, '[]')), '{}')
                   + datemultirange(daterange(cast(:first as date), cast(:last as date), '[]')) as days
              from ledger.entry where teacher_id = :teacher and days > 1),
        mine as materialized (
            select program_id, phase_id, course_id, lesson_id, category, year, earned_on, days, credited
              from ledger.entry
             where teacher_id = :teacher and (cast(:capped as boolean) or (select day_max from asked) is not null)),
        held as (
            select e.earned_on as "on", e.days, sum(e.credited) as credited
              from mine e
             where e.days > 1 or e.days = 1 and e.earned_on <@ (select s.days from spans s)
             group by e.earned_on, e.days)
        select coalesce(sum(credited) filter (where program_id = :program and lesson_id = :lesson), 0) as lesson,
               coalesce(sum(credited) filter (where program_id = :program and course_id = :course), 0) as course,
               coalesce(sum(credited) filter (where program_id = :program and phase_id = :phase), 0) as phase,
               coalesce(sum(credited) filter (where program_id = :program), 0) as program,
               coalesce(sum(credited) filter (where program_id = any (:family)), 0) as parent,
               coalesce(sum(credited) filter (where category = :category and year = :year), 0) as category,
               coalesce(sum(credited) filter (where year = :year), 0) as year,
               (select coalesce(jsonb_agg(to_jsonb(h)), '[]') from held h) as held,
               (select day_max from asked) as day_max
          from mine
        """;

    /** The same of many who have earned alike, one after another in one statement. */
    private static final String OF_MANY = "select w.teacher_id as whose, r.* from unnest(cast(:teachers as uuid[]), cast(:lineages as text[])) as w (teacher_id, lineage) cross join lateral ("
        + STATEMENT.replace(":teacher", "w.teacher_id").replace(":lineage", "string_to_array(w.lineage, ' ')") + ") r";

    private final JdbcClient db;

    Rooms(JdbcClient db) {
        this.db = db;
    }

    /**
     * What is left for one earning.
     *
     * @param all    caps whose scope the earning does not lie in are left out
     * @param dayMax how many hours of one day count by what the year asks where the hours do; null when nobody says, and for what is no work of a day
     */
    record Left(List<Caps.Room> all, @Nullable CreditHours dayMax) {}

    /** Hours that lie on so many days, of which this is the last. */
    private record Held(LocalDate on, int days, BigDecimal credited) {}

    /**
     * What is credited so far in the scope of each cap, what the year asks of a day, and what lies on the earning's days and on those from
     * which something could make way for it: in one statement, with the accounts locked.
     */
    Left of(Earning earning) {
        return about(earning, STATEMENT).param("teacher", earning.teacher().value())
            .param("lineage", earning.days() > 0 ? Jurisdictions.lineage(earning.path()) : new String[0])
            .query((row, _) -> left(row, earning)).single();
    }

    /** What people who have earned at once have earned alike: what is asked of them is asked in one statement. */
    private record Alike(@Nullable UUID program, Earning.Place place, List<UUID> capFamily, CreditRule rule, LocalDate earnedOn, int days) {

        static Alike of(Earning earning) {
            return new Alike(earning.programId(), earning.place(), earning.capFamily(), earning.rule(), earning.earnedOn(), earning.days());
        }
    }

    /** The same of many, each with one earning: a statement for each kind of them, however many they are. */
    Map<TeacherId, Left> of(Collection<Earning> earnings) {
        var all = new HashMap<TeacherId, Left>();
        earnings.stream().collect(Collectors.groupingBy(Alike::of)).values().forEach(some -> {
            var by = some.stream().collect(Collectors.toMap(Earning::teacher, Function.identity()));
            var first = some.getFirst();
            about(first, OF_MANY).param("teachers", TeacherId.array(some.stream().map(Earning::teacher).toList()))
                .param("lineages", some.stream().map(it -> it.days() > 0 ? Jurisdictions.written(it.path()) : "").toArray(String[]::new))
                .query(row -> {
                    var teacher = new TeacherId(row.getObject("whose", UUID.class));
                    all.put(teacher, left(row, by.get(teacher)));
                });
        });
        return all;
    }

    /** Of whom it is, and what lies above his unit, the caller says. */
    private JdbcClient.StatementSpec about(Earning earning, String statement) {
        var days = days(earning);
        return db.sql(statement).param("first", days.first()).param("last", days.last())
            .param("program", earning.programId(), Types.OTHER)
            .param("lesson", earning.place().lesson(), Types.OTHER)
            .param("course", earning.place().course(), Types.OTHER)
            .param("phase", earning.place().phase(), Types.OTHER)
            .param("family", earning.capFamily().toArray(UUID[]::new))
            .param("category", earning.rule().category())
            .param("year", earning.earnedOn().getYear())
            .param("capped", !earning.rule().caps().isEmpty());
    }

    private static HoursOfDays.Days days(Earning earning) {
        return HoursOfDays.Days.until(earning.earnedOn(), Math.max(1, earning.days()));
    }

    private static Left left(ResultSet row, Earning earning) throws SQLException {
        var days = days(earning);
        var held = new HoursOfDays();
        Json.read(row.getString("held"), new TypeReference<List<Held>>() {}).forEach(it -> held.add(HoursOfDays.Days.until(it.on, it.days), it.credited));
        var dayMax = earning.days() > 0 ? row.getBigDecimal("day_max") : null;
        var most = dayMax == null ? null : new CreditHours(dayMax);
        var all = new ArrayList<Caps.Room>();
        if (most != null) {
            all.add(new Caps.Room(Caps.REQUIRED_DAY, new Cap(Cap.Scope.DAY, most), held.left(days, most)));
        }
        for (var cap : earning.rule().caps()) {
            if (applies(cap.scope(), earning)) {
                all.add(cap.scope() == Cap.Scope.DAY ? Caps.Room.leaving(cap, held.left(days, cap.max()))
                    : Caps.Room.of(cap, new CreditHours(row.getBigDecimal(cap.scope().name()))));
            }
        }
        return new Left(all, most);
    }

    private static boolean applies(Cap.Scope scope, Earning earning) {
        return switch (scope) {
            case LESSON -> earning.place().lesson() != null;
            case COURSE -> earning.place().course() != null;
            case PHASE -> earning.place().phase() != null;
            case PROGRAM -> earning.program() != null;
            case PARENT -> !earning.capFamily().isEmpty();
            case DAY -> earning.days() > 0;
            case CATEGORY, YEAR -> true;
        };
    }
}
