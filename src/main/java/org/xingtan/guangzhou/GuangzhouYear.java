package org.xingtan.guangzhou;

import java.util.List;
import java.util.stream.Stream;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.xingtan.demo.DemoPart;
import org.xingtan.demo.DemoPerson;
import org.xingtan.directory.Organizations;
import org.xingtan.ledger.AnnualRequirement;
import org.xingtan.ledger.AnnualRequirement.Theme;
import org.xingtan.ledger.DefineRequirement;
import org.xingtan.ledger.Requirements;
import org.xingtan.platform.CreditHours;
import org.xingtan.program.ProgramDetail;
import org.xingtan.program.Programs;
import org.xingtan.standing.CountStandings;
import org.xingtan.standing.Years;

/** The four themes that the notice names, with hours that its annex, not at hand, gives to them; and where everybody stands after all that was loaded. */
@Component
@Order(90)
class GuangzhouYear implements DemoPart {

    private final Organizations organizations;
    private final Requirements requirements;
    private final DefineRequirement define;
    private final Programs programs;
    private final CountStandings standings;
    private final Years years;

    GuangzhouYear(Organizations organizations, Requirements requirements, DefineRequirement define, Programs programs, CountStandings standings, Years years) {
        this.organizations = organizations;
        this.requirements = requirements;
        this.define = define;
        this.programs = programs;
        this.standings = standings;
        this.years = years;
    }

    @Override
    public void load(List<DemoPerson> people) {
        var city = organizations.byCode(GuangzhouTerms.CITY).orElseThrow();
        var asked = requirements.of(city.id()).stream().filter(it -> it.year() == years.current()).findFirst().orElseThrow();
        define.define(new AnnualRequirement(city.id(), asked.year(), 0, asked.title(), asked.basis(), asked.total(), asked.categories(), List.of(
            theme("ETHICS", "师德师风", "Professional ethics", "6.00", "师德"), theme("REDUCTION", "双减", "Double reduction", "4.00", "双减"),
            theme("RED", "红色教育", "Red heritage", "3.00", "红色教育"), theme("IT", "信息技术应用能力提升2.0", "IT in teaching 2.0", "4.00", "信息技术")),
            asked.dayMax(), asked.newHires()), null);
        standings.all(years.current() - 1);
        standings.all(years.current());
    }

    /** @param word that the titles of its courses begin with */
    private Theme theme(String code, String title, String titleEn, String hours, String word) {
        return new Theme(code, title, titleEn, CreditHours.of(hours), programs().filter(it -> it.title().startsWith(word)).map(it -> it.id().value()).toList());
    }

    private Stream<ProgramDetail> programs() {
        return programs.published().stream().filter(it -> it.code().startsWith("GZ-"));
    }
}
