package org.xingtan.cover;

import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.servlet.ModelAndView;
import org.xingtan.platform.Actor;
import org.xingtan.platform.TeacherId;

/** The days on which somebody is away, what happens to his lessons then, and whose lessons he takes. */
@Controller
@RequestMapping("/cover")
class CoverController {

    private final Absences absences;
    private final Arrangements arrangements;
    private final Causes causes;
    private final ArrangeCover.Following following;

    CoverController(Absences absences, Arrangements arrangements, Causes causes, ArrangeCover.Following following) {
        this.absences = absences;
        this.arrangements = arrangements;
        this.causes = causes;
        this.following = following;
    }

    @GetMapping
    ModelAndView mine(Actor actor) {
        return new ModelAndView("cover/mine", "view", of(actor.teacher(), following.today()));
    }

    private CoverMine of(TeacherId person, LocalDate today) {
        var holding = causes.of(arrangements.of(person, today)).stream().filter(Causes.Judged::holds).toList();
        var own = absences.of(List.of(person), today, today.plusDays(Range.MOST_DAYS)).stream().map(away -> new CoverMine.Own(away,
            holding.stream().map(Causes.Judged::arrangement).filter(it -> it.key().isOf(away)).findFirst().orElse(null))).toList();
        var covers = holding.stream().filter(it -> it.arrangement().isCoveredBy(person))
            .map(it -> new CoverMine.Taken(it.arrangement(), Objects.requireNonNull(it.away()))).toList();
        return new CoverMine(own, covers);
    }
}
