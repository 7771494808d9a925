package org.xingtan.report;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.xingtan.directory.OrganizationCard;
import org.xingtan.directory.OrganizationJson;
import org.xingtan.platform.Actor;
import org.xingtan.platform.web.Dates;
import org.xingtan.platform.web.Page;
import org.xingtan.platform.web.Texts;

/** Rates of compliance for other systems. */
@RestController
class ComplianceApi {

    /** People by the code of a line: who is asked for it, and who of them meets it. */
    record FiguresJson(Map<String, Long> asked, Map<String, Long> met) {

        static FiguresJson of(Compliance.Met met) {
            return new FiguresJson(met.askedFor(), met.numbers());
        }
    }

    record LineJson(String code, String title) {}

    record PartJson(OrganizationJson organization, FiguresJson figures) {

        static PartJson of(OrganizationCard unit, Compliance.Met met) {
            return new PartJson(OrganizationJson.of(unit), FiguresJson.of(met));
        }
    }

    /**
     * @param own       the unit's direct people beside its children; null when there are none
     * @param elsewhere those whom the unit has asked in a year that is over, and whose units lie elsewhere since; null when there are none
     * @param before    those of all of them whom others have asked before the unit went over; null when there are none
     * @param excluded  its people who are asked nothing all year and so are in no figure, by the reason: the kind of the exemption, or {@code HIRED_LATER}
     */
    record ComplianceJson(String asOf, int year, OrganizationJson organization, List<LineJson> lines, FiguresJson figures, List<PartJson> children,
                          @Nullable PartJson own, @Nullable FiguresJson elsewhere, @Nullable FiguresJson before, Map<String, Long> excluded) {}

    private final LookAtCompliance look;
    private final Texts texts;

    ComplianceApi(LookAtCompliance look, Texts texts) {
        this.look = look;
        this.texts = texts;
    }

    @GetMapping("/api/v1/organizations/{id}/compliance")
    ComplianceJson of(Actor actor, @PathVariable String id, @RequestParam(required = false) @Nullable String year, Locale locale) {
        var found = look.figures(actor, id, Page.number(year));
        return new ComplianceJson(Dates.rfc3339(found.asOf()), found.year(), OrganizationJson.of(found.unit()),
            found.lines().stream().map(line -> new LineJson(line.code(), line.code().equals("ALL") ? texts.get("report.compliance.all", locale) : line.title().in(locale))).toList(),
            FiguresJson.of(found.met()),
            found.children().stream().map(part -> PartJson.of(part.unit(), part.met())).toList(),
            found.own() == null ? null : PartJson.of(found.unit(), found.own()),
            found.elsewhere() == null ? null : FiguresJson.of(found.elsewhere()), found.before() == null ? null : FiguresJson.of(found.before().met()),
            found.excluded().entrySet().stream().collect(Collectors.toMap(it -> it.getKey().name(), Map.Entry::getValue)));
    }
}
