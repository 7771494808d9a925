package org.xingtan.ledger;

import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.xingtan.platform.CreditHours;
import org.xingtan.platform.LessonId;
import org.xingtan.platform.OrganizationId;
import org.xingtan.platform.ProgramId;
import org.xingtan.platform.TeacherId;
import org.xingtan.platform.Uuids;
import org.xingtan.platform.persistence.CopyIn;
import org.xingtan.platform.persistence.Json;

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

    private final JdbcClient db;
    private final CopyIn copy;

    Entries(JdbcClient db, CopyIn copy) {
        this.db = db;
        this.copy = copy;
    }

    Optional<Receipt> find(TeacherId teacher, String source, String reference) {
        return db.sql(SELECT + " where e.teacher_id = :teacher and e.source = :source and e.reference = :reference")
            .param("teacher", teacher.value()).param("source", source).param("reference", reference)
            .query((row, _) -> receipt(row)).optional();
    }

    /** Those that are there of many earnings, each of another person. */
    Map<TeacherId, Receipt> find(Collection<Earning> earnings) {
        var found = new HashMap<TeacherId, Receipt>();
        db.sql(SELECT.replace("select ", "select e.teacher_id, ") + """
                  join unnest(cast(:teachers as uuid[]), cast(:sources as text[]), cast(:references as text[])) as w (teacher_id, source, reference)
                    on e.teacher_id = w.teacher_id and e.source = w.source and e.reference = w.reference
                """)
            .param("teachers", TeacherId.array(earnings.stream().map(Earning::teacher).toList()))
            .param("sources", earnings.stream().map(Earning::source).toArray(String[]::new))
            .param("references", earnings.stream().map(Earning::reference).toArray(String[]::new))
            .query(row -> {
                found.put(new TeacherId(row.getObject("teacher_id", UUID.class)), receipt(row));
            });
        return found;
    }

    CreditHours counted(TeacherId teacher, String source, Collection<String> references) {
        return new CreditHours(db.sql("""
                with recursive chain as (
                    select e.id, e.earned from ledger.entry e where e.teacher_id = :teacher and e.source = :source and e.reference = any (:references)
                     union all
                    select n.id, n.earned
                      from chain p
                      join ledger.entry n on n.teacher_id = :teacher and n.source = 'correction' and n.reference = p.id::text)
                select coalesce(sum(c.earned), 0) from chain c where not exists (select from ledger.entry r where r.teacher_id = :teacher and r.reverses = c.id)
                """)
            .param("teacher", teacher.value()).param("source", source).param("references", references.toArray(String[]::new)).query(BigDecimal.class).single());
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
            .param("program", earning.programId(), java.sql.Types.OTHER)
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

    /** An entry that is about to be written, and what its caps leave of it. */
    record Posted(Earning earning, OrganizationId jurisdiction, Caps.Limited limited, @Nullable CreditHours dayMax) {}

    /** Many at once. */
    void addAll(List<Posted> all, Instant at) {
        copy.copy("ledger.entry (teacher_id, id, jurisdiction, program_id, phase_id, course_id, lesson_id, category, year, earned_on, days, earned, credited, limited_by, day_max, "
            + "rule_version, source, reference, title, evidence, posted_at, posted_by, reason)", rows -> all.forEach(it -> add(rows, it, at)));
    }

    private static void add(CopyIn.Rows rows, Posted one, Instant at) {
        var earning = one.earning;
        var place = earning.place();
        var by = earning.by();
        rows.add(earning.teacher(), Uuids.next(), one.jurisdiction, earning.programId(), place.phase(), place.course(), place.lesson(), earning.rule().category(),
            earning.earnedOn().getYear(), earning.earnedOn(), earning.days(), earning.earned(), one.limited.credited(),
            one.limited.by() == null ? null : Json.write(one.limited.by()), one.dayMax, earning.ruleVersion(), earning.source(), earning.reference(), earning.title(),
            Json.write(earning.evidence()), at, by == null ? null : by.person(), by == null ? null : by.reason());
    }

    /** What stands for an entry that many have, after all corrections; of whom it was taken back nothing does. */
    Map<TeacherId, Receipt> standing(Collection<TeacherId> people, String source, String reference) {
        var found = new HashMap<TeacherId, Receipt>();
        db.sql("""
                with recursive chain as (
                    select f.teacher_id, f.id from ledger.entry f where f.teacher_id = any (:people) and f.source = :source and f.reference = :reference
                     union all
                    select n.teacher_id, n.id
                      from chain b
                      join ledger.entry n on n.teacher_id = b.teacher_id and n.source = 'correction' and n.reference = b.id::text)
                """ + SELECT.replace("select ", "select e.teacher_id, ") + """
                  join chain c on c.teacher_id = e.teacher_id and c.id = e.id
                 where not exists (select from ledger.entry r where r.teacher_id = e.teacher_id and r.reverses = e.id)
                """)
            .param("people", TeacherId.array(people)).param("source", source).param("reference", reference)
            .query(row -> {
                found.put(new TeacherId(row.getObject("teacher_id", UUID.class)), receipt(row));
            });
        return found;
    }

    /** The opposites of entries, in the same places, so that every sum over a scope gives back what the entries took. @param of whose they are */
    void addReversals(Map<TeacherId, UUID> of, TeacherId by, String reason, Instant at) {
        var people = List.copyOf(of.keySet());
        db.sql("""
                insert into ledger.entry (teacher_id, id, jurisdiction, program_id, phase_id, course_id, lesson_id, category, year,
                       earned_on, days, earned, credited, rule_version, source, reference, title, evidence, posted_at, posted_by, reverses, reason)
                select e.teacher_id, w.id, e.jurisdiction, e.program_id, e.phase_id, e.course_id, e.lesson_id, e.category, e.year,
                       e.earned_on, e.days, -e.earned, -e.credited, e.rule_version, :source, e.id::text, e.title,
                       case when jsonb_exists(e.evidence, 'theme') then jsonb_build_object('theme', e.evidence -> 'theme') else '{}' end, :at, :by, e.id, :reason
                  from unnest(cast(:people as uuid[]), cast(:entries as uuid[]), cast(:ids as uuid[])) as w (teacher_id, entry_id, id)
                  join ledger.entry e on e.teacher_id = w.teacher_id and e.id = w.entry_id
                """)
            .param("people", TeacherId.array(people)).param("entries", people.stream().map(of::get).toArray(UUID[]::new))
            .param("ids", people.stream().map(_ -> Uuids.next()).toArray(UUID[]::new)).param("source", ReverseEntry.SOURCE)
            .param("at", at.atOffset(ZoneOffset.UTC)).param("by", by.value()).param("reason", reason).update();
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

    /** The lessons of which more has been reversed than put right again. What is put right to no hours at all stays reversed. */
    Set<UUID> voided(TeacherId teacher, ProgramId program) {
        return Set.copyOf(db.sql("""
                select lesson_id from ledger.entry
                 where teacher_id = :teacher and program_id = :program and lesson_id is not null
                 group by lesson_id
                having count(reverses) filter (where earned < 0) > count(*) filter (where source = :correction and earned > 0)
                """)
            .param("teacher", teacher.value()).param("program", program.value()).param("correction", CorrectEntry.SOURCE)
            .query(UUID.class).list());
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
}
