package org.xingtan.selection;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.xingtan.platform.Condition;
import org.xingtan.platform.Refused;
import org.xingtan.platform.TeacherId;

/**
 * What people were last told at a closed door, so that whoever knocks again hears the same without being looked up again. That the
 * door is closed is never remembered: it is looked at each time, after the wish has come. What else the verdict names is at most
 * {@link #BELIEVED} old, and what this node changes of a person it forgets.
 */
@Component
class Refusals {

    static final Duration BELIEVED = Duration.ofSeconds(5);

    /** @param offering as it was then, with every number */
    private record Said(Offering offering, Condition when, Refused refused) {}

    private final Terms terms;
    private final Cache<TeacherId, Said> last = Caffeine.newBuilder().expireAfterWrite(BELIEVED).maximumSize(100_000).build();

    Refusals(Terms terms) {
        this.terms = terms;
    }

    /** @param now what is offered as it is at this moment; null when it cannot be found, or is locked because it has room */
    Optional<Refused> again(Wish wish, @Nullable Offering now) {
        var said = wish.takes() && !wish.follows() ? last.getIfPresent(wish.teacher()) : null;
        if (said == null || now == null || now.hasRoom() || !said.offering.equals(now)) {
            return Optional.empty();
        }
        var term = terms.all().get(now.term());
        return term != null && term.when(wish.at()).equals(said.when) ? Optional.of(said.refused) : Optional.empty();
    }

    /** @param known the offerings and terms that the decision rested on */
    void remember(Wish wish, Refused refused, Map<OfferingId, Offering> known, Map<TermId, Term> all) {
        var offering = known.get(wish.offering());
        if (wish.takes() && offering != null && !offering.hasRoom() && all.get(offering.term()) instanceof Term term) {
            last.put(wish.teacher(), new Said(offering, term.when(wish.at()), refused));
        }
    }

    void forget(TeacherId teacher) {
        last.invalidate(teacher);
    }
}
