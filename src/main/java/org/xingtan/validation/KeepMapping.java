package org.xingtan.validation;

import java.time.Clock;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.util.MultiValueMap;
import org.xingtan.audit.AuditTrail;
import org.xingtan.directory.OrganizationCard;
import org.xingtan.ledger.AnnualRequirement;
import org.xingtan.ledger.Requirements;
import org.xingtan.platform.Actor;
import org.xingtan.platform.Condition;
import org.xingtan.platform.Localized;
import org.xingtan.platform.Verdict;
import org.xingtan.platform.persistence.Json;
import org.xingtan.platform.web.Texts;
import tools.jackson.core.type.TypeReference;

/** Use case: an authority says which columns the provincial system reads, and what stands in them. Each change is a new version. */
@Component
public class KeepMapping {

    /**
     * The columns of the workbook that the provincial system reads, in their order: data of an authority.
     *
     * @param version 0 as long as the authority has not changed the usual ones
     * @param system  in which everybody has to be registered as he confirms it; null for none
     */
    public record Mapping(int version, List<Column> columns, Call.@Nullable Elsewhere system) {

        public static final int MOST = 30;

        /** What hours of a category or theme are called: this, and its code. */
        static final String HOURS = "HOURS:";
        static final String THEME = "THEME:";

        /** The number in full, in what the authority of the year itself takes away; units below it get the masked one. */
        static final String FULL = "DOCUMENT_FULL";

        /** Fields that there are for everybody. */
        static final List<String> FIELDS = List.of("NAME", "DOCUMENT", "UNIT_CODE", "UNIT", "HIRED", "YEAR", "TOTAL", "NEED", "MONTHS", "RESULT", "BASIS", "REQUIREMENT",
            "UNIT_CONFIRMED", "VALIDATED", "VERSION", "REASON", "AFTER", "REGISTERED");

        /** The usual ones; the hours of each category stand before {@code TOTAL}. */
        static final List<String> USUAL = List.of("NAME", "DOCUMENT", "UNIT_CODE", "UNIT", "YEAR", "TOTAL", "NEED", "RESULT", "VALIDATED", "AFTER");

        /** @param heading what the other system calls it */
        public record Column(String heading, String field) {}

        public Mapping {
            columns = List.copyOf(columns);
        }

        /** Whether a column holds the number in full. */
        public boolean isFull() {
            return columns.stream().anyMatch(it -> it.field().equals(FULL));
        }
    }

    private static final int LONGEST = 60;

    private final JdbcClient db;
    private final Requirements requirements;
    private final AuditTrail trail;
    private final Texts texts;
    private final Clock clock;

    KeepMapping(JdbcClient db, Requirements requirements, AuditTrail trail, Texts texts, Clock clock) {
        this.db = db;
        this.requirements = requirements;
        this.trail = trail;
        this.texts = texts;
        this.clock = clock;
    }

    /** What the nearest authority on the way up has set; the usual one when none has. The system is that of the nearest that names one. */
    Mapping of(OrganizationCard unit, Locale locale) {
        return db.sql("""
                select m.version, m.columns, named.system, named.system_basis
                  from validation.mapping m
                  join directory.organization_card o on o.id = m.owner_id
                """ + Calls.SYSTEM.formatted(":path::public.ltree") + """
                 where o.path operator(public.@>) :path::public.ltree
                 order by public.nlevel(o.path) desc, m.version desc
                 limit 1
                """)
            .param("path", unit.path())
            .query((row, _) -> new Mapping(row.getInt(1), Json.read(row.getString(2), new TypeReference<List<Mapping.Column>>() {}),
                row.getString(3) == null ? null : new Call.Elsewhere(row.getString(3), row.getString(4)))).optional()
            .orElseGet(() -> usual(unit, locale));
    }

    private Mapping usual(OrganizationCard unit, Locale locale) {
        var columns = new ArrayList<Mapping.Column>();
        for (var field : Mapping.USUAL) {
            if (field.equals("TOTAL")) {
                fields(unit).forEach((code, name) -> {
                    if (code.startsWith(Mapping.HOURS)) {
                        columns.add(new Mapping.Column(name.in(locale), code));
                    }
                });
            }
            columns.add(new Mapping.Column(texts.get("validation.field." + field, locale), field));
        }
        return new Mapping(0, columns, null);
    }

    /** What a column can hold, with its name: what there is for everybody, the categories and themes of the newest requirement, and for whoever asks for hours the number in full. */
    Map<String, Localized> fields(OrganizationCard unit) {
        var fields = new LinkedHashMap<String, Localized>();
        Mapping.FIELDS.forEach(it -> fields.put(it, new Localized(texts.get("validation.field." + it, Locale.SIMPLIFIED_CHINESE), texts.get("validation.field." + it, Locale.ENGLISH))));
        if (!requirements.of(unit.id()).isEmpty()) {
            fields.put(Mapping.FULL, new Localized(texts.get("validation.field." + Mapping.FULL, Locale.SIMPLIFIED_CHINESE), texts.get("validation.field." + Mapping.FULL, Locale.ENGLISH)));
        }
        var year = java.time.LocalDate.ofInstant(clock.instant(), org.xingtan.platform.Window.ZONE).getYear();
        var newest = Stream.of(year, year - 1, year - 2).flatMap(it -> requirements.inForce(unit.path(), it).stream()).findFirst();
        newest.map(AnnualRequirement::categories).orElse(List.of()).forEach(it -> fields.put(Mapping.HOURS + it.code(), it.name()));
        newest.map(AnnualRequirement::themes).orElse(List.of()).forEach(it -> fields.put(Mapping.THEME + it.code(), it.name()));
        return fields;
    }

    /** Of pairs {@code heading0}, {@code field0} and so on; one without a heading is none. */
    @Transactional
    public void keep(Actor actor, OrganizationCard authority, MultiValueMap<String, String> typed) {
        var columns = new ArrayList<Mapping.Column>();
        for (var i = 0; i < Mapping.MOST; i++) {
            var heading = CallForm.text(typed.getFirst("heading" + i));
            if (!heading.isEmpty()) {
                columns.add(new Mapping.Column(heading, CallForm.text(typed.getFirst("field" + i))));
            }
        }
        var known = fields(authority).keySet();
        var name = CallForm.text(typed.getFirst("system"));
        var basis = CallForm.text(typed.getFirst("systemBasis"));
        Verdict.of(
            Condition.of("validation.mapping.some", !columns.isEmpty()),
            Condition.of("validation.mapping.headings", columns.stream().allMatch(it -> CallForm.isText(it.heading(), LONGEST))
                && new HashSet<>(columns.stream().map(Mapping.Column::heading).toList()).size() == columns.size(), LONGEST),
            Condition.of("validation.mapping.fields", columns.stream().allMatch(it -> known.contains(it.field()))),
            Condition.of("validation.mapping.system", name.isEmpty() && basis.isEmpty() || CallForm.isText(name, LONGEST) && CallForm.isText(basis, LONGEST), LONGEST)).orRefuse();
        var system = name.isEmpty() ? null : new Call.Elsewhere(name, basis);
        db.sql("select pg_advisory_xact_lock(hashtextextended('validation.mapping' || :owner, 0))").param("owner", authority.id().toString()).query(_ -> {});
        var before = of(authority, Locale.SIMPLIFIED_CHINESE);
        if (before.version() > 0 && before.columns().equals(columns) && Objects.equals(before.system(), system)) {
            return;
        }
        db.sql("""
                insert into validation.mapping (owner_id, version, columns, system, system_basis, set_at, set_by)
                select :owner, coalesce(max(version), 0) + 1, :columns, :system, :basis, :at, :by from validation.mapping where owner_id = :owner
                """)
            .param("owner", authority.id().value()).param("columns", Json.jsonb(columns)).param("system", name.isEmpty() ? null : name)
            .param("basis", name.isEmpty() ? null : basis).param("at", clock.instant().atOffset(ZoneOffset.UTC))
            .param("by", actor.teacher().value()).update();
        trail.record(actor, "validation.mapping", "organization:" + authority.id(), authority.path(), null, Map.of("columns", columns, "system", name));
    }
}
