package org.xingtan.cover;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import org.xingtan.cover.Arrangement.Colleague;
import org.xingtan.cover.TellOfCover.Change;
import org.xingtan.directory.OrganizationCard;
import org.xingtan.directory.Organizations;
import org.xingtan.platform.OrganizationId;
import org.xingtan.platform.TeacherId;

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
    private final Staff staff;
    private final Organizations organizations;
    private final TransactionTemplate transaction;

    /** What ends for one reason is told together. */
    private record Together(TeacherId who, String cause, OrganizationId unit, Causes.Why why) {

        private static Together of(Causes.Judged one) {
            return new Together(one.arrangement().key().who().id(), one.arrangement().key().cause(), one.arrangement().unit(), Objects.requireNonNull(one.why()));
        }
    }

    FollowCauses(Arrangements arrangements, Causes causes, ArrangeCover.Following following, Staff staff, Organizations organizations, TransactionTemplate transaction) {
        this.arrangements = arrangements;
        this.causes = causes;
        this.following = following;
        this.staff = staff;
        this.organizations = organizations;
        this.transaction = transaction;
    }

    /** On every node; whoever comes second finds them ended. */
    @Scheduled(fixedDelay = 600_000, initialDelay = 200_000)
    public void follow() {
        var ahead = arrangements.ahead(following.today());
        var gone = new ArrayList<Causes.Judged>();
        for (var first = 0; first < ahead.size(); first += AT_ONCE) {
            gone.addAll(gone(ahead.subList(first, Math.min(first + AT_ONCE, ahead.size()))));
        }
        together(gone).values().forEach(this::attempt);
    }

    private List<Causes.Judged> gone(List<Arrangement> some) {
        return causes.of(some).stream().filter(it -> !it.holds()).toList();
    }

    private static Map<Together, List<Arrangement>> together(List<Causes.Judged> gone) {
        return gone.stream().collect(Collectors.groupingBy(Together::of, LinkedHashMap::new, Collectors.mapping(Causes.Judged::arrangement, Collectors.toList())));
    }

    /** What cannot be ended now keeps nothing else from it; it is tried again the next time. */
    private void attempt(List<Arrangement> some) {
        try {
            transaction.executeWithoutResult(_ -> end(some));
        } catch (DataAccessException e) {
            LOG.warn("What is arranged for {} cannot be ended now", some.getFirst().key().who().id(), e);
        }
    }

    /** Looked at again with all of them held: it may have been changed, or have its cause back. */
    private void end(List<Arrangement> found) {
        following.lock(found.stream().flatMap(it -> Stream.of(it.key().who(), it.cover())).filter(Objects::nonNull).map(Colleague::id).toList());
        var still = found.stream().flatMap(it -> arrangements.find(it.key().who().id(), it.day(), it.key().cause()).filter(now -> now.holds() && now.version() == it.version()).stream()).toList();
        together(gone(still)).forEach((what, some) -> end(what, some));
    }

    private void end(Together what, List<Arrangement> some) {
        var now = following.clock().instant();
        var changes = some.stream().map(it -> new Change(it, it.withdrawn(null, "", now), "")).toList();
        changes.forEach(it -> arrangements.set(it.after(), "GONE", what.why.name()));
        following.tell().withdrawn(changes, null, "");
        following.tell().gone(staff.keepers(what.unit), changes, what.why);
        following.record(null, "cover.end", organizations.find(what.unit).map(OrganizationCard::path).orElse(null), some, what.why.name());
    }
}
