package org.xingtan.census;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.xingtan.directory.OrganizationCard;
import org.xingtan.platform.Actor;
import org.xingtan.platform.web.Page;

/** Use case: somebody looks at what his units have declared, and which have not. */
@Component
class LookAtCensus {

    private static final int EARLIER = 10;
    private static final int ROWS = 50;

    private final CensusUnits units;
    private final CensusPosts posts;
    private final CensusQueries queries;
    private final Declarations declarations;

    LookAtCensus(CensusUnits units, CensusPosts posts, CensusQueries queries, Declarations declarations) {
        this.units = units;
        this.posts = posts;
        this.queries = queries;
        this.declarations = declarations;
    }

    CensusView at(Actor actor, @Nullable String organization, @Nullable String after) {
        var unit = units.get(actor, organization);
        return new CensusView(unit, units.trail(actor, unit), units.below(actor, unit), posts.all(), queries.parts(unit),
            posts.of(unit.kind()).isEmpty() ? null : own(unit, after));
    }

    MissingView missing(Actor actor, @Nullable String organization, @Nullable String after) {
        var unit = units.get(actor, organization);
        return new MissingView(unit, queries.missing(unit, after, ROWS));
    }

    private CensusView.Own own(OrganizationCard unit, @Nullable String after) {
        var inForce = declarations.inForce(unit.id()).orElse(null);
        return new CensusView.Own(inForce, declarations.of(unit.id(), EARLIER), inForce == null ? Map.of() : declarations.counts(inForce.id()),
            posts.of(unit.kind()), queries.headcount(unit), queries.staff(unit, inForce, after, Page.MAX_LIMIT));
    }
}
