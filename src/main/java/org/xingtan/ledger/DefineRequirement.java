package org.xingtan.ledger;

import java.util.List;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.xingtan.platform.CreditHours;
import org.xingtan.platform.OrganizationId;

/** Sets what a jurisdiction asks for in a year. The same again changes nothing; anything else is a new version. */
@Component
public class DefineRequirement {

    private final Requirements requirements;

    DefineRequirement(Requirements requirements) {
        this.requirements = requirements;
    }

    /** @param basis the document it rests on */
    @Transactional
    public AnnualRequirement define(OrganizationId jurisdiction, int year, String title, String basis, CreditHours total,
                                    List<AnnualRequirement.Category> categories) {
        var newest = requirements.newest(jurisdiction, year);
        var version = newest.map(AnnualRequirement::version).orElse(0);
        var defined = new AnnualRequirement(jurisdiction, year, version, title, basis, total, List.copyOf(categories));
        if (newest.filter(defined::equals).isPresent()) {
            return defined;
        }
        var next = new AnnualRequirement(jurisdiction, year, version + 1, title, basis, total, List.copyOf(categories));
        requirements.add(next);
        return next;
    }
}
