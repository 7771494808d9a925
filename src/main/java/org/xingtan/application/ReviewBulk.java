package org.xingtan.application;

import java.time.Clock;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.xingtan.application.Application.Level;
import org.xingtan.application.QuotaLaw.Holder;
import org.xingtan.application.ReviewApplication.Decision;
import org.xingtan.platform.Access;
import org.xingtan.platform.Actor;
import org.xingtan.platform.Condition;
import org.xingtan.platform.Forbidden;
import org.xingtan.platform.NotFound;
import org.xingtan.platform.OrganizationId;
import org.xingtan.platform.Problem;
import org.xingtan.platform.ProgramId;
import org.xingtan.platform.Refused;
import org.xingtan.platform.Task;
import org.xingtan.platform.TeacherId;
import org.xingtan.platform.Verdict;

/** Use case: many applications are decided alike. First it is shown what would come of each; then each is decided for itself. */
@Component
public class ReviewBulk {

    static final int MOST = 200;

    /** What would come of one, or has come. @param review null when it was not decided */
    public record Outcome(Chain chain, String name, Verdict verdict, @Nullable UUID review) {}

    private final Calls calls;
    private final Applications applications;
    private final ReviewApplication review;
    private final ReviewRules rules;
    private final Access access;
    private final Clock clock;

    ReviewBulk(Calls calls, Applications applications, ReviewApplication review, ReviewRules rules, Access access, Clock clock) {
        this.calls = calls;
        this.applications = applications;
        this.review = review;
        this.rules = rules;
        this.access = access;
        this.clock = clock;
    }

    /** One after the other, each as if those before were decided; nothing is. @throws Problem 422 when there are too many */
    List<Outcome> preview(Actor actor, ProgramId program, List<UUID> ids, Decision decision) {
        var now = clock.instant();
        var call = calls.current(program);
        var law = rules.law(call, now);
        var outcomes = new ArrayList<Outcome>();
        for (var id : several(ids)) {
            var chain = review.look(actor, id, now);
            if (!chain.application().program().equals(program)) {
                continue;
            }
            var conditions = new ArrayList<Condition>();
            conditions.add(Condition.of("application.your-turn", isTurn(actor, chain)));
            conditions.addAll(rules.verdict(call, law, chain, decision, now).conditions());
            var verdict = Verdict.of(conditions);
            outcomes.add(new Outcome(chain, "", verdict, null));
            if (verdict.met()) {
                law = law.with(after(chain, decision));
            }
        }
        return outcomes;
    }

    /**
     * Each in a transaction of its own: who is refused holds up nobody, nor does who has left the actor's units meanwhile, and is left out.
     *
     * @param levels where each lay when it was shown, so that a second press decides at no other one
     * @throws NotFound when none of them is the actor's
     */
    List<Outcome> decide(Actor actor, ProgramId program, List<UUID> ids, List<Level> levels, Decision decision, String reason) {
        if (levels.size() != ids.size()) {
            throw new Problem(400, "error.malformed");
        }
        var outcomes = new ArrayList<Outcome>();
        for (var id : several(ids)) {
            try {
                var chain = review.look(actor, id, clock.instant());
                if (chain.application().program().equals(program)) {
                    outcomes.add(decide(actor, chain, levels.get(ids.indexOf(id)), decision, reason));
                }
            } catch (NotFound e) {
                continue;
            }
        }
        if (outcomes.isEmpty()) {
            throw new NotFound(ids);
        }
        return outcomes;
    }

    private Outcome decide(Actor actor, Chain chain, Level level, Decision decision, String reason) {
        var id = chain.application().id();
        try {
            return new Outcome(chain, "", Verdict.of(), review.review(actor, id, level, decision, reason).id());
        } catch (Refused e) {
            return new Outcome(chain, "", e.verdict(), null);
        } catch (Forbidden | Problem e) {
            return new Outcome(chain, "", Verdict.of(Condition.of("application.your-turn", false)), null);
        }
    }

    private boolean isTurn(Actor actor, Chain chain) {
        return chain.application().state() == Application.State.SUBMITTED && !chain.application().teacher().equals(actor.teacher())
            && chain.levels(access.scope(actor, Task.REVIEW_APPLICATIONS)).contains(chain.level());
    }

    private static List<UUID> several(List<UUID> ids) {
        var several = ids.stream().distinct().toList();
        if (several.isEmpty() || several.size() > MOST) {
            throw new Problem(422, "application.bulk.many", MOST);
        }
        return several;
    }

    /** What he would hold. */
    private static Holder after(Chain chain, Decision decision) {
        var one = ReviewRules.holder(chain);
        Set<OrganizationId> by = new HashSet<>(one.regularBy());
        if (decision == Decision.APPROVE && chain.level() != Level.CITY) {
            by.add(chain.here().id());
        }
        var state = chain.level() != Level.CITY || !decision.passesOn() ? one.state() : decision == Decision.APPROVE ? Holder.State.ADMITTED : Holder.State.RESERVE;
        return new Holder(one.application(), one.unit(), one.unitPath(), one.subject(), decision.passesOn() ? by : Set.of(), false, state);
    }

    /** The same with the names of the people. */
    static List<Outcome> named(List<Outcome> outcomes, Map<TeacherId, String> names) {
        return outcomes.stream().map(it -> new Outcome(it.chain(), names.getOrDefault(it.chain().application().teacher(), ""), it.verdict(), it.review())).toList();
    }
}
