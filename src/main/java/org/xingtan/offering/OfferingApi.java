package org.xingtan.offering;

import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.multipart.MultipartFile;
import org.xingtan.platform.Actor;
import org.xingtan.platform.Problem;
import org.xingtan.platform.web.Dates;
import org.xingtan.platform.web.Page;
import org.xingtan.platform.workbook.Finding;
import org.xingtan.selection.OfferingId;
import org.xingtan.selection.TermId;

/** Who has taken an offering, and workbooks of what a term offers, for other systems. */
@RestController
@RequestMapping("/api/v1")
class OfferingApi {

    record PersonJson(String id, String name) {}

    record UnitJson(String id, String name) {}

    /** @param teacher null, as the organization, for who works in a unit of somebody else by now @param position among those who wait, from 1 */
    record TakerJson(@Nullable PersonJson teacher, @Nullable UnitJson organization, String state, @Nullable Integer position, String chosenAt,
                     @Nullable String begunAt, @Nullable String completedAt) {}

    record FindingJson(int row, @Nullable String column, String code, String text) {}

    record ImportJson(String id, String term, String file, String state, OfferingImport.Totals totals, List<FindingJson> findings, String plannedAt) {}

    private final Takers takers;
    private final OfferingImports imports;
    private final HandInOfferings handIn;
    private final OfferingSheet sheet;

    OfferingApi(Takers takers, OfferingImports imports, HandInOfferings handIn, OfferingSheet sheet) {
        this.takers = takers;
        this.imports = imports;
        this.handIn = handIn;
        this.sheet = sheet;
    }

    @GetMapping("/offerings/{id}/selections")
    Page<TakerJson> takers(Actor actor, @PathVariable String id, @RequestParam(required = false) @Nullable String limit,
                           @RequestParam(required = false) @Nullable String cursor, @RequestParam(defaultValue = "false") boolean idle) {
        return takers.page(actor, OfferingId.of(id), idle, cursor, Page.number(limit)).map(OfferingApi::json);
    }

    private static TakerJson json(Takers.Taker one) {
        var unit = one.unit();
        var name = one.unitName();
        return new TakerJson(one.teacher() == null || one.name() == null ? null : new PersonJson(one.teacher().toString(), one.name()),
            unit == null || name == null ? null : new UnitJson(unit.toString(), name.chinese()), one.state(), one.position(), Dates.rfc3339(one.chosenAt()),
            one.begun() == null ? null : Dates.rfc3339(one.begun()), one.done() == null ? null : Dates.rfc3339(one.done()));
    }

    @PostMapping("/terms/{id}/offering-imports")
    @ResponseStatus(HttpStatus.CREATED)
    ImportJson upload(Actor actor, @PathVariable String id, @RequestParam MultipartFile file, Locale locale) {
        return json(imports.at(actor, handIn.handIn(actor, TermId.of(id), file)), locale);
    }

    @GetMapping("/offering-imports/{id}")
    ImportJson one(Actor actor, @PathVariable UUID id, Locale locale) {
        return json(imports.at(actor, id), locale);
    }

    /** @throws Problem 409 when what is offered has changed since: then the plan is another one */
    @PostMapping("/offering-imports/{id}/commit")
    ImportJson commit(Actor actor, @PathVariable UUID id, Locale locale) {
        if (!imports.commit(actor, id)) {
            throw new Problem(409, "offering.import.stale");
        }
        return json(imports.at(actor, id), locale);
    }

    @DeleteMapping("/offering-imports/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void discard(Actor actor, @PathVariable UUID id) {
        imports.discard(actor, id);
    }

    private ImportJson json(OfferingImport one, Locale locale) {
        return new ImportJson(one.id().toString(), one.term().toString(), one.fileName(), one.state().name(), one.totals(),
            one.findings().stream().map(it -> json(it, locale)).toList(), Dates.rfc3339(one.plannedAt()));
    }

    private FindingJson json(Finding it, Locale locale) {
        return new FindingJson(it.row(), it.column(), it.code(), sheet.sentence(it, locale));
    }
}
