package org.xingtan.calendar;

import java.time.LocalDate;
import java.time.Year;
import org.jspecify.annotations.Nullable;
import org.springframework.format.annotation.DateTimeFormat;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.xingtan.platform.Actor;
import org.xingtan.platform.Localized;
import org.xingtan.platform.Problem;
import org.xingtan.platform.calendar.SpecialDay;

/** The operator's page of working days. */
@Controller
@RequestMapping("/console/calendar")
class CalendarConsole {

    private final KeepCalendar keep;

    CalendarConsole(KeepCalendar keep) {
        this.keep = keep;
    }

    @GetMapping
    ModelAndView calendar(Actor actor, @RequestParam(required = false) @Nullable String year) {
        return new ModelAndView("calendar/calendar", "view", keep.at(actor, year == null ? null : year(year)));
    }

    @PostMapping
    String set(Actor actor, @RequestParam @DateTimeFormat(iso = DateTimeFormat.ISO.DATE) LocalDate day, @RequestParam SpecialDay.Kind kind,
               @RequestParam String name, @RequestParam(defaultValue = "") String nameEn, @RequestParam String source) {
        keep.set(actor, new SpecialDay(day, kind, new Localized(name.strip(), nameEn.isBlank() ? null : nameEn.strip()), source.strip()));
        return page(day);
    }

    @PostMapping("/removal")
    String remove(Actor actor, @RequestParam @DateTimeFormat(iso = DateTimeFormat.ISO.DATE) LocalDate day) {
        keep.remove(actor, day);
        return page(day);
    }

    private static String page(LocalDate day) {
        return "redirect:/console/calendar?year=" + day.getYear();
    }

    private static Year year(String text) {
        if (!text.matches("[12][0-9]{3}")) {
            throw new Problem(400, "error.malformed");
        }
        return Year.parse(text);
    }
}
