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

    private final Forecasts forecasts;
    private final Texts texts;
    private final Years years;

    StandingApi(Forecasts forecasts, Texts texts, Years years) {
        this.forecasts = forecasts;
        this.texts = texts;
        this.years = years;
    }

    @GetMapping("/standing")
    StandingJson standing(Actor actor, @RequestParam(required = false) @Nullable Integer year, Locale locale) {
        return StandingJson.of(forecasts.of(actor.teacher(), years.of(year)), texts, locale);
    }
}
