package org.xingtan.standing;

import java.time.Clock;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.xingtan.ledger.Credits;
import org.xingtan.platform.Actor;
import org.xingtan.platform.Window;

/** What the year still asks for. */
@Controller
class StandingController {

    private static final int YEARS = 4;

    private final Forecasts forecasts;
    private final Exemptions exemptions;
    private final Credits credits;
    private final Years years;
    private final Clock clock;

    StandingController(Forecasts forecasts, Exemptions exemptions, Credits credits, Years years, Clock clock) {
        this.forecasts = forecasts;
        this.exemptions = exemptions;
        this.credits = credits;
        this.years = years;
        this.clock = clock;
    }

    @GetMapping("/standing")
    ModelAndView standing(Actor actor, @RequestParam(required = false) @Nullable Integer year) {
        var chosen = years.of(year);
        var forecast = forecasts.of(actor.teacher(), chosen);
        var beside = forecasts.beside(actor.teacher(), chosen);
        return new ModelAndView("standing/standing").addObject("standing", forecast.standing())
            .addObject("forecast", forecast.isMore() ? forecast : null)
            .addObject("exemptions", exemptions.inForce(actor.teacher(), chosen))
            .addObject("beside", beside)
            .addObject("current", years.current())
            .addObject("shared", forecast.chosen().shared())
            .addObject("years", shown(chosen, forecast, beside))
            .addObject("conversion", credits.ruleOf(actor.teacher(), LocalDate.ofInstant(clock.instant(), Window.ZONE)).orElse(null));
    }

    /** This one and those before it, and each to come that there is something to see of; the newest first. */
    private List<Integer> shown(int chosen, Forecast forecast, List<Forecast.Beside> beside) {
        var current = years.current();
        var ahead = Stream.of(beside.stream().map(Forecast.Beside::year), forecast.chosen().shared().stream().map(Forecast.Shared::year), Stream.of(chosen));
        return Stream.concat(ahead.flatMap(it -> it).filter(year -> year > current), Stream.iterate(current, year -> year - 1).limit(YEARS))
            .distinct().sorted(Comparator.reverseOrder()).toList();
    }
}
