package org.xingtan.report;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.xingtan.directory.OrganizationCard;
import org.xingtan.directory.OrganizationJson;
import org.xingtan.platform.Actor;
import org.xingtan.platform.CreditHours;
import org.xingtan.platform.OrganizationId;
import org.xingtan.platform.web.Dates;

/** Figures of a unit for other systems. */
@RestController
class StatisticsApi {

    record FiguresJson(long eligible, long enrolled, long started, long completed, long certified, CreditHours hours) {

        static FiguresJson of(Figures figures) {
            return new FiguresJson(figures.eligible(), figures.enrolled(), figures.started(), figures.completed(),
                figures.certified(), figures.hours());
        }
    }

    record RatesJson(Rate completion) {}

    record PartJson(OrganizationJson organization, FiguresJson figures, RatesJson rates) {

        static PartJson of(OrganizationCard unit, Figures figures) {
            return new PartJson(OrganizationJson.of(unit), FiguresJson.of(figures), new RatesJson(figures.completion()));
        }
    }

    /** @param own the unit's direct people beside its children; null when there are none */
    record StatisticsJson(String asOf, OrganizationJson organization, FiguresJson figures, RatesJson rates, List<PartJson> children,
                          @Nullable PartJson own) {}

    private final Statistics statistics;

    StatisticsApi(Statistics statistics) {
        this.statistics = statistics;
    }

    @GetMapping("/api/v1/organizations/{id}/statistics")
    StatisticsJson of(Actor actor, @PathVariable OrganizationId id, @RequestParam(required = false) @Nullable String program,
                      @RequestParam(required = false) @Nullable String year) {
        var found = statistics.of(actor, id, program, year);
        return new StatisticsJson(Dates.rfc3339(found.asOf()), OrganizationJson.of(found.unit()), FiguresJson.of(found.figures()),
            new RatesJson(found.figures().completion()),
            found.children().stream().map(part -> PartJson.of(part.unit(), part.figures())).toList(),
            found.own() == null ? null : PartJson.of(found.unit(), found.own()));
    }
}
