package org.xingtan.unit;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.xingtan.platform.Actor;
import org.xingtan.platform.Condition;
import org.xingtan.platform.OrganizationId;
import org.xingtan.platform.Task;
import org.xingtan.platform.Verdict;
import org.xingtan.platform.web.Area;
import org.xingtan.platform.web.Page;

/** The units below one's own, by forms. */
@Controller
class UnitConsole {

    private static final int HISTORY = 50;

    /** Its place in the console. */
    @Configuration(proxyBeanMethods = false)
    static class Place {

        @Bean
        Area unitConsoleArea() {
            return new Area("units", "unit.area", Area.Group.PEOPLE, "list", Task.MANAGE_APPOINTMENTS, 4);
        }
    }

    private final UnitScope scope;
    private final KnownUnits units;
    private final KeepUnit keep;
    private final MergeUnits merge;
    private final Changes changes;
    private final UnitPages pages;

    UnitConsole(UnitScope scope, KnownUnits units, KeepUnit keep, MergeUnits merge, Changes changes, UnitPages pages) {
        this.scope = scope;
        this.units = units;
        this.keep = keep;
        this.merge = merge;
        this.changes = changes;
        this.pages = pages;
    }

    @GetMapping("/console/units")
    ModelAndView list(Actor actor, @RequestParam(required = false) @Nullable OrganizationId organization,
                      @RequestParam(required = false) @Nullable String after) {
        var unit = scope.require(actor, organization);
        var model = new HashMap<String, Object>();
        model.put("unit", unit);
        model.put("trail", scope.trail(actor, unit));
        model.put("tops", scope.tops(actor));
        model.put("children", units.children(scope.of(actor), unit.id(), after, Page.limit(null)));
        model.put("words", pages);
        model.put("changes", changes.of(unit.id(), HISTORY));
        model.put("mayChange", scope.keeps(actor, unit));
        model.put("wentOver", scope.keeps(actor, unit) ? pages.wentOver(unit) : List.of());
        return new ModelAndView("unit/list", model);
    }

    @GetMapping("/console/units/new")
    ModelAndView form(Actor actor, @RequestParam OrganizationId under) {
        var top = scope.require(actor, under);
        return form(top, UnitForm.under(top), null, true);
    }

    @PostMapping("/console/units/new")
    Object make(Actor actor, @RequestParam OrganizationId under, @ModelAttribute UnitForm form) {
        var top = scope.require(actor, under);
        var row = form.row(null);
        var verdict = keep.verdict(actor, top, row);
        if (!verdict.met()) {
            return form(top, form, verdict, true);
        }
        keep.save(actor, top.id(), row);
        return "redirect:/console/units?organization=" + top.id();
    }

    @GetMapping("/console/units/{id}")
    ModelAndView edit(Actor actor, @PathVariable OrganizationId id) {
        var unit = scope.require(actor, id);
        return form(unit, UnitForm.of(unit), null, false);
    }

    @PostMapping("/console/units/{id}")
    Object change(Actor actor, @PathVariable OrganizationId id, @ModelAttribute UnitForm form) {
        var unit = scope.require(actor, id);
        var top = pages.top(actor, unit);
        var row = form.row(unit.code());
        var verdict = keep.verdict(actor, top, row);
        if (!verdict.met()) {
            return form(unit, form, verdict, false);
        }
        keep.save(actor, top.id(), row);
        return "redirect:/console/units?organization=" + id;
    }

    @PostMapping("/console/units/{id}/closing")
    String close(Actor actor, @PathVariable OrganizationId id, @RequestParam(defaultValue = "true") boolean closed) {
        keep.close(actor, id, closed);
        return "redirect:/console/units?organization=" + id;
    }

    @PostMapping("/console/units/{id}/merging")
    String merge(Actor actor, @PathVariable OrganizationId id, @RequestParam(defaultValue = "") String code,
                 @RequestParam(defaultValue = "false") boolean confirmed) {
        Verdict.of(Condition.of("unit.merge.confirmed", confirmed)).orRefuse();
        merge.merge(actor, id, code);
        return "redirect:/console/units?organization=" + id;
    }

    @GetMapping("/console/units/template.xlsx")
    void template(Locale locale, HttpServletResponse response) throws IOException {
        pages.workbook(response, "units-template");
        pages.workbooks().template(locale, response.getOutputStream());
    }

    @GetMapping("/console/units/export.xlsx")
    void export(Actor actor, @RequestParam OrganizationId organization, Locale locale, HttpServletResponse response) throws IOException {
        var unit = scope.require(actor, organization);
        pages.workbook(response, "units-" + unit.code());
        pages.workbooks().export(actor, unit, locale, response.getOutputStream());
    }

    private ModelAndView form(KnownUnit unit, UnitForm form, @Nullable Verdict verdict, boolean isNew) {
        var model = new HashMap<String, Object>();
        model.put("unit", unit);
        model.put("form", form);
        model.put("isNew", isNew);
        model.put("words", pages);
        model.put("verdict", verdict);
        return new ModelAndView("unit/form", model, verdict == null ? HttpStatus.OK : HttpStatus.UNPROCESSABLE_CONTENT);
    }
}
