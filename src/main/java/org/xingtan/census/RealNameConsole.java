package org.xingtan.census;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.xingtan.directory.RealNameState;
import org.xingtan.platform.Actor;
import org.xingtan.platform.Problem;
import org.xingtan.platform.TeacherId;

/** The real names of a unit's people: confirmed, denied, in both directions. */
@Controller
@RequestMapping("/console/census/real-names")
class RealNameConsole {

    private static final int ROWS = 50;

    private final CensusUnits units;
    private final RealNames names;
    private final VerifyRealNames verify;

    RealNameConsole(CensusUnits units, RealNames names, VerifyRealNames verify) {
        this.units = units;
        this.names = names;
        this.verify = verify;
    }

    @GetMapping
    ModelAndView list(Actor actor, @RequestParam(required = false) @Nullable String organization, @RequestParam(defaultValue = "MATCHED") String state,
                      @RequestParam(required = false) @Nullable String after, @RequestParam(required = false) @Nullable Integer n) {
        var unit = units.get(actor, organization);
        var shown = state(state);
        return new ModelAndView("census/real-names", "view", new RealNamesView(unit, units.trail(actor, unit), units.below(actor, unit), shown,
            names.page(unit, shown, after, ROWS), names.count(unit, shown), n));
    }

    @PostMapping("/verification")
    String verify(Actor actor, @RequestParam String organization, @RequestParam String state, @RequestParam(defaultValue = "") List<String> person) {
        return back(actor, organization, state) + verify.verify(actor, person.stream().map(TeacherId::of).toList());
    }

    @PostMapping("/rejection")
    String reject(Actor actor, @RequestParam String organization, @RequestParam String state, @RequestParam(defaultValue = "") List<String> person,
                  @RequestParam(defaultValue = "") String reason) {
        return back(actor, organization, state) + verify.reject(actor, person.stream().map(TeacherId::of).toList(), reason);
    }

    /** The list that was decided from, up to how many it were; read before anything is decided. */
    private String back(Actor actor, String organization, String state) {
        return "redirect:/console/census/real-names?organization=" + units.get(actor, organization).id() + "&state=" + state(state) + "&n=";
    }

    private static RealNameState state(String asked) {
        try {
            return RealNameState.valueOf(asked);
        } catch (IllegalArgumentException e) {
            throw (Problem) new Problem(400, "error.malformed").initCause(e);
        }
    }
}
