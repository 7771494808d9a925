package org.xingtan.qualification;

import java.util.LinkedHashMap;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.xingtan.platform.Actor;
import org.xingtan.platform.NotFound;
import org.xingtan.platform.Problem;
import org.xingtan.qualification.FiguresView.Figures;
import org.xingtan.qualification.Qualification.State;

/** Use case: somebody looks at the qualifications of his units: figures, who lacks what, and what waits for a decision. */
@Component
class LookAtQualifications {

    static final int ROWS = 50;

    /** What an address asks for; read only after the scope is decided. */
    public record Question(@Nullable String organization, @Nullable String kind, @Nullable String which, @Nullable String state,
                           @Nullable String after, @Nullable Integer done) {}

    private final QualificationUnits units;
    private final Kinds kinds;
    private final FigureQueries figures;
    private final NeedQueries needs;
    private final ClaimQueries claims;

    LookAtQualifications(QualificationUnits units, Kinds kinds, FigureQueries figures, NeedQueries needs, ClaimQueries claims) {
        this.units = units;
        this.kinds = kinds;
        this.figures = figures;
        this.needs = needs;
        this.claims = claims;
    }

    FiguresView figures(Actor actor, Question question) {
        var unit = units.get(actor, QualificationUnits.LOOK, question.organization());
        var all = kinds.all();
        var lines = figures.lines(unit);
        var whole = new LinkedHashMap<String, Figures>();
        lines.forEach(line -> whole.merge(line.kind(), line.figures(), Figures::plus));
        var kind = question.kind() == null || question.kind().isEmpty() ? first(all, whole) : kind(all, question.kind());
        var parts = lines.stream().filter(line -> line.kind().equals(kind.code()))
            .map(line -> new FiguresView.Part(line.id(), line.name(), line.figures())).toList();
        return new FiguresView(unit, units.trail(actor, QualificationUnits.LOOK, unit), all, whole, kind, parts, units.keeps(actor, unit.path()));
    }

    /** The first that anybody needs. */
    private static Kind first(List<Kind> all, LinkedHashMap<String, Figures> whole) {
        return all.stream().filter(kind -> whole.containsKey(kind.code())).findFirst().or(() -> all.stream().findFirst())
            .orElseThrow(() -> new NotFound("kind"));
    }

    private static Kind kind(List<Kind> all, String code) {
        return all.stream().filter(it -> it.code().equals(code)).findFirst().orElseThrow(() -> new Problem(400, "error.malformed"));
    }

    NeedList list(Actor actor, Question question) {
        var unit = units.get(actor, QualificationUnits.LOOK, question.organization());
        var code = question.kind() == null || question.kind().isEmpty() ? null : kind(kinds.all(), question.kind()).code();
        return new NeedList(unit, code, NeedList.Which.of(question.which()));
    }

    NeedList.View needs(Actor actor, Question question) {
        var list = list(actor, question);
        return new NeedList.View(list, units.trail(actor, QualificationUnits.LOOK, list.unit()), kinds.all(), figures.count(list),
            needs.page(list, question.after(), ROWS), units.keeps(actor, list.unit().path()));
    }

    ClaimList claims(Actor actor, Question question) {
        var unit = units.get(actor, QualificationUnits.KEEP, question.organization());
        var state = state(question.state());
        return new ClaimList(unit, units.trail(actor, QualificationUnits.KEEP, unit), kinds.all(), state, claims.page(unit, state, question.after(), ROWS),
            claims.count(unit, state, ClaimList.COUNTED + 1), question.done());
    }

    /** Of the list of certificates that is asked for, to come back to it. */
    String address(Actor actor, Question question) {
        return ClaimList.address(units.get(actor, QualificationUnits.KEEP, question.organization()), state(question.state()));
    }

    private static State state(@Nullable String name) {
        return name == null || name.isEmpty() ? State.RECORDED : ClaimList.STATES.stream().filter(it -> it.name().equals(name)).findFirst()
            .orElseThrow(() -> new Problem(400, "error.malformed"));
    }
}
