package org.xingtan.report;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.xingtan.audit.Export;
import org.xingtan.platform.Actor;
import org.xingtan.platform.Task;
import org.xingtan.platform.Uuids;
import org.xingtan.platform.web.Area;
import org.xingtan.platform.workbook.ListFile;

/** Who meets what the year asks: from the nation to whoever lacks what. */
@Controller
@RequestMapping("/console/compliance")
class ComplianceController {

    /** Its place in the console. */
    @Configuration(proxyBeanMethods = false)
    static class Place {

        @Bean
        Area complianceConsoleArea() {
            return new Area("compliance", "report.compliance.area", Area.Group.FIGURES, "tick", Task.VIEW_STATISTICS, 2);
        }
    }

    private final LookAtCompliance look;
    private final ExportCompliance export;
    private final RemindLacking remind;

    ComplianceController(LookAtCompliance look, ExportCompliance export, RemindLacking remind) {
        this.look = look;
        this.export = export;
        this.remind = remind;
    }

    @GetMapping
    ModelAndView compliance(Actor actor, @RequestParam(required = false) @Nullable String organization, @RequestParam(required = false) @Nullable Integer year) {
        return new ModelAndView("report/compliance", "view", look.at(actor, organization, year));
    }

    @GetMapping("/people")
    ModelAndView people(Actor actor, @RequestParam(required = false) @Nullable String organization, @RequestParam(required = false) @Nullable Integer year,
                        @RequestParam(required = false) @Nullable String line, @RequestParam(required = false) @Nullable String stage,
                        @RequestParam(required = false) @Nullable String after, @RequestParam(required = false) @Nullable UUID sent) {
        return new ModelAndView("report/lacking", "view", look.lacking(actor, organization, year, new LookAtCompliance.Question(line, stage), after))
            .addObject("sent", remind.sent(actor, sent));
    }

    @PostMapping("/people/reminder")
    String remind(Actor actor, @RequestParam(required = false) @Nullable String organization, @RequestParam(required = false) @Nullable Integer year,
                  @RequestParam(required = false) @Nullable String line, @RequestParam(required = false) @Nullable String stage, @RequestParam String id,
                  @RequestParam(required = false) @Nullable String note) {
        var reminder = Uuids.parse(id);
        var list = look.lacking(actor, organization, year, new LookAtCompliance.Question(line, stage), null);
        remind.remind(actor, reminder, list, note);
        return "redirect:/console/compliance/people?" + list.asks(list.line().code(), list.stageCode()) + "&sent=" + reminder;
    }

    @GetMapping("/excluded")
    ModelAndView excluded(Actor actor, @RequestParam(required = false) @Nullable String organization, @RequestParam(required = false) @Nullable Integer year,
                          @RequestParam(required = false) @Nullable String why, @RequestParam(required = false) @Nullable String after) {
        return new ModelAndView("report/excluded", "view", look.excluded(actor, organization, year, why, after));
    }

    @PostMapping("/export")
    void exportUnits(Actor actor, @RequestParam(required = false) @Nullable String organization, @RequestParam(required = false) @Nullable Integer year, @ModelAttribute Export.Why why,
                     @RequestParam(defaultValue = "xlsx") String file, Locale locale, HttpServletResponse response) throws IOException {
        var as = ListFile.of(file);
        send(export.units(actor, look.at(actor, organization, year), as, why, locale), as, "compliance-units-", response);
    }

    @PostMapping("/people/export")
    void export(Actor actor, @RequestParam(required = false) @Nullable String organization, @RequestParam(required = false) @Nullable Integer year,
                @RequestParam(required = false) @Nullable String line, @RequestParam(required = false) @Nullable String stage, @ModelAttribute Export.Why why,
                @RequestParam(defaultValue = "xlsx") String file, Locale locale, HttpServletResponse response) throws IOException {
        var as = ListFile.of(file);
        send(export.take(actor, look.lacking(actor, organization, year, new LookAtCompliance.Question(line, stage), null), as, why, locale), as, "compliance-", response);
    }

    private static void send(ExportCompliance.Taken taken, ListFile as, String name, HttpServletResponse response) throws IOException {
        response.setContentType(as.mediaType());
        response.setHeader(HttpHeaders.CONTENT_DISPOSITION,
            ContentDisposition.attachment().filename(name + taken.unit().code() + "." + as.ending()).build().toString());
        taken.file().send(response.getOutputStream());
    }
}
