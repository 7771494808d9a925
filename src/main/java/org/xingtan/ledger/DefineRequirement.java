package org.xingtan.ledger;

import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import org.xingtan.directory.Organizations;
import org.xingtan.platform.AuditCheck;
import org.xingtan.platform.CreditHours;
import org.xingtan.platform.OrganizationId;
import org.xingtan.platform.TeacherId;
import org.xingtan.platform.Window;

/**
 * Sets what a jurisdiction asks for in a year. The same again changes nothing; anything else is a new version. What those above ask counts as well,
 * whoever spoke first: those below who ask less get a version that asks as much, also those who come below by lying elsewhere.
 */
@Component
public class DefineRequirement implements Organizations.Follower {

    /** Nobody in force asks less than an authority above, in this year and those to come; what is left from before follows with a repair. */
    @Component
    static class Law implements AuditCheck {

        private final Requirements requirements;
        private final DefineRequirement define;
        private final Clock clock;

        Law(Requirements requirements, DefineRequirement define, Clock clock) {
            this.requirements = requirements;
            this.define = define;
            this.clock = clock;
        }

        @Override
        public String name() {
            return "ledger.requirements";
        }

        @Override
        @Transactional
        public List<String> findings(boolean repair) {
            var year = LocalDate.ofInstant(clock.instant(), Window.ZONE).getYear();
            return requirements.since(year, null).stream().filter(it -> !define.isSettled(it)).map(it -> {
                var said = "authority %s asks less in %d than one above it, or more than that and itself".formatted(it.jurisdiction(), it.year());
                if (repair) {
                    define.follow(it.jurisdiction(), it.year());
                }
                return said;
            }).toList();
        }
    }

    private final Requirements requirements;
    private final Organizations organizations;
    private final ObjectProvider<LedgerFollower> followers;
    private final Clock clock;

    DefineRequirement(Requirements requirements, Organizations organizations, ObjectProvider<LedgerFollower> followers, Clock clock) {
        this.requirements = requirements;
        this.organizations = organizations;
        this.followers = followers;
        this.clock = clock;
    }

    /**
     * What is in force now.
     *
     * @param raised of those below, as far as it is new
     */
    public record Defined(AnnualRequirement requirement, List<AnnualRequirement> raised) {}

    /** Until the transaction ends nobody else defines what counts for this authority, and it lies where it lies. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void hold(OrganizationId jurisdiction) {
        organizations.keepStill();
        requirements.lock(jurisdiction);
    }

    /** @param basis the document it rests on */
    @Transactional
    public AnnualRequirement define(OrganizationId jurisdiction, int year, String title, String basis, CreditHours total,
                                    List<AnnualRequirement.Category> categories) {
        return define(new AnnualRequirement(jurisdiction, year, 0, title, basis, total, categories), null);
    }

    /** See {@link #set}. */
    @Transactional
    public AnnualRequirement define(AnnualRequirement asked, @Nullable TeacherId by) {
        return set(asked, by).requirement;
    }

    /**
     * @param asked its version is not looked at; what is in force already is nothing new, so that what it has said itself comes back with less above
     * @param by    whose decision it is; null for the platform's own
     */
    @Transactional
    public Defined set(AnnualRequirement asked, @Nullable TeacherId by) {
        hold(asked.jurisdiction());
        var before = known(asked);
        if (before.filter(it -> asked.as(it.own().version()).equals(it.own()) || asked.as(it.newest().version()).equals(it.newest())).isEmpty()) {
            requirements.add(asked.as(before.map(it -> it.newest().version()).orElse(0) + 1), null, by);
        }
        var news = settle(asked.jurisdiction(), asked.year(), by);
        var now = known(asked).orElseThrow().newest();
        if (news.stream().noneMatch(now::equals) && before.filter(it -> it.newest().equals(now)).isEmpty()) {
            news.addFirst(now);
        }
        news.forEach(it -> followers.forEach(follower -> follower.defined(it)));
        return new Defined(now, news.stream().filter(it -> !it.jurisdiction().equals(asked.jurisdiction())).toList());
    }

    /** Whether it asks what it says itself and what is asked above, and nothing else. */
    boolean isSettled(AnnualRequirement one) {
        var known = known(one).orElseThrow();
        return asksTheSame(requirements.above(one.jurisdiction(), one.year()).map(it -> raised(known.own(), it)).orElse(known.own()), known.newest());
    }

    /** Whoever lies elsewhere follows what is asked there, this year and in those to come. Whoever defines is waited for, and waits. */
    @Override
    @Transactional(propagation = Propagation.MANDATORY)
    public Runnable beforeChange(UUID[] units) {
        var year = LocalDate.ofInstant(clock.instant(), Window.ZONE).getYear();
        return () -> requirements.since(year, units).forEach(it -> {
            if (!isSettled(it)) {
                follow(it.jurisdiction(), it.year());
            }
        });
    }

    /** What is left from before anybody had to follow. */
    @Transactional
    void follow(OrganizationId jurisdiction, int year) {
        hold(jurisdiction);
        settle(jurisdiction, year, null).forEach(it -> followers.forEach(follower -> follower.defined(it)));
    }

    private Optional<Requirements.Asked> known(AnnualRequirement asked) {
        return requirements.from(asked.jurisdiction(), asked.year()).stream().filter(it -> it.own().jurisdiction().equals(asked.jurisdiction())).findFirst();
    }

    /** From the top down, each against the nearest above it. @return what is new */
    private List<AnnualRequirement> settle(OrganizationId top, int year, @Nullable TeacherId by) {
        var news = new ArrayList<AnnualRequirement>();
        var settled = new ArrayList<Requirements.Asked>();
        for (var one : requirements.from(top, year)) {
            var above = settled.reversed().stream().filter(one::isBelow).findFirst().map(Requirements.Asked::newest).or(() -> requirements.above(one.own().jurisdiction(), year));
            var next = above.map(it -> raised(one.own(), it)).orElse(one.own());
            if (asksTheSame(next, one.newest())) {
                next = one.newest();
            } else {
                next = next.as(one.newest().version() + 1);
                requirements.add(next, one.own().version(), by);
                news.add(next);
            }
            settled.add(new Requirements.Asked(one.path(), one.own(), next));
        }
        return news;
    }

    /** Another document above, by which nothing else is asked below, is no new version there: everybody would be counted anew for it. */
    private static boolean asksTheSame(AnnualRequirement one, AnnualRequirement newest) {
        return new AnnualRequirement(one.jurisdiction(), one.year(), newest.version(), one.title(), newest.basis(), one.total(), one.categories(), one.themes(), one.dayMax(),
            one.newHires()).equals(newest);
    }

    private static AnnualRequirement raised(AnnualRequirement own, AnnualRequirement above) {
        var least = own.atLeast(above);
        return least.equals(own) ? own : least.resting(above);
    }
}
