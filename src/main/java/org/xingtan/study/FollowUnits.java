package org.xingtan.study;

import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import org.xingtan.directory.Organizations;

/** What a unit has planned is answered by the authority that is above it today. */
@Component
class FollowUnits implements Organizations.Follower {

    private final Plans plans;
    private final Organizations organizations;

    FollowUnits(Plans plans, Organizations organizations) {
        this.plans = plans;
        this.organizations = organizations;
    }

    @Override
    public Runnable beforeChange(UUID[] units) {
        return () -> follow(plans.ofUnits(units));
    }

    /** The plans of a unit together: they have one authority. */
    private void follow(List<Plan> moved) {
        moved.stream().collect(Collectors.groupingBy(Plan::unit)).forEach((unit, all) ->
            organizations.find(unit).flatMap(organizations::authorityAbove).map(it -> it.id())
                .filter(authority -> all.stream().anyMatch(plan -> !plan.authority().equals(authority)))
                .ifPresent(authority -> plans.answeredBy(unit, authority)));
    }
}
