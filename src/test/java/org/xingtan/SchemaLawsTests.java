package org.xingtan;

import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.xingtan.testing.XingtanTest;

/**
 * The laws that let the same schema and statements run on Citus (the numbers are those of docs/architecture.md): read from
 * the catalog of a migrated database and from the SQL in the sources.
 */
@XingtanTest
class SchemaLawsTests {

    /** How a table would be distributed. */
    private enum Kind { TEACHER_KEYED, REGISTRY, REFERENCE, LOCAL }

    /** Everything that does not carry its teacher first in its key. A new table takes its place here or is teacher-keyed. */
    private static final Map<Kind, Set<String>> OTHERS = Map.of(
        Kind.REGISTRY, Set.of(
            "directory.document_number", "directory.regular_administrator",
            "certificate.number", "certificate.verification",
            "qualification.number",
            "recognition.sole_evidence", "recognition.sole_number",
            "identity.sign_in_name", "identity.sign_in", "deadline.feed_secret",
            // Keyed by the offering: the one place where a transaction writes under two keys.
            "selection.offering", "selection.place", "selection.withdrawal",
            "document.scan"),
        Kind.REFERENCE, Set.of(
            "platform.special_day", "platform.migration_mark",
            "directory.stage", "directory.subject", "directory.post", "directory.organization_kind", "directory.organization",
            "catalog.course", "catalog.lesson", "catalog.quiz", "catalog.question",
            "course.draft", "course.lesson", "course.file", "course.question", "course.step",
            "notice.notice", "notice.attachment",
            "selection.term", "selection.term_window", "selection.left_unit",
            "application.call", "application.clock", "application.quota", "application.absence_rule",
            "program.program", "program.window", "program.phase", "program.section", "program.section_course", "program.track", "program.rules",
            "ledger.annual_requirement", "standing.registration_cycle", "standing.counted_line", "standing.theme_program", "ledger.conversion",
            "document.document",
            "census.post", "census.declaration", "census.headcount",
            "qualification.kind",
            // Of units, a few a term each: not of teachers.
            "fee.payer_rule", "fee.payer_of_category", "fee.issue", "fee.without_payer", "fee.account", "fee.statement", "fee.payment",
            "appeal.term",
            "recognition.kind", "recognition.policy",
            // A workbook each, and every claim names the one it came with.
            "recognition.import",
            "study.plan", "study.event", "safety.item", "safety.checklist", "planning.plan",
            "delivery.training", "delivery.session",
            "bulletin.bulletin",
            "support.segment", "support.route", "support.desk", "support.contact_form", "support.contact",
            "summary.call",
            "validation.call", "validation.call_window", "validation.mapping", "validation.own_word",
            "discussion.topic", "discussion.activity", "showcase.typical_case",
            "certificate.sealing"),
        Kind.LOCAL, Set.of(
            "audit.entry",
            "notice.draft",
            "authoring.draft",
            "simulation.simulation",
            "simulation.unit_figure",
            "simulation.judging",
            "tally.counter",
            "report.subtotal", "report.day_total", "report.reminder",
            "qualification.counted", "qualification.figure", "qualification.stale",
            "bulletin.series", "bulletin.line",
            "fee.series", "fee.refund", "fee.voucher_correction", "fee.invoice",
            "summary.summary", "summary.attachment", "summary.step",
            "discussion.said", "discussion.activity_file", "showcase.attachment", "showcase.step",
            "directory.key_fingerprint",
            "certificate.issuing", "validation.batch", "standing.count_order",
            "unit.import", "unit.change",
            // The plan of a workbook, while somebody looks at it.
            "recognition.import_row", "recognition.import_finding",
            // They grow with events, not with people.
            "study.plan_step", "study.risk", "safety.asked", "safety.answer", "safety.responsible", "planning.line", "planning.step", "planning.reminder",
            "setup.code",
            "application.import", "offering.import", "offering.reminder", "offering.figure", "offering.sum",
            "messaging.envelope", "messaging.outage",
            "reminder.dispatch", "reminder.extension",
            "roster.import", "roster.finding"));

    private static final Pattern WORDS = Pattern.compile("\\b([a-z_]+\\.[a-z_]+)\\b");
    private static final Pattern CONFLICT = Pattern.compile("(?is)\\bdo update\\s+set\\b(.*?)(?:\\bwhere\\b|\\breturning\\b|;|$)");
    private static final Pattern RETURNING = Pattern.compile("(?i)\\breturning\\b([^()]*\\(?)");
    private static final Pattern UPDATE = Pattern.compile("(?is)^\\s*update\\b.*?\\bset\\b(.*?)(?:\\bfrom\\b|\\bwhere\\b|\\breturning\\b|$)");
    private static final Pattern VOLATILE = Pattern.compile("(?i)\\b(clock_timestamp|random|gen_random_uuid|timeofday)\\s*\\(");
    private static final Pattern UNSTABLE = Pattern.compile(
        "(?i)\\b(now|clock_timestamp|statement_timestamp|transaction_timestamp|random)\\s*\\(|\\bcurrent_(date|time|timestamp)\\b|[^:]::[a-z]|\\bcast\\s*\\(");
    private static final Pattern SEVERAL_TEACHERS = Pattern.compile("--\\s*all teachers: \\S+");

    /** Migrations that were released before the law. */
    private static final Set<String> READ_THROUGH = Set.of("appeal/V2__lessons.sql", "directory/V5__appointments_by_capacity.sql",
        "fee/V2__why_it_was_taken_back.sql", "ledger/V6__days_of_an_entry.sql", "quiz/V3__accepted.sql", "tally/V2__compliance.sql",
        "validation/V2__follow_the_person.sql");

    private record Constraint(String owner, String name, String kind, List<String> columns) {}

    private record ForeignKey(String owner, String target, String name, List<String> columns, List<String> targetColumns, String onDelete) {}

    private record Column(String owner, String name, String type, boolean required, String generated) {}

    @Autowired
    private JdbcClient db;

    private Map<String, Kind> tables = Map.of();

    @BeforeEach
    void readTables() {
        var keyed = constraints().stream().filter(it -> it.kind().equals("p") && it.columns().getFirst().equals("teacher_id"))
            .map(Constraint::owner).collect(toSet());
        tables = new TreeMap<>();
        tableNames().forEach(table -> tables.put(table, keyed.contains(table) ? Kind.TEACHER_KEYED : null));
        OTHERS.forEach((kind, names) -> names.stream().filter(tables::containsKey).forEach(name -> tables.put(name, kind)));
    }

    @Test
    void everyTableHasItsPlace() {
        assertThat(tables.entrySet().stream().filter(table -> table.getValue() == null).map(Map.Entry::getKey))
            .as("tables that neither begin their key with teacher_id nor are named in OTHERS").isEmpty();
    }

    @Test
    void law1TeacherComesFirstInEveryKey() {
        assertThat(constraints().stream().filter(it -> isKeyed(it.owner()) && !it.columns().contains("teacher_id"))).isEmpty();
        assertThat(columns().stream().filter(it -> isKeyed(it.owner()) && it.name().equals("teacher_id"))
            .filter(it -> !it.type().equals("uuid") || !it.required())).isEmpty();
    }

    /** A card is its table, read by another module. */
    @Test
    void law2StatementsOfTeachersTablesFixTheTeacher() {
        var cards = keyedCards();
        assertThat(cards).contains("directory.person_card", "enrollment.participation_card").doesNotContain("directory.organization_card");
        assertThat(strays(sql -> (touchesKeyed(sql) || touches(cards, sql)) && !sql.contains("teacher_id") && !SEVERAL_TEACHERS.matcher(sql).find()))
            .as("statements on teacher-keyed tables without teacher_id; say -- all teachers: why, if it must be so").isEmpty();
    }

    @Test
    void law4ForeignKeysStayWithTheirKey() {
        assertThat(foreignKeys().stream().filter(it -> !mayRefer(it))).isEmpty();
        assertThat(foreignKeys().stream().filter(it -> "nd".contains(it.onDelete()) && it.columns().contains("teacher_id"))).isEmpty();
    }

    @Test
    void law6ConflictsAreResolvedWithColumnsOnly() {
        assertThat(strays(sql -> CONFLICT.matcher(sql).results().anyMatch(match -> UNSTABLE.matcher(match.group(1)).find()))).isEmpty();
    }

    @Test
    void law7ReturnedColumnsAreRaw() {
        assertThat(strays(sql -> RETURNING.matcher(sql).results().anyMatch(match -> match.group(1).contains("::") || match.group(1).contains("(")))).isEmpty();
    }

    @Test
    void law8UpdatesTakeNoVolatileValues() {
        assertThat(strays(sql -> UPDATE.matcher(sql).results().anyMatch(match -> VOLATILE.matcher(match.group(1)).find()))).isEmpty();
    }

    @Test
    void law10BatchesAreOneStatementOfManyRows() {
        assertThat(strays(sql -> touchesKeyed(sql) && (sql.contains("unnest(:") || sql.contains("unnest(?")))).isEmpty();
        assertThat(sources().filter(file -> Sources.text(file).matches("(?s).*(addBatch|batchUpdate|reWriteBatchedInserts).*"))).isEmpty();
    }

    @Test
    void law11NothingMerges() {
        assertThat(strays(sql -> sql.stripLeading().toLowerCase(java.util.Locale.ROOT).startsWith("merge "))).isEmpty();
    }

    @Test
    void law13GroupingSetsLieOverAMaterializedResult() {
        assertThat(strays(sql -> sql.matches("(?is).*\\b(grouping sets|cube|rollup)\\s*\\(.*") && !sql.contains("as materialized"))).isEmpty();
    }

    @Test
    void law18TheTeacherOfARowNeverChanges() {
        assertThat(columns().stream().filter(it -> it.name().equals("teacher_id") && !it.generated().isEmpty())).isEmpty();
        assertThat(strays(sql -> UPDATE.matcher(sql).results().anyMatch(match -> touchesKeyed(sql) && match.group(1).matches("(?s).*\\bteacher_id\\s*=.*")))).isEmpty();
    }

    /** What is checked at once is read through while everybody waits, and a release before goes on working. */
    @Test
    void checksOfGrownTablesAreAddedWithoutReadingThem() {
        var made = Pattern.compile("(?i)\\bcreate table (?:if not exists )?([a-z_.]+)");
        var added = Pattern.compile("(?is)\\balter table ([a-z_.]+)([^;]*)");
        assertThat(Sources.files(Sources.MIGRATIONS, ".sql").stream().filter(file -> {
            var sql = Sources.text(file).replaceAll("--[^\n]*", "");
            var own = made.matcher(sql).results().map(it -> it.group(1)).collect(toSet());
            return added.matcher(sql).results().anyMatch(it -> isKeyed(it.group(1)) && !own.contains(it.group(1))
                && it.group(2).matches("(?is).*\\bcheck \\(.*") && !it.group(2).contains("not valid"));
        }).map(file -> file.getParent().getFileName() + "/" + file.getFileName()))
            .as("checks of tables that may be large already; add constraint … check (…) not valid")
            .containsExactlyInAnyOrderElementsOf(READ_THROUGH);
    }

    @Test
    void law20ExtensionsLieInPublic() {
        assertThat(db.sql("""
            select e.extname from pg_extension e
              join pg_namespace n on n.oid = e.extnamespace
             where e.extname <> 'plpgsql' and n.nspname <> 'public'
            """).query(String.class).list()).isEmpty();
    }

    @Test
    void seesWhatItLooksFor() {
        assertThat(UNSTABLE.matcher(" seen_at = now()").find()).isTrue();
        assertThat(UNSTABLE.matcher(" n = excluded.n + counter.n").find()).isFalse();
        assertThat(touchesKeyed("select 1 from ledger.entry where id = :id")).isTrue();
        assertThat(mayRefer(new ForeignKey("ledger.entry", "learning.session", "x", List.of("id"), List.of("id"), "a"))).isFalse();
        assertThat(mayRefer(new ForeignKey("catalog.course", "ledger.entry", "x", List.of("id"), List.of("id"), "a"))).isFalse();
    }

    private boolean isKeyed(String table) {
        return tables.get(table) == Kind.TEACHER_KEYED;
    }

    /** Teacher-keyed to teacher-keyed by the teacher, anything to a reference table, and nothing else. */
    private boolean mayRefer(ForeignKey key) {
        if (isKeyed(key.owner()) && isKeyed(key.target())) {
            var position = key.columns().indexOf("teacher_id");
            return position >= 0 && key.targetColumns().get(position).equals("teacher_id");
        }
        return tables.get(key.target()) == Kind.REFERENCE;
    }

    private boolean touchesKeyed(String sql) {
        return WORDS.matcher(sql).results().anyMatch(match -> isKeyed(match.group(1)));
    }

    private static boolean touches(Set<String> names, String sql) {
        return WORDS.matcher(sql).results().anyMatch(match -> names.contains(match.group(1)));
    }

    /** Views that show rows of such tables by their teacher, also by way of other views. */
    private Set<String> keyedCards() {
        return Set.copyOf(db.sql("""
            with recursive reads as (
                select r.ev_class as view, d.refobjid as source
                  from pg_rewrite r
                  join pg_depend d on d.classid = 'pg_rewrite'::regclass and d.objid = r.oid and d.refclassid = 'pg_class'::regclass and d.refobjid <> r.ev_class
                 union
                select above.ev_class, reads.source
                  from reads
                  join pg_depend d on d.classid = 'pg_rewrite'::regclass and d.refclassid = 'pg_class'::regclass and d.refobjid = reads.view
                  join pg_rewrite above on above.oid = d.objid and above.ev_class <> reads.view)
            select distinct n.nspname || '.' || v.relname
              from reads
              join pg_class v on v.oid = reads.view and v.relkind = 'v'
              join pg_namespace n on n.oid = v.relnamespace
              join pg_class t on t.oid = reads.source
              join pg_namespace m on m.oid = t.relnamespace
             where m.nspname || '.' || t.relname in (:keyed)
               and exists (select from pg_attribute a where a.attrelid = v.oid and a.attname = 'teacher_id')
            """).param("keyed", tables.keySet().stream().filter(this::isKeyed).toList()).query(String.class).list());
    }

    private interface Offence {

        boolean in(String sql);
    }

    private static Set<String> strays(Offence offence) {
        var strays = new TreeSet<String>();
        sources().forEach(file -> Sources.statements(file).filter(offence::in).forEach(sql -> strays.add(file.getFileName() + ": " + sql.strip())));
        return strays;
    }

    private static Stream<Path> sources() {
        return Sources.files(Sources.JAVA, ".java").stream();
    }

    private List<String> tableNames() {
        return db.sql("""
            select table_schema || '.' || table_name from information_schema.tables
             where table_type = 'BASE TABLE' and table_schema in (:modules) and table_name not like 'flyway%'
             order by 1
            """).param("modules", Sources.modules()).query(String.class).list();
    }

    /** Primary keys, unique indexes and exclusion constraints with their columns in order. */
    private List<Constraint> constraints() {
        return db.sql("""
            select n.nspname || '.' || t.relname as owner, i.relname as name,
                   case when x.indisprimary then 'p' when x.indisexclusion then 'x' else 'u' end as kind,
                   (select string_agg(a.attname, ',' order by k.position)
                      from unnest(x.indkey::int2[]) with ordinality k (number, position)
                      join pg_attribute a on a.attrelid = t.oid and a.attnum = k.number) as columns
              from pg_index x
              join pg_class i on i.oid = x.indexrelid
              join pg_class t on t.oid = x.indrelid
              join pg_namespace n on n.oid = t.relnamespace
             where n.nspname in (:modules) and t.relname not like 'flyway%' and (x.indisunique or x.indisexclusion)
            """).param("modules", Sources.modules())
            .query((row, _) -> new Constraint(row.getString("owner"), row.getString("name"), row.getString("kind"), list(row.getString("columns"))))
            .list();
    }

    private List<ForeignKey> foreignKeys() {
        return db.sql("""
            select c.conrelid::regclass::text as owner, c.confrelid::regclass::text as target, c.conname as name, c.confdeltype::text as on_delete,
                   (select string_agg(a.attname, ',' order by k.position) from unnest(c.conkey) with ordinality k (number, position)
                      join pg_attribute a on a.attrelid = c.conrelid and a.attnum = k.number) as columns,
                   (select string_agg(a.attname, ',' order by k.position) from unnest(c.confkey) with ordinality k (number, position)
                      join pg_attribute a on a.attrelid = c.confrelid and a.attnum = k.number) as target_columns
              from pg_constraint c
              join pg_namespace n on n.oid = c.connamespace
             where c.contype = 'f' and n.nspname in (:modules)
            """).param("modules", Sources.modules())
            .query((row, _) -> new ForeignKey(row.getString("owner"), row.getString("target"), row.getString("name"),
                list(row.getString("columns")), list(row.getString("target_columns")), row.getString("on_delete")))
            .list();
    }

    private List<Column> columns() {
        return db.sql("""
            select n.nspname || '.' || t.relname as owner, a.attname as name, format_type(a.atttypid, a.atttypmod) as type,
                   a.attnotnull as required, a.attgenerated::text as generated
              from pg_attribute a
              join pg_class t on t.oid = a.attrelid
              join pg_namespace n on n.oid = t.relnamespace
             where n.nspname in (:modules) and t.relkind = 'r' and a.attnum > 0 and not a.attisdropped
            """).param("modules", Sources.modules()).query(Column.class).list();
    }

    private static List<String> list(String columns) {
        return columns == null ? List.of() : List.of(columns.split(","));
    }
}
