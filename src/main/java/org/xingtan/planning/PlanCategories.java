package org.xingtan.planning;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;
import org.xingtan.ledger.CategoryNames;
import org.xingtan.ledger.Requirements;
import org.xingtan.platform.Localized;

/** Of which categories hours can be aimed at: those of the year that concerns a unit, the usual ones where it is not set yet. */
@Component
class PlanCategories {

    private static final List<String> USUAL = List.of("COMMON", "PROFESSIONAL", "ELECTIVE");

    private final Requirements requirements;
    private final CategoryNames names;

    PlanCategories(Requirements requirements, CategoryNames names) {
        this.requirements = requirements;
        this.names = names;
    }

    Map<String, Localized> of(String path, int year) {
        var found = new LinkedHashMap<String, Localized>();
        requirements.inForce(path, year).ifPresentOrElse(it -> it.categories().forEach(category -> found.put(category.code(), new Localized(category.title(), category.titleEn()))),
            () -> USUAL.forEach(code -> found.put(code, names.of(code))));
        return found;
    }
}
