package org.xingtan.standing;

import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.xingtan.platform.Actor;
import org.xingtan.platform.web.Texts;

/** A person's own standing, for other systems. */
@RestController
@RequestMapping("/api/v1/me")
class StandingApi {

    private final Standings standings;
    private final Texts texts;
    private final Years years;

    StandingApi(Standings standings, Texts texts, Years years) {
        this.standings = standings;
        this.texts = texts;
        this.years = years;
    }

    @GetMapping("/standing")
    StandingJson standing(Actor actor, @RequestParam(required = false) @Nullable Integer year, Locale locale) {
        return StandingJson.of(standings.of(actor.teacher(), years.of(year)), texts, locale);
    }
}
