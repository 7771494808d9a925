package org.xingtan.ledger;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.xingtan.platform.CreditHours;
import org.xingtan.platform.OrganizationId;
import org.xingtan.platform.TeacherId;

/** Sets what a jurisdiction asks for in a year. The same again changes nothing; anything else is a new version. */
@Component
public class DefineRequirement {

    private final Requirements requirements;
    private final ObjectProvider<LedgerFollower> followers;

    DefineRequirement(Requirements requirements, ObjectProvider<LedgerFollower> followers) {
        this.requirements = requirements;
        this.followers = followers;
    }

    /** @param basis the document it rests on */
    @Transactional
    public AnnualRequirement define(OrganizationId jurisdiction, int year, String title, String basis, CreditHours total,
                                    List<AnnualRequirement.Category> categories) {
        return define(new AnnualRequirement(jurisdiction, year, 0, title, basis, total, categories), null);
    }

    /**
     * @param asked its version is not looked at
     * @param by    whose decision it is; null for the platform's own
     */
    @Transactional
    public AnnualRequirement define(AnnualRequirement asked, @Nullable TeacherId by) {
        requirements.lock(asked.jurisdiction());
        var newest = requirements.newest(asked.jurisdiction(), asked.year());
        var version = newest.map(AnnualRequirement::version).orElse(0);
        if (newest.filter(asked.as(version)::equals).isPresent()) {
            return newest.get();
        }
        var next = asked.as(version + 1);
        requirements.add(next, by);
        followers.forEach(follower -> follower.defined(next));
        return next;
    }
}
