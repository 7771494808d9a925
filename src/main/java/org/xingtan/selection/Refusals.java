package org.xingtan.selection;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.xingtan.platform.Condition;
import org.xingtan.platform.Refused;
import org.xingtan.platform.TeacherId;

/**
 * What people were last told at a closed door, so that whoever knocks again hears the same without being looked up again. That the
 * door is closed is never remembered: it is looked at each time, after the wish has come. What else the verdict names is at most
 * {@link #BELIEVED} old; of a person whose choices this node changes nothing is remembered.
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

    /**
     * What a round has said, once it is committed.
     *
     * @param known   the offerings and terms that it rested on
     * @param changed for whom anything is other than before
     */
    void keep(Map<Wish, Refused> said, Set<TeacherId> changed, Map<OfferingId, Offering> known, Map<TermId, Term> all) {
        var closed = new HashMap<TeacherId, Said>();
        said.forEach((wish, refused) -> {
            var offering = known.get(wish.offering());
            if (wish.takes() && offering != null && !offering.hasRoom() && all.get(offering.term()) instanceof Term term) {
                closed.put(wish.teacher(), new Said(offering, term.when(wish.at()), refused));
            }
        });
        closed.keySet().removeAll(changed);
        afterCommit(() -> last.putAll(closed));
        forget(changed);
    }

    /** What they have is not what they had, once the transaction is committed. */
    void forget(Set<TeacherId> changed) {
        if (!changed.isEmpty()) {
            afterCommit(() -> last.invalidateAll(changed));
        }
    }

    private static void afterCommit(Runnable then) {
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCommit() {
                then.run();
            }
        });
    }
}
