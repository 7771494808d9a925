package org.xingtan.census;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.format.annotation.DateTimeFormat;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.xingtan.directory.Vocabulary;
import org.xingtan.platform.Actor;
import org.xingtan.platform.TeacherId;

/** The census of a unit: totals, who has not declared, and the form. */
@Controller
@RequestMapping("/console/census")
class CensusConsole {

    private final LookAtCensus look;
    private final DeclareCensus declare;
    private final ExportCensus export;
    private final Vocabulary vocabulary;

    CensusConsole(LookAtCensus look, DeclareCensus declare, ExportCensus export, Vocabulary vocabulary) {
        this.look = look;
        this.declare = declare;
        this.export = export;
        this.vocabulary = vocabulary;
    }

    @GetMapping("/export.xlsx")
    void export(Actor actor, @RequestParam String organization, Locale locale, HttpServletResponse response) throws IOException {
        var view = export.at(actor, organization);
        response.setContentType("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet");
        response.setHeader("Content-Disposition", "attachment; filename=\"census-" + view.unit().code() + ".xlsx\"");
        response.setHeader("Cache-Control", "no-store");
        export.write(actor, view, locale, response.getOutputStream());
    }

    @GetMapping
    ModelAndView census(Actor actor, @RequestParam(required = false) @Nullable String organization,
                        @RequestParam(required = false) @Nullable String after, @RequestParam(required = false) @Nullable String done) {
        return new ModelAndView("census/census").addObject("view", look.at(actor, organization, after))
            .addObject("vocabulary", vocabulary).addObject("done", done != null);
    }

    @GetMapping("/missing")
    ModelAndView missing(Actor actor, @RequestParam(required = false) @Nullable String organization,
                         @RequestParam(required = false) @Nullable String after) {
        return new ModelAndView("census/missing", "view", look.missing(actor, organization, after));
    }

    @PostMapping
    String declare(Actor actor, @RequestParam String organization, @RequestParam(required = false) @DateTimeFormat(iso = DateTimeFormat.ISO.DATE) @Nullable LocalDate on,
                   @RequestParam(defaultValue = "") List<String> person, @RequestParam(defaultValue = "") List<String> holder) {
        declare.declare(actor, organization, on, person.stream().map(TeacherId::of).collect(Collectors.toSet()),
            holder.stream().map(Holding::of).collect(Collectors.toSet()));
        return "redirect:/console/census?organization=" + organization + "&done=yes";
    }
}
