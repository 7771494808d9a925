package org.xingtan.recognition;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.xingtan.ledger.CategoryNames;
import org.xingtan.ledger.Jurisdictions;
import org.xingtan.ledger.Requirements;
import org.xingtan.platform.CreditHours;
import org.xingtan.platform.Localized;
import org.xingtan.platform.OrganizationId;
import org.xingtan.platform.TeacherId;
import org.xingtan.platform.persistence.Json;
import tools.jackson.core.type.TypeReference;

/** The kinds that authorities recognize, and what they say about all of them. Nothing is changed: there is a next version. */
@Repository
class Kinds {

    private static final String KIND = """
        select jurisdiction, code, version, position, title, title_en, measure, measure_hours, year_hours, categories, evidence_files, evidence,
               shares_evidence, needs_presence, needs_county, basis, retired_at
          from recognition.kind
        """;

    /** What people fill where no requirement names the categories. */
    private static final List<String> USUAL = List.of("COMMON", "PROFESSIONAL", "ELECTIVE");

    private record Named(String code, String title, @Nullable String titleEn, @JsonProperty("need") CreditHours need) {}

    private final JdbcClient db;
    private final Jurisdictions jurisdictions;
    private final Requirements requirements;
    private final CategoryNames names;

    Kinds(JdbcClient db, Jurisdictions jurisdictions, Requirements requirements, CategoryNames names) {
        this.db = db;
        this.jurisdictions = jurisdictions;
        this.requirements = requirements;
        this.names = names;
    }

    /** Whose kinds are for the people of a unit: the authority's that asks them for annual hours. */
    OrganizationId jurisdiction(String path) {
        return jurisdictions.of(path);
    }

    /** Each in its newest version, those that are out of use among them. */
    List<Kind> all(OrganizationId jurisdiction) {
        return db.sql("select * from (select distinct on (code) * from (" + KIND + """
                 where jurisdiction = :jurisdiction) every order by code, version desc) newest
                 order by position, code
                """)
            .param("jurisdiction", jurisdiction.value()).query((row, _) -> kind(row)).list();
    }

    List<Kind> inForce(OrganizationId jurisdiction) {
        return all(jurisdiction).stream().filter(kind -> !kind.retired()).toList();
    }

    /** As it was when somebody claimed by it. */
    Kind get(OrganizationId jurisdiction, String code, int version) {
        return db.sql(KIND + " where jurisdiction = :jurisdiction and code = :code and version = :version")
            .param("jurisdiction", jurisdiction.value()).param("code", code).param("version", version).query((row, _) -> kind(row)).single();
    }

    /** Every version of one, the newest first. */
    List<Kind> versions(OrganizationId jurisdiction, String code) {
        return db.sql(KIND + " where jurisdiction = :jurisdiction and code = :code order by version desc")
            .param("jurisdiction", jurisdiction.value()).param("code", code).query((row, _) -> kind(row)).list();
    }

    /** @param kind in its next version */
    void add(Kind kind, @Nullable TeacherId by, Instant now) {
        db.sql("""
                insert into recognition.kind (jurisdiction, code, version, position, title, title_en, measure, measure_hours, year_hours, categories,
                       evidence_files, evidence, shares_evidence, needs_presence, needs_county, basis, retired_at, set_at, set_by)
                values (:jurisdiction, :code, :version, :position, :title, :titleEn, :measure, :hours, :yearHours, :categories,
                       :files, :evidence, :shares, :presence, :county, :basis, :retired, :now, :by)
                """)
            .param("jurisdiction", kind.jurisdiction().value()).param("code", kind.code()).param("version", kind.version())
            .param("position", kind.position()).param("title", kind.title().chinese()).param("titleEn", kind.title().english())
            .param("measure", kind.measure().name()).param("hours", kind.hours().value())
            .param("yearHours", kind.yearHours() == null ? null : kind.yearHours().value(), Types.NUMERIC)
            .param("categories", kind.categories().toArray(String[]::new)).param("files", kind.evidenceFiles()).param("evidence", kind.evidence())
            .param("shares", kind.sharesEvidence()).param("presence", kind.needsPresence()).param("county", kind.needsCounty())
            .param("basis", kind.basis()).param("retired", kind.retired() ? now.atOffset(ZoneOffset.UTC) : null, Types.TIMESTAMP_WITH_TIMEZONE)
            .param("now", now.atOffset(ZoneOffset.UTC)).param("by", by == null ? null : by.value(), Types.OTHER).update();
    }

    /** What the authority says about all of them; the usual where it has said nothing. */
    Kind.Policy policy(OrganizationId jurisdiction) {
        return db.sql("""
                select jurisdiction, version, first_days, next_days, category_hours, basis
                  from recognition.policy where jurisdiction = :jurisdiction order by version desc limit 1
                """)
            .param("jurisdiction", jurisdiction.value())
            .query((row, _) -> new Kind.Policy(jurisdiction, row.getInt("version"), row.getInt("first_days"),
                row.getInt("next_days"), Json.read(row.getString("category_hours"), new TypeReference<Map<String, CreditHours>>() {}),
                row.getString("basis")))
            .optional().orElseGet(() -> Kind.Policy.usual(jurisdiction));
    }

    void add(Kind.Policy policy, TeacherId by, Instant now) {
        db.sql("""
                insert into recognition.policy (jurisdiction, version, first_days, next_days, category_hours, basis, set_at, set_by)
                values (:jurisdiction, :version, :first, :next, :categories, :basis, :now, :by)
                """)
            .param("jurisdiction", policy.jurisdiction().value()).param("version", policy.version())
            .param("first", policy.firstDays()).param("next", policy.nextDays()).param("categories", Json.jsonb(policy.categoryHours()))
            .param("basis", policy.basis()).param("now", now.atOffset(ZoneOffset.UTC)).param("by", by.value()).update();
    }

    /** How many hours a day of that year holds for the people of an authority: what the ledger holds all of their hours to. */
    CreditHours day(OrganizationId jurisdiction, int year) {
        return requirements.dayOutside(db.sql("select path from directory.organization_card where id = :id").param("id", jurisdiction.value()).query(String.class).single(), year);
    }

    /** One change after the other: whoever holds this makes the next version. */
    void hold(OrganizationId jurisdiction) {
        db.sql("select pg_advisory_xact_lock(hashtextextended('kinds of ' || :jurisdiction, 0))").param("jurisdiction", jurisdiction.toString())
            .query(_ -> {});
    }

    /** The categories of the year's requirement, in its order; the usual ones where there is none. */
    Map<String, Localized> categories(OrganizationId jurisdiction, int year) {
        var found = db.sql("""
                select categories from ledger.annual_requirement_card
                 where jurisdiction = :jurisdiction and year = :year order by version desc limit 1
                """)
            .param("jurisdiction", jurisdiction.value()).param("year", year).query(String.class).optional();
        var categories = new LinkedHashMap<String, Localized>();
        found.ifPresentOrElse(
            json -> Json.read(json, new TypeReference<List<Named>>() {}).forEach(it -> categories.put(it.code(), new Localized(it.title(), it.titleEn()))),
            () -> USUAL.forEach(code -> categories.put(code, names.of(code))));
        return categories;
    }

    /** The themes of the year's requirement, by their codes. */
    Map<String, Localized> themes(OrganizationId jurisdiction, int year) {
        var themes = new LinkedHashMap<String, Localized>();
        db.sql("""
                select t.code, t.title, t."titleEn"
                  from (select themes from ledger.annual_requirement_card
                         where jurisdiction = :jurisdiction and year = :year order by version desc limit 1) newest
                 cross join jsonb_to_recordset(newest.themes) as t (code text, title text, "titleEn" text)
                """)
            .param("jurisdiction", jurisdiction.value()).param("year", year)
            .query(row -> {
                themes.put(row.getString(1), new Localized(row.getString(2), row.getString(3)));
            });
        return themes;
    }

    /** What a theme is called in the newest year that asks for it; its code where none does. */
    Localized theme(OrganizationId jurisdiction, String code) {
        return db.sql("""
                select t.title, t."titleEn"
                  from ledger.annual_requirement_card r
                 cross join jsonb_to_recordset(r.themes) as t (code text, title text, "titleEn" text)
                 where r.jurisdiction = :jurisdiction and t.code = :code
                 order by r.year desc, r.version desc
                 limit 1
                """)
            .param("jurisdiction", jurisdiction.value()).param("code", code).query((row, _) -> new Localized(row.getString(1), row.getString(2))).optional()
            .orElseGet(() -> new Localized(code, null));
    }

    /** What a category is called, whatever year it is of. */
    Localized category(OrganizationId jurisdiction, int year, String code) {
        return category(categories(jurisdiction, year), code);
    }

    /** The same, where it is known what the year asks for. */
    Localized category(Map<String, Localized> asked, String code) {
        return Optional.ofNullable(asked.get(code)).orElseGet(() -> names.of(code));
    }

    private static Kind kind(ResultSet row) throws SQLException {
        var yearHours = row.getBigDecimal("year_hours");
        return new Kind(new OrganizationId(row.getObject("jurisdiction", UUID.class)), row.getString("code"), row.getInt("version"),
            row.getInt("position"), new Localized(row.getString("title"), row.getString("title_en")), Kind.Measure.valueOf(row.getString("measure")),
            new CreditHours(row.getBigDecimal("measure_hours")), yearHours == null ? null : new CreditHours(yearHours),
            List.of((String[]) row.getArray("categories").getArray()), row.getInt("evidence_files"), row.getString("evidence"),
            row.getBoolean("shares_evidence"), row.getBoolean("needs_presence"), row.getBoolean("needs_county"), row.getString("basis"),
            row.getObject("retired_at") != null);
    }
}
