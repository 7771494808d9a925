package org.xingtan.recognition;

import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.xingtan.platform.Actor;
import org.xingtan.platform.Condition;
import org.xingtan.platform.CreditHours;
import org.xingtan.platform.Forbidden;
import org.xingtan.platform.NotFound;
import org.xingtan.platform.Problem;
import org.xingtan.platform.Refused;
import org.xingtan.platform.TeacherId;
import org.xingtan.platform.Uuids;
import org.xingtan.platform.Verdict;

/** Use case: many claims are looked at together and decided together, each for itself: what cannot be says why, and the others are done. */
@Component
public class ReviewMany {

    static final int MOST = 200;

    /**
     * A claim as its form names it.
     *
     * @param shown when what was shown of it had been changed last; null for however it is
     */
    record Key(TeacherId teacher, UUID id, @Nullable Instant shown) {

        /** @throws NotFound when it is not what a form of ours sends: {@code <teacher>.<id>}, and {@code .<shown>} */
        static Key of(String text) {
            var parts = text.split("\\.", 3);
            if (parts.length < 2) {
                throw new NotFound(text);
            }
            return new Key(TeacherId.of(parts[0]), Uuids.parse(parts[1]), parts.length < 3 ? null : instant(parts[2]));
        }

        private static Instant instant(String text) {
            try {
                return Instant.parse(text);
            } catch (DateTimeParseException e) {
                throw new NotFound(text);
            }
        }
    }

    /** One of them before the decision. */
    public record Looked(LookAtClaims.ClaimFile file, String name, boolean decides) {}

    /** All of them before the decision. @param hours what the claims that can be approved would bring */
    public record Preview(List<Looked> claims, CreditHours hours) {}

    /** What became of one. @param problem null when it was done */
    public record Outcome(LookAtClaims.ClaimFile file, String name, @Nullable Verdict problem) {}

    private final LookAtClaims look;
    private final ReviewClaim review;

    ReviewMany(LookAtClaims look, ReviewClaim review) {
        this.look = look;
        this.review = review;
    }

    /** @throws NotFound when one of them is none of the actor's */
    Preview preview(Actor actor, List<String> keys) {
        var claims = keys.stream().distinct().limit(MOST).map(Key::of).map(key -> look.inCase(actor, key.teacher(), key.id()))
            .map(one -> new Looked(one.file(), one.name(), one.decides() && one.own() == null)).toList();
        return new Preview(claims, claims.stream().filter(it -> it.decides() && it.file().verdict().met()).map(it -> it.file().recognized())
            .reduce(CreditHours.ZERO, CreditHours::plus));
    }

    /**
     * Whoever has left the actor's units meanwhile is left out, and holds up nobody.
     *
     * @throws NotFound when none of them is the actor's
     */
    List<Outcome> review(Actor actor, List<String> keys, Claim.Decision decision, String reason) {
        var outcomes = new ArrayList<Outcome>();
        for (var key : keys.stream().distinct().limit(MOST).sorted().map(Key::of).toList()) {
            try {
                var problem = problem(actor, key, decision, reason);
                var after = look.inCase(actor, key.teacher(), key.id());
                outcomes.add(new Outcome(after.file(), after.name(), problem));
            } catch (NotFound e) {
                continue;
            }
        }
        if (outcomes.isEmpty()) {
            throw new NotFound(keys);
        }
        return outcomes;
    }

    void drop(Actor by, Claim claim, String reason) {
        review.drop(by, claim.teacher(), claim.id(), reason);
    }

    /** Null when it was done. @throws NotFound when its unit is none of the actor's */
    @Nullable Verdict problem(Actor actor, Key key, Claim.Decision decision, String reason) {
        try {
            review.review(actor, key.teacher(), key.id(), key.shown(), decision, reason);
            return null;
        } catch (Refused e) {
            return e.verdict();
        } catch (Forbidden e) {
            return Verdict.of(Condition.of(e.code(), false));
        } catch (Problem e) {
            return Verdict.of(Condition.of(e.code(), false, e.arguments().toArray()));
        }
    }
}
