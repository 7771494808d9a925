package org.xingtan.cover;

import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import org.xingtan.cover.Arrangement.Colleague;
import org.xingtan.cover.TellOfCover.Change;

/**
 * What was arranged ends when its cause is gone: a course is given back, an admission given up, a training moved, an event called off, somebody goes to another
 * unit. Pages and calendars know at once, because they ask for the cause; this tells whoever counts on it.
 */
@Component
class FollowCauses {

    private static final Logger LOG = LoggerFactory.getLogger(FollowCauses.class);
    private static final int AT_ONCE = 500;

    private final Arrangements arrangements;
    private final Causes causes;
    private final ArrangeCover.Following following;
    private final TransactionTemplate transaction;

    FollowCauses(Arrangements arrangements, Causes causes, ArrangeCover.Following following, TransactionTemplate transaction) {
        this.arrangements = arrangements;
        this.causes = causes;
        this.following = following;
        this.transaction = transaction;
    }

    /** On every node; whoever comes second finds them ended. */
    @Scheduled(fixedDelay = 600_000, initialDelay = 200_000)
    public void follow() {
        var ahead = arrangements.ahead(following.today());
        for (var first = 0; first < ahead.size(); first += AT_ONCE) {
            causes.of(ahead.subList(first, Math.min(first + AT_ONCE, ahead.size()))).stream().filter(it -> !it.holds()).forEach(it -> attempt(it.arrangement()));
        }
    }

    /** One that cannot be ended now keeps no other from it; it is tried again the next time. */
    private void attempt(Arrangement one) {
        try {
            transaction.executeWithoutResult(_ -> end(one));
        } catch (DataAccessException e) {
            LOG.warn("What is arranged for {} on {} cannot be ended now", one.key().who().id(), one.day(), e);
        }
    }

    /** Looked at again with both held: it may have been changed, or have its cause back. */
    private void end(Arrangement found) {
        var key = found.key();
        following.lock(Stream.of(key.who(), found.cover()).filter(Objects::nonNull).map(Colleague::id).toList());
        arrangements.find(key.who().id(), key.day(), key.cause()).filter(it -> it.holds() && it.version() == found.version()).stream()
            .flatMap(it -> causes.of(List.of(it)).stream()).filter(it -> !it.holds()).forEach(it -> {
                var one = it.arrangement();
                var why = Objects.requireNonNull(it.why());
                var after = one.withdrawn(null, "", following.clock().instant());
                arrangements.set(after, "GONE", why.name());
                following.tell().withdrawn(List.of(new Change(one, after, "")), null);
                following.tell().gone(Objects.requireNonNull(one.setBy()), after, why);
            });
    }
}
