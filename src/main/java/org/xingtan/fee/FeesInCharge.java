package org.xingtan.fee;

import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.xingtan.directory.Organizations;
import org.xingtan.platform.Access;
import org.xingtan.platform.Actor;
import org.xingtan.platform.Localized;
import org.xingtan.platform.NotFound;
import org.xingtan.platform.Scope;
import org.xingtan.platform.Task;

/** Who may see what of fees, and who settles them: the finance of the authority that offers the courses. */
@Component
class FeesInCharge {

    private final Access access;
    private final FeeTerms terms;
    private final Statements statements;
    private final Organizations organizations;

    FeesInCharge(Access access, FeeTerms terms, Statements statements, Organizations organizations) {
        this.access = access;
        this.terms = terms;
        this.statements = statements;
        this.organizations = organizations;
    }

    /** @throws NotFound for who sees nothing of fees */
    Scope looks(Actor actor) {
        var scope = access.scope(actor, Task.VIEW_FEES);
        if (scope.isEmpty()) {
            throw new NotFound("fees");
        }
        return scope;
    }

    Scope settling(Actor actor) {
        return access.scope(actor, Task.SETTLE_FEES);
    }

    boolean settles(Actor actor, FeeTerm term) {
        return settling(actor).contains(term.ownerPath());
    }

    /** @throws NotFound when there is no such term, or its fees are not the actor's to settle */
    FeeTerm settles(Actor actor, UUID id) {
        var term = terms.find(id).orElseThrow(() -> new NotFound(id));
        access.require(actor, Task.SETTLE_FEES, term.owner());
        return term;
    }

    /** @throws NotFound when the actor sees nothing of it */
    FeeTerm sees(Actor actor, UUID id) {
        var scope = looks(actor);
        return terms.find(id).filter(term -> terms.isSeen(scope, term)).orElseThrow(() -> new NotFound(id));
    }

    /** Whoever issued it, and whoever stands over the one who pays. @throws NotFound otherwise */
    Statement statement(Actor actor, UUID id) {
        var scope = looks(actor);
        return statements.find(id).filter(it -> scope.contains(it.debtorPath()) || scope.contains(it.ownerPath())).orElseThrow(() -> new NotFound(id));
    }

    boolean settles(Actor actor, Statement statement) {
        return settling(actor).contains(statement.ownerPath());
    }

    /** The unit for which the actor looks at what lies between these two: as whoever settles it, else as whoever stands over the one who pays. */
    @Nullable Localized actingFor(Actor actor, String ownerPath, String debtorPath) {
        var scope = looks(actor);
        return organizations.nearest(settling(actor), ownerPath).or(() -> organizations.nearest(scope, debtorPath)).or(() -> organizations.nearest(scope, ownerPath))
            .map(it -> new Localized(it.name(), it.nameEn())).orElse(null);
    }

    /** @throws NotFound unless the actor settles the fees of the term */
    Statement settlesStatement(Actor actor, UUID id) {
        var statement = statement(actor, id);
        if (!settles(actor, statement)) {
            throw new NotFound(id);
        }
        return statement;
    }

    /** Whether invoices are his to ask for: in the name of who pays. */
    boolean asks(Actor actor, Statement statement) {
        return access.scope(actor, Task.ASK_FOR_INVOICES).contains(statement.debtorPath());
    }
}
