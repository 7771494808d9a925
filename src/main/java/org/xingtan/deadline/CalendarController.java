package org.xingtan.deadline;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.http.CacheControl;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.xingtan.platform.Actor;
import org.xingtan.platform.web.Texts;

/** A person's calendar: his page, the settings of his secret link, and what the link gives. */
@Controller
class CalendarController {

    /** What is over is in the feed for so long. */
    private static final Duration KEPT = Duration.ofDays(90);
    private static final String ENDING = ".ics";
    private static final MediaType CALENDAR = new MediaType("text", "calendar", StandardCharsets.UTF_8);

    private final Months months;
    private final Agenda agenda;
    private final Feeds feeds;
    private final Texts texts;
    private final Clock clock;
    private final String base;

    CalendarController(Months months, Agenda agenda, Feeds feeds, Texts texts, Clock clock, @Value("${xingtan.base-url}") String base) {
        this.months = months;
        this.agenda = agenda;
        this.feeds = feeds;
        this.texts = texts;
        this.clock = clock;
        this.base = base.replaceAll("/+$", "");
    }

    @GetMapping("/calendar")
    ModelAndView calendar(Actor actor, @RequestParam(required = false) @Nullable String month, @RequestParam(defaultValue = "month") String view, Locale locale) {
        return new ModelAndView("deadline/calendar", "view", months.own(actor, month, view.equals("list"), locale))
            .addObject("appointed", agenda.isAppointed(actor.teacher()));
    }

    @GetMapping("/calendar/link")
    ModelAndView link(Actor actor) {
        return new ModelAndView("deadline/link", "feed", feeds.of(actor.teacher()).orElse(null)).addObject("address", null);
    }

    /** The link is shown this once. Sent again there is another one, and this one leads nowhere. */
    @PostMapping("/calendar/link")
    ModelAndView renew(Actor actor, Locale locale) {
        var secret = feeds.renew(actor, locale);
        return new ModelAndView("deadline/link", "feed", feeds.of(actor.teacher()).orElse(null)).addObject("address", base + "/calendar/feed/" + secret + ENDING);
    }

    @PostMapping("/calendar/link/removal")
    String revoke(Actor actor) {
        feeds.revoke(actor);
        return "redirect:/calendar/link";
    }

    /** Without a cookie: who knows the secret reads. */
    @GetMapping("/calendar/feed/{file}")
    ResponseEntity<byte[]> feed(@PathVariable String file) {
        var reader = feeds.read(file.endsWith(ENDING) ? file.substring(0, file.length() - ENDING.length()) : "");
        var now = clock.instant();
        var text = ICalendar.of(texts.get("deadline.feed", reader.locale()), agenda.all(reader.person(), now.minus(KEPT), reader.locale()), base, now);
        return ResponseEntity.ok().contentType(CALENDAR).cacheControl(CacheControl.noStore())
            .header(HttpHeaders.CONTENT_DISPOSITION, ContentDisposition.inline().filename("xingtan.ics").build().toString())
            .body(text.getBytes(StandardCharsets.UTF_8));
    }
}
