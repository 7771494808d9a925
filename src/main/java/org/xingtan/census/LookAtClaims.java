package org.xingtan.census;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.xingtan.census.ClaimsView.Filter;
import org.xingtan.platform.Actor;
import org.xingtan.platform.NotFound;
import org.xingtan.platform.Problem;
import org.xingtan.platform.ProgramId;
import org.xingtan.program.ProgramDetail;
import org.xingtan.program.Programs;

/** Use case: somebody in charge of a unit looks at the identities its people take part on. */
@Component
class LookAtClaims {

    private static final int ROWS = 50;

    /** What an address asks for; read only after the scope is decided. */
    record Question(@Nullable String organization, @Nullable String program, @Nullable String state, @Nullable String after,
                    @Nullable String done, @Nullable Integer n) {}

    private final CensusUnits units;
    private final Programs programs;
    private final CensusPosts posts;
    private final ClaimQueries queries;

    LookAtClaims(CensusUnits units, Programs programs, CensusPosts posts, ClaimQueries queries) {
        this.units = units;
        this.programs = programs;
        this.posts = posts;
        this.queries = queries;
    }

    /** Empty when no program has a track that claims a post. */
    Optional<ClaimsView> at(Actor actor, Question question) {
        var unit = units.get(actor, question.organization);
        var offered = programs.published().stream().filter(it -> !posts.claims(it).isEmpty()).toList();
        if (offered.isEmpty()) {
            return Optional.empty();
        }
        var filter = new Filter(unit, program(question.program, offered), state(question.state));
        return Optional.of(new ClaimsView(filter, units.trail(actor, unit), units.below(actor, unit), offered,
            queries.page(filter, question.after, ROWS), queries.count(filter), outcome(question)));
    }

    Filter filter(Actor actor, String organization, String program, String state) {
        return new Filter(units.get(actor, organization), programs.find(ProgramId.of(program)), state(state));
    }

    List<ClaimRow> chosen(Filter filter, List<Claim> claims) {
        return queries.chosen(filter, claims);
    }

    private static ProgramDetail program(@Nullable String asked, List<ProgramDetail> offered) {
        return offered.stream().filter(it -> asked == null || it.id().toString().equals(asked)).findFirst().orElseThrow(() -> new NotFound("program"));
    }

    private static ClaimsView.State state(@Nullable String asked) {
        try {
            return asked == null ? ClaimsView.State.UNCHECKED : ClaimsView.State.valueOf(asked);
        } catch (IllegalArgumentException e) {
            throw (Problem) new Problem(400, "error.malformed").initCause(e);
        }
    }

    private static ClaimsView.@Nullable Outcome outcome(Question question) {
        return question.done == null || question.n == null || !question.done.matches("confirmed|refused|undone") ? null
            : new ClaimsView.Outcome(question.done, Math.max(0, question.n));
    }
}
