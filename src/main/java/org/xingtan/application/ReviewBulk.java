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
import org.xingtan.application.ReviewApplication.Seen;
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
import org.xingtan.platform.Uuids;
import org.xingtan.platform.Verdict;

/** Use case: many applications are decided alike. First it is shown what would come of each; then each is decided for itself. */
@Component
public class ReviewBulk {

    static final int MOST = 200;

    private static final String TURN = "application.your-turn";

    /**
     * An application as a form names it.
     *
     * @param sent how often it had been sent when it was shown; null for however it is
     */
    record Chosen(UUID id, @Nullable Integer sent) {

        /** @throws NotFound when it is not what a form of ours sends: the id, and {@code .<sent>} */
        static Chosen of(String text) {
            var parts = text.split("\\.", 2);
            var id = Uuids.parse(parts[0]);
            if (parts.length > 1 && !parts[1].matches("[0-9]{1,6}")) {
                throw new NotFound(text);
            }
            return new Chosen(id, parts.length > 1 ? Integer.valueOf(parts[1]) : null);
        }

        boolean isAsShown(Chain now) {
            return sent == null || sent == now.sent();
        }
    }

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
    List<Outcome> preview(Actor actor, ProgramId program, List<Chosen> all, Decision decision) {
        var now = clock.instant();
        var call = calls.current(program);
        var law = rules.law(call, now);
        var outcomes = new ArrayList<Outcome>();
        for (var chosen : several(all)) {
            var chain = review.look(actor, chosen.id, now);
            if (!chain.application().program().equals(program)) {
                continue;
            }
            var conditions = new ArrayList<Condition>();
            conditions.add(Condition.of(TURN, isTurn(actor, chain)));
            conditions.add(Condition.of(ReviewApplication.CHANGED, chosen.isAsShown(chain)));
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
     * Each in a transaction of its own: who is refused holds up nobody, nor does who has sent it again since it was shown, or has left the actor's
     * units meanwhile, and is left out.
     *
     * @param levels where each lay when it was shown, so that a second press decides at no other one
     * @throws NotFound when none of them is the actor's
     */
    List<Outcome> decide(Actor actor, ProgramId program, List<Chosen> all, List<Level> levels, Decision decision, String reason) {
        if (levels.size() != all.size()) {
            throw new Problem(400, "error.malformed");
        }
        var outcomes = new ArrayList<Outcome>();
        for (var chosen : several(all)) {
            try {
                var chain = review.look(actor, chosen.id, clock.instant());
                if (chain.application().program().equals(program)) {
                    outcomes.add(decide(actor, chain, new Seen(levels.get(all.indexOf(chosen)), chosen.sent), decision, reason));
                }
            } catch (NotFound e) {
                continue;
            }
        }
        if (outcomes.isEmpty()) {
            throw new NotFound(all);
        }
        return outcomes;
    }

    private Outcome decide(Actor actor, Chain chain, Seen shown, Decision decision, String reason) {
        var id = chain.application().id();
        try {
            return new Outcome(chain, "", Verdict.of(), review.review(actor, id, shown, decision, reason).id());
        } catch (Refused e) {
            return new Outcome(chain, "", e.verdict(), null);
        } catch (Forbidden e) {
            return new Outcome(chain, "", Verdict.of(Condition.of(TURN, false)), null);
        } catch (Problem e) {
            return new Outcome(chain, "", Verdict.of(Condition.of(e.code().equals(ReviewApplication.CHANGED) ? ReviewApplication.CHANGED : TURN, false)), null);
        }
    }

    private boolean isTurn(Actor actor, Chain chain) {
        return chain.application().state() == Application.State.SUBMITTED && !chain.application().teacher().equals(actor.teacher())
            && chain.levels(access.scope(actor, Task.REVIEW_APPLICATIONS)).contains(chain.level());
    }

    private static List<Chosen> several(List<Chosen> all) {
        var several = all.stream().distinct().toList();
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
