package org.xingtan.unit;

import jakarta.servlet.http.HttpServletResponse;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import org.springframework.stereotype.Component;
import org.xingtan.directory.Organizations;
import org.xingtan.directory.Vocabulary;
import org.xingtan.platform.Actor;
import org.xingtan.platform.workbook.Finding;

/** What the pages of units have in common. */
@Component
public class UnitPages {

    private final UnitScope scope;
    private final KnownUnits units;
    private final Organizations organizations;
    private final Vocabulary vocabulary;
    private final UnitWorkbooks workbooks;

    UnitPages(UnitScope scope, KnownUnits units, Organizations organizations, Vocabulary vocabulary, UnitWorkbooks workbooks) {
        this.scope = scope;
        this.units = units;
        this.organizations = organizations;
        this.vocabulary = vocabulary;
        this.workbooks = workbooks;
    }

    public Collection<String> kinds() {
        return organizations.kinds().keySet();
    }

    public List<Vocabulary.Term> stages() {
        return vocabulary.stages();
    }

    public Vocabulary.Term stage(String code) {
        return vocabulary.stage(code);
    }

    public String sentence(Finding finding, Locale locale) {
        return workbooks.sentence(finding, locale);
    }

    UnitWorkbooks workbooks() {
        return workbooks;
    }

    /** For what of a unit others answer since it went up in them. */
    List<Organizations.WentOver> wentOver(KnownUnit unit) {
        return organizations.wentOver(unit.id());
    }

    /** The widest unit of the actor's that a unit lies in. */
    KnownUnit top(Actor actor, KnownUnit unit) {
        return units.find(scope.trail(actor, unit).getFirst().id()).orElseThrow();
    }

    void workbook(HttpServletResponse response, String name) {
        response.setContentType(PlanUnits.XLSX);
        response.setHeader("Content-Disposition", "attachment; filename=\"" + name + ".xlsx\"");
        response.setHeader("Cache-Control", "no-store");
    }
}
