package org.xingtan.fee;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.xingtan.audit.Export;
import org.xingtan.platform.Actor;
import org.xingtan.platform.OrganizationId;
import org.xingtan.platform.Uuids;

/** Fees as files: a statement to be printed, its lines and the reconciliation as workbooks. */
@Controller
@RequestMapping("/console/fee")
class FeeFiles {

    private static final String XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

    private final TakeFees take;

    FeeFiles(TakeFees take) {
        this.take = take;
    }

    @GetMapping("/statements/{id}/pdf")
    void pdf(Actor actor, @PathVariable String id, Locale locale, HttpServletResponse response) throws IOException {
        var statement = take.statement(actor, Uuids.parse(id));
        begin(response, "application/pdf", "statement-" + Uuids.parse(id) + ".pdf");
        take.pdf(statement, locale, response.getOutputStream());
    }

    @PostMapping("/statements/{id}/export")
    void export(Actor actor, @PathVariable String id, @ModelAttribute Export.Why why, Locale locale, HttpServletResponse response) throws IOException {
        var taken = take.begin(actor, Uuids.parse(id), why);
        begin(response, XLSX, "statement-" + taken.export().day() + ".xlsx");
        take.write(taken, locale, response.getOutputStream());
    }

    @PostMapping("/terms/{id}/reconciliation/export")
    void export(Actor actor, @PathVariable String id, @RequestParam(required = false) @Nullable OrganizationId unit, @ModelAttribute Export.Why why,
                Locale locale, HttpServletResponse response) throws IOException {
        var sums = take.begin(actor, Uuids.parse(id), unit, why);
        begin(response, XLSX, "reconciliation-" + sums.export().day() + ".xlsx");
        take.write(sums, locale, response.getOutputStream());
    }

    private static void begin(HttpServletResponse response, String type, String name) {
        response.setContentType(type);
        response.setHeader("Content-Disposition", "attachment; filename=\"" + name + "\"");
        response.setHeader("Cache-Control", "no-store");
    }
}
