package org.xingtan.standing;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.stereotype.Controller;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.xingtan.directory.OrganizationCard;
import org.xingtan.ledger.AnnualRequirement;
import org.xingtan.platform.Actor;
import org.xingtan.platform.Localized;
import org.xingtan.platform.OrganizationId;
import org.xingtan.platform.Task;
import org.xingtan.platform.TeacherId;
import org.xingtan.platform.web.Area;

/** What a year asks, by forms; and where one teacher stands, with his exemptions. */
@Controller
@RequestMapping("/console/standing")
public class StandingConsole {

    /** Its place in the console. */
    @Configuration(proxyBeanMethods = false)
    static class Place {

        @Bean
        Area standingConsoleArea() {
            return new Area("standing", "standing.area", Area.Group.HOURS, "clock", Task.CORRECT_HOURS, 1);
        }
    }

    /**
     * What is asked from above.
     *
     * @param requirement of the nearest authority above in the year; null where none asks
     * @param raised      versions of the authority that have followed those above it
     * @param below       those below of whom this authority asks more in the year than they say themselves
     */
    public record Above(@Nullable AnnualRequirement requirement, Set<AnnualRequirement> raised, List<Localized> below) {}

    /** A program that may fill a theme. */
    public record Candidate(String id, String title) {}

    private final KeepRequirement keep;
    private final PersonInYears.Finder find;
    private final ExemptTeacher exempt;
    private final Exemptions exemptions;
    private final Standings standings;
    private final Years years;

    StandingConsole(KeepRequirement keep, PersonInYears.Finder find, ExemptTeacher exempt, Exemptions exemptions, Standings standings, Years years) {
        this.keep = keep;
        this.find = find;
        this.exempt = exempt;
        this.exemptions = exemptions;
        this.standings = standings;
        this.years = years;
    }

    @GetMapping
    ModelAndView requirements(Actor actor, @RequestParam(required = false) @Nullable String organization, @RequestParam(required = false) @Nullable Integer year) {
        var authorities = keep.authorities(actor);
        var authority = organization == null ? authorities.getFirst() : keep.authority(actor, OrganizationId.of(organization));
        var known = keep.of(authority.id());
        var chosen = years.of(year);
        var above = keep.above(authority, chosen);
        var said = known.stream().filter(it -> !above.raised.contains(it)).toList();
        var model = said.stream().filter(it -> it.year() == chosen).findFirst()
            .or(() -> said.stream().filter(it -> it.year() < chosen).max(Comparator.comparingInt(AnnualRequirement::year).thenComparing(AnnualRequirement::version)))
            .or(() -> Optional.ofNullable(above.requirement));
        return new ModelAndView("standing/console").addObject("authorities", authorities).addObject("authority", authority).addObject("known", known)
            .addObject("year", chosen).addObject("current", years.current()).addObject("counting", keep.isCounting(authority, chosen)).addObject("model", model.orElse(null)).addObject("above", above).addObject("candidates", candidates(authority, known));
    }

    private List<Candidate> candidates(OrganizationCard authority, List<AnnualRequirement> known) {
        return keep.programs(authority, known).stream().map(it -> new Candidate(it.id().toString(), it.title())).toList();
    }

    @PostMapping("/organizations/{id}/requirements")
    String define(Actor actor, @PathVariable String id, @RequestParam MultiValueMap<String, String> typed) {
        var defined = keep.define(actor, OrganizationId.of(id), new RequirementForm(typed));
        return "redirect:/console/standing?organization=" + defined.jurisdiction() + "&year=" + defined.year();
    }

    @GetMapping("/teachers/{id}")
    ModelAndView teacher(Actor actor, @PathVariable String id, @RequestParam(required = false) @Nullable Integer year) {
        var chosen = years.of(year);
        var seen = find.of(actor, TeacherId.of(id), chosen);
        var person = seen.person();
        var known = exemptions.all(person.id()).stream().filter(it -> seen.isSeen(it.year())).toList();
        return new ModelAndView("standing/teacher").addObject("person", person).addObject("here", seen.isHere()).addObject("years", seen.years())
            .addObject("standing", standings.of(person.id(), chosen)).addObject("current", years.current()).addObject("decides", seen.mayDecide(chosen))
            .addObject("exemptions", known).addObject("decided", known.stream().map(Exemption::year).filter(seen::mayDecide).collect(Collectors.toSet()));
    }

    @PostMapping("/teachers/{id}/exemptions")
    String grant(Actor actor, @PathVariable String id, @ModelAttribute ExemptTeacher.Form form) {
        return person(id, exempt.grant(actor, TeacherId.of(id), form));
    }

    @PostMapping("/teachers/{id}/exemptions/{exemption}/end")
    String end(Actor actor, @PathVariable String id, @PathVariable UUID exemption, @RequestParam(required = false) @Nullable String why) {
        return person(id, exempt.end(actor, TeacherId.of(id), exemption, why));
    }

    private static String person(String id, int year) {
        return "redirect:/console/standing/teachers/" + TeacherId.of(id) + "?year=" + year;
    }
}
