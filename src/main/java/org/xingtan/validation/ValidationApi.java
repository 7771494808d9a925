package org.xingtan.validation;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.xingtan.audit.AuditTrail;
import org.xingtan.ledger.CategoryNames;
import org.xingtan.platform.Actor;
import org.xingtan.platform.CreditHours;
import org.xingtan.platform.OrganizationId;
import org.xingtan.platform.web.Dates;
import org.xingtan.platform.web.Page;

/** Validated years of a subtree, and of whom an authority has validated elsewhere, for the provincial system. The trail tells of each part that is read. */
@RestController
class ValidationApi {

    record LineJson(String code, String title, @Nullable String need, String have) {}

    /**
     * @param after        hours that have come since, or were taken back; {@code 0.00} for none
     * @param registeredIn the other system in which the teacher said to be registered under this name and number; null where he has not
     */
    record ValidationJson(String teacher, String name, @Nullable String document, @Nullable String unitCode, @Nullable String unit, int year, int version, String result,
                          int months, LineJson total, List<LineJson> categories, List<LineJson> themes, @Nullable String basis, @Nullable String unitConfirmedAt,
                          String validatedAt, @Nullable Integer batch, @Nullable String reason, String after, @Nullable String registeredIn) {}

    private final LookAtUnit look;
    private final ValidatedRows rows;
    private final CategoryNames names;
    private final AuditTrail trail;

    ValidationApi(LookAtUnit look, ValidatedRows rows, CategoryNames names, AuditTrail trail) {
        this.look = look;
        this.rows = rows;
        this.names = names;
        this.trail = trail;
    }

    @GetMapping("/api/v1/organizations/{id}/validations")
    @Transactional
    public Page<ValidationJson> validations(Actor actor, @PathVariable OrganizationId id, @RequestParam(required = false) @Nullable String year,
                                            @RequestParam(required = false) @Nullable String cursor, @RequestParam(required = false) @Nullable String limit, Locale locale) {
        var unit = look.kept(actor, id.toString());
        var chosen = look.year(unit, Page.number(year));
        var page = rows.of(rows.where(unit, chosen), cursor, Page.limit(Page.number(limit)));
        trail.record(actor, "validation.read", "organization:" + id, unit.path(), null, Map.of("year", chosen, "people", page.items().size()));
        return page.map(row -> json(row, locale));
    }

    private ValidationJson json(ValidatedRows.Row row, Locale locale) {
        var facts = row.facts();
        return new ValidationJson(row.teacher().toString(), facts.name(), facts.document(), facts.unitCode(), facts.unit(), row.year(), row.version(), row.result().name(),
            facts.months(), line(facts.total(), locale), lines(facts.categories(), locale), lines(facts.themes(), locale),
            facts.basis() == null ? null : facts.basis().document(), row.unitConfirmedAt() == null ? null : Dates.rfc3339(row.unitConfirmedAt()),
            Dates.rfc3339(row.validatedAt()), row.batch(), row.reason(), row.after().setScale(2, java.math.RoundingMode.UNNECESSARY).toPlainString(),
            row.registeredIn());
    }

    private List<LineJson> lines(List<Facts.Line> lines, Locale locale) {
        return lines.stream().map(line -> line(line, locale)).toList();
    }

    private LineJson line(Facts.Line line, Locale locale) {
        return new LineJson(line.code(), line.name(names.of(line.code())).in(locale), text(line.need()), line.have().toString());
    }

    private static @Nullable String text(@Nullable CreditHours hours) {
        return hours == null ? null : hours.toString();
    }
}
