package org.xingtan.cover;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.xingtan.audit.Export;
import org.xingtan.audit.ExportFiles;
import org.xingtan.platform.Actor;
import org.xingtan.platform.OrganizationId;
import org.xingtan.platform.web.Area;
import org.xingtan.platform.workbook.ListFile;

/** Who of a unit is away: week by week, and to be taken along. */
@Controller
@RequestMapping(CoverView.PAGE)
class CoverConsole {

    /** Its place in the console. */
    @Configuration(proxyBeanMethods = false)
    static class Place {

        @Bean
        Area coverConsoleArea() {
            return new Area("cover", "cover.area", Area.Group.IN_PERSON, "clock", CoverScope.TASK, 5);
        }
    }

    private final LookAtCover look;
    private final ExportCover export;
    private final ExportSchools exportSchools;

    CoverConsole(LookAtCover look, ExportCover export, ExportSchools exportSchools) {
        this.look = look;
        this.export = export;
        this.exportSchools = exportSchools;
    }

    @GetMapping
    ModelAndView weeks(Actor actor, @RequestParam(required = false) @Nullable OrganizationId organization, @RequestParam Map<String, String> address) {
        return new ModelAndView("cover/console", "view", look.at(actor, organization, range(address), new LookAtCover.Below(which(address), address.get("after"))));
    }

    /** A week for the staff room. @throws org.xingtan.platform.Forbidden for whoever looks from above */
    @GetMapping("/print")
    ModelAndView print(Actor actor, @RequestParam OrganizationId organization, @RequestParam Map<String, String> address) {
        return new ModelAndView("cover/print", "view", look.named(actor, organization, range(address)));
    }

    @PostMapping("/export")
    void export(Actor actor, @RequestParam OrganizationId organization, @RequestParam Map<String, String> address, @RequestParam(defaultValue = "xlsx") String file,
                @ModelAttribute Export.Why why, Locale locale, HttpServletResponse response) throws IOException {
        send(export.take(actor, organization, range(address), ListFile.of(file), why, locale), "cover-", ListFile.of(file), response);
    }

    /** How many are away in each school of an authority. */
    @PostMapping("/schools/export")
    void exportSchools(Actor actor, @RequestParam OrganizationId organization, @RequestParam Map<String, String> address, @RequestParam(defaultValue = "xlsx") String file,
                       @ModelAttribute Export.Why why, Locale locale, HttpServletResponse response) throws IOException {
        send(exportSchools.take(actor, organization, range(address), which(address), ListFile.of(file), why, locale), "cover-schools-", ListFile.of(file), response);
    }

    private static void send(ExportFiles.Ready taken, String name, ListFile as, HttpServletResponse response) throws IOException {
        response.setContentType(as.mediaType());
        response.setHeader("Content-Disposition", "attachment; filename=\"" + name + taken.export().day() + "." + as.ending() + "\"");
        response.setHeader("Cache-Control", "no-store");
        taken.send(response.getOutputStream());
    }

    private static SchoolsBelow.Which which(Map<String, String> address) {
        return SchoolsBelow.Which.of(address.get("schools"));
    }

    private Range range(Map<String, String> address) {
        return Range.of(look.today(), address.get("from"), address.get("to"), address.get("week"));
    }
}
