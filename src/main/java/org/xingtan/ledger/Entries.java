package org.xingtan.ledger;

import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.xingtan.platform.CreditHours;
import org.xingtan.platform.OrganizationId;
import org.xingtan.platform.LessonId;
import org.xingtan.platform.ProgramId;
import org.xingtan.platform.TeacherId;
import org.xingtan.platform.persistence.Json;
import org.xingtan.program.CreditRule.Cap;
import tools.jackson.core.type.TypeReference;

/** The rows of {@code ledger.entry}. */
@Repository
class Entries {

    /** What a {@link Receipt} is read from; the caller adds where and order. */
    static final String SELECT = """
        -- The caller fixes teacher_id.
        select e.id, e.posted_at, e.program_id, p.title as program_title, e.source, e.reference, e.title, e.category, e.earned_on,
               e.earned, e.credited, e.limited_by, e.rule_version, e.reverses, e.reason
          from ledger.entry e
          left join program.program_card p on p.id = e.program_id
        """;

    /**
     * A person's entries are passed through once, and not at all where neither a cap nor the year asks: the days on which something lies that
     * could make way are put together before, from the few entries of several days.
     */
    static final String ROOMS = """
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

    private final JdbcClient db;

    Entries(JdbcClient db) {
        this.db = db;
    }

    Optional<Receipt> find(TeacherId teacher, String source, String reference) {
        return db.sql(SELECT + " where e.teacher_id = :teacher and e.source = :source and e.reference = :reference")
            .param("teacher", teacher.value()).param("source", source).param("reference", reference)
            .query((row, _) -> receipt(row)).optional();
    }

    Optional<Receipt> find(TeacherId teacher, UUID id) {
        return db.sql(SELECT + " where e.teacher_id = :teacher and e.id = :id")
            .param("teacher", teacher.value()).param("id", id)
            .query((row, _) -> receipt(row)).optional();
    }

    /** Who decided on an entry; null when the rules posted it. */
    @Nullable TeacherId poster(TeacherId teacher, UUID id) {
        return db.sql("select posted_by from ledger.entry where teacher_id = :teacher and id = :id and posted_by is not null")
            .param("teacher", teacher.value()).param("id", id)
            .query((row, _) -> new TeacherId(row.getObject(1, UUID.class))).optional().orElse(null);
    }

    /** The entry that a correction, or a correction of a correction, once began with; any other is its own. */
    Receipt origin(TeacherId teacher, Receipt entry) {
        var first = entry;
        while (first.source().equals(CorrectEntry.SOURCE)) {
            first = find(teacher, UUID.fromString(first.reference())).orElseThrow();
        }
        return first;
    }

    /** The entry that stands for this one after all corrections; the last one even when that is reversed too. */
    Receipt latest(TeacherId teacher, Receipt entry) {
        var last = entry;
        for (var next = find(teacher, CorrectEntry.SOURCE, last.id().toString()); next.isPresent(); next = find(teacher, CorrectEntry.SOURCE, last.id().toString())) {
            last = next.get();
        }
        return last;
    }

    /**
     * What is left for an earning.
     *
     * @param all    caps whose scope the earning does not lie in are left out
     * @param dayMax how many hours of one day count by what the year asks where the hours do; null when nobody says, and for what is no work of a day
     */
    record Rooms(List<Caps.Room> all, @Nullable CreditHours dayMax) {}

    /** Hours that lie on so many days, of which this is the last. */
    private record Held(LocalDate on, int days, BigDecimal credited) {}

    /**
     * What is credited so far in the scope of each cap, what the year asks of a day, and what lies on the earning's days and on those from
     * which something could make way for it: in one statement, with the accounts locked.
     */
    Rooms rooms(Earning earning) {
        var days = HoursOfDays.Days.until(earning.earnedOn(), Math.max(1, earning.days()));
        return db.sql(ROOMS)
            .param("teacher", earning.teacher().value()).param("first", days.first()).param("last", days.last())
            .param("program", program(earning), java.sql.Types.OTHER)
            .param("lesson", earning.place().lesson(), java.sql.Types.OTHER)
            .param("course", earning.place().course(), java.sql.Types.OTHER)
            .param("phase", earning.place().phase(), java.sql.Types.OTHER)
            .param("family", earning.capFamily().toArray(UUID[]::new))
            .param("category", earning.rule().category())
            .param("year", earning.earnedOn().getYear())
            .param("capped", !earning.rule().caps().isEmpty())
            .param("lineage", earning.days() > 0 ? Jurisdictions.lineage(earning.path()) : new String[0])
            .query((row, _) -> rooms(row, earning, days)).single();
    }

    private static Rooms rooms(ResultSet row, Earning earning, HoursOfDays.Days days) throws SQLException {
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
        return new Rooms(all, most);
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

    /** @param dayMax what its year asked of a day when it was posted: what is said later does not change it */
    void add(UUID id, Earning earning, OrganizationId jurisdiction, Caps.Limited limited, @Nullable CreditHours dayMax, Instant at) {
        var by = earning.by();
        db.sql("""
                insert into ledger.entry (teacher_id, id, jurisdiction, program_id, phase_id, course_id, lesson_id, category, year,
                       earned_on, days, earned, credited, limited_by, day_max, rule_version, source, reference, title, evidence, posted_at, posted_by, reason)
                values (:teacher, :id, :jurisdiction, :program, :phase, :course, :lesson, :category, :year,
                       :earnedOn, :days, :earned, :credited, :limitedBy, :dayMax, :ruleVersion, :source, :reference, :title, :evidence, :at, :by, :reason)
                """)
            .param("teacher", earning.teacher().value())
            .param("id", id)
            .param("jurisdiction", jurisdiction.value())
            .param("program", program(earning), java.sql.Types.OTHER)
            .param("phase", earning.place().phase(), java.sql.Types.OTHER)
            .param("course", earning.place().course(), java.sql.Types.OTHER)
            .param("lesson", earning.place().lesson(), java.sql.Types.OTHER)
            .param("category", earning.rule().category())
            .param("year", earning.earnedOn().getYear())
            .param("earnedOn", earning.earnedOn())
            .param("days", earning.days())
            .param("earned", earning.earned().value())
            .param("credited", limited.credited().value())
            .param("limitedBy", Json.jsonb(limited.by()))
            .param("dayMax", dayMax == null ? null : dayMax.value(), java.sql.Types.NUMERIC)
            .param("ruleVersion", earning.ruleVersion())
            .param("source", earning.source())
            .param("reference", earning.reference())
            .param("title", earning.title())
            .param("evidence", Json.jsonb(earning.evidence()))
            .param("at", at.atOffset(ZoneOffset.UTC))
            .param("by", by == null ? null : by.person().value(), java.sql.Types.OTHER)
            .param("reason", by == null ? null : by.reason())
            .update();
    }

    /** The opposite of an entry, in the same places, so that every sum over a scope gives back what the entry took. */
    void addReversal(UUID id, TeacherId teacher, UUID entry, TeacherId by, String reason, Instant at) {
        db.sql("""
                insert into ledger.entry (teacher_id, id, jurisdiction, program_id, phase_id, course_id, lesson_id, category, year,
                       earned_on, days, earned, credited, rule_version, source, reference, title, evidence, posted_at, posted_by, reverses, reason)
                select teacher_id, :id, jurisdiction, program_id, phase_id, course_id, lesson_id, category, year,
                       earned_on, days, -earned, -credited, rule_version, :source, :reference, title,
                       case when jsonb_exists(evidence, 'theme') then jsonb_build_object('theme', evidence -> 'theme') else '{}' end, :at, :by, id, :reason
                  from ledger.entry
                 where teacher_id = :teacher and id = :entry
                """)
            .param("id", id).param("source", ReverseEntry.SOURCE).param("reference", entry.toString())
            .param("at", at.atOffset(ZoneOffset.UTC)).param("by", by.value()).param("reason", reason)
            .param("teacher", teacher.value()).param("entry", entry)
            .update();
    }

    /** The theme that an entry names; null for none. */
    @Nullable String theme(TeacherId teacher, UUID id) {
        return db.sql("select evidence ->> 'theme' from ledger.entry where teacher_id = :teacher and id = :id and evidence ->> 'theme' is not null")
            .param("teacher", teacher.value()).param("id", id).query(String.class).optional().orElse(null);
    }

    /** How many days its hours are of. */
    int days(TeacherId teacher, UUID id) {
        return db.sql("select days from ledger.entry where teacher_id = :teacher and id = :id").param("teacher", teacher.value()).param("id", id)
            .query(Integer.class).single();
    }

    /** Where in its program an entry lies. */
    Earning.Place place(TeacherId teacher, UUID id) {
        return db.sql("select phase_id, course_id, lesson_id from ledger.entry where teacher_id = :teacher and id = :id")
            .param("teacher", teacher.value()).param("id", id)
            .query((row, _) -> new Earning.Place(row.getObject(1, UUID.class), row.getObject(2, UUID.class), row.getObject(3, UUID.class)))
            .single();
    }

    /** The lessons of which more has been reversed than put right again. */
    Set<UUID> voided(TeacherId teacher, ProgramId program) {
        return Set.copyOf(db.sql("""
                select lesson_id from ledger.entry
                 where teacher_id = :teacher and program_id = :program and lesson_id is not null
                 group by lesson_id
                having count(reverses) > count(*) filter (where source = :correction)
                """)
            .param("teacher", teacher.value()).param("program", program.value()).param("correction", CorrectEntry.SOURCE)
            .query(UUID.class).list());
    }

    /** All that verified work was ever converted to, whatever has been reversed since. */
    CreditHours converted(TeacherId teacher, ProgramId program, String source) {
        return new CreditHours(db.sql("""
                select coalesce(sum(earned), 0) from ledger.entry
                 where teacher_id = :teacher and program_id = :program and source = :source
                """)
            .param("teacher", teacher.value()).param("program", program.value()).param("source", source)
            .query(BigDecimal.class).single());
    }

    Hours hours(TeacherId teacher, ProgramId program) {
        return db.sql("""
                select coalesce(sum(earned), 0) as earned, coalesce(sum(credited), 0) as credited
                  from ledger.entry
                 where teacher_id = :teacher and program_id = :program
                """)
            .param("teacher", teacher.value()).param("program", program.value())
            .query((row, _) -> hours(row)).single();
    }

    Hours hours(TeacherId teacher, ProgramId program, LessonId lesson) {
        return db.sql("""
                select coalesce(sum(earned), 0) as earned, coalesce(sum(credited), 0) as credited
                  from ledger.entry
                 where teacher_id = :teacher and program_id = :program and lesson_id = :lesson
                """)
            .param("teacher", teacher.value()).param("program", program.value()).param("lesson", lesson.value())
            .query((row, _) -> hours(row)).single();
    }

    private static Hours hours(ResultSet row) throws SQLException {
        return new Hours(new CreditHours(row.getBigDecimal("earned")), new CreditHours(row.getBigDecimal("credited")));
    }

    static Receipt receipt(ResultSet row) throws SQLException {
        var limitedBy = row.getString("limited_by");
        return new Receipt(row.getObject("id", UUID.class), row.getObject("posted_at", OffsetDateTime.class).toInstant(),
            row.getObject("program_id", UUID.class), row.getString("program_title"), row.getString("source"), row.getString("reference"),
            row.getString("title"), row.getString("category"), row.getObject("earned_on", LocalDate.class),
            row.getBigDecimal("earned"), row.getBigDecimal("credited"),
            limitedBy == null ? null : Json.read(limitedBy, Receipt.Limit.class), row.getInt("rule_version"),
            row.getObject("reverses", UUID.class), row.getString("reason"));
    }

    private static @Nullable UUID program(Earning earning) {
        var program = earning.program();
        return program == null ? null : program.value();
    }
}
