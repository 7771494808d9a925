package org.xingtan.selection;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.xingtan.enrollment.BusyDays;
import org.xingtan.enrollment.IdentityCheck;
import org.xingtan.enrollment.IdentityChecks;
import org.xingtan.platform.Actor;
import org.xingtan.platform.Condition;
import org.xingtan.platform.CreditHours;
import org.xingtan.platform.ProgramId;
import org.xingtan.platform.Refused;
import org.xingtan.platform.TeacherId;
import org.xingtan.platform.Uuids;
import org.xingtan.platform.persistence.Json;
import org.xingtan.platform.web.Page;
import org.xingtan.program.Audience;
import org.xingtan.program.Candidates;
import org.xingtan.program.CompletionRule;
import org.xingtan.program.Eligibility;
import org.xingtan.program.ProgramDetail;
import org.xingtan.program.Programs;
import org.xingtan.testing.Cast;
import org.xingtan.testing.Curriculum;
import org.xingtan.testing.XingtanTest;

/** What others know of people is asked once for a whole round, and not at all where no offering of it asks. */
@XingtanTest
class OfferingAudienceTests {

    @Autowired Candidates candidates;
    @Autowired Eligibility eligibility;
    @Autowired Programs programs;
    @Autowired IdentityChecks identities;
    @Autowired Offerings offerings;
    @Autowired ChoosePlace choose;
    @Autowired OfferProgram offer;
    @Autowired Offered offered;
    @Autowired Curriculum curriculum;
    @Autowired Cast cast;
    @Autowired JdbcClient db;
    @Autowired Clock clock;
    @Autowired Terms terms;
    @Autowired TermPages pages;
    @Autowired Market market;

    private final List<String> asked = new ArrayList<>();
    private Cast.Place county;
    private Cast.Place school;
    private TermId term;

    @BeforeEach
    void openATerm() {
        county = cast.county();
        school = cast.school(county);
        term = offered.term(county, 9);
    }

    @Test
    void aWholeRoundAsksOnceAndOnlyWhatItsOfferingsNeed() {
        var people = IntStream.range(0, 30).mapToObj(_ -> cast.teacher(school, "HOMEROOM_TEACHER")).toList();
        var plain = offered.online(term, county, 30, 0);
        var meeting = offered.meeting(term, county, 30, Duration.ofDays(5), Duration.ofDays(6));
        var claimed = List.of(claiming(), claiming());

        decide(people, List.of(plain));
        assertThat(asked).isEmpty();
        decide(people, List.of(plain, meeting));
        assertThat(asked).containsExactly("busy 30");
        asked.clear();
        decide(people, List.of(plain, claimed.getFirst(), claimed.getLast(), meeting));
        assertThat(asked).containsExactlyInAnyOrder("refused 30", "busy 30");
    }

    @Test
    void whoseIdentityIsRefusedByHisUnitHasNoPlaceOnItsTrackAsHeCouldNotJoin() {
        var offering = claiming();
        var program = offerings.find(Set.of(offering)).get(offering).program();
        var refused = actor();
        var believed = actor();
        refuse(refused.teacher(), program);

        assertThat(unmet(refused, offering)).containsExactly("enrollment.identity-not-refused");
        assertThat(choose.choose(believed, offering).state()).isEqualTo(Choice.State.SELECTED);
        db.sql("update census.decision set ended_at = now(), ended_by = decided_by where teacher_id = :t").param("t", refused.teacher().value()).update();
        assertThat(choose.choose(refused, offering).state()).isEqualTo(Choice.State.SELECTED);
    }

    @Test
    void aRoundGoesByTheAudienceOfThisMomentWhichEverNodeHasChangedIt() {
        var offering = claiming();
        var program = offerings.find(Set.of(offering)).get(offering).program();
        choose.choose(actor(), offering);
        db.sql("update program.track set audience = :audience where program_id = :p").param("p", program.value())
            .param("audience", Json.jsonb(new Audience.Post(List.of("PRINCIPAL")))).update();
        db.sql("update program.program set revision = revision + 1 where id = :p").param("p", program.value()).update();

        assertThat(unmet(actor(), offering)).containsExactly("audience.post");
    }

    @Test
    void whatIsNotOpenToSomebodySaysSoAndCanBeLeftOut() {
        var closed = claiming();
        var open = List.of(offered.online(term, county, 5, 0), offered.online(term, county, 0, 0));
        var actor = cast.actor(cast.teacher(school, "CLASSROOM_TEACHER"));
        var everything = new Market.Question(null, null, false);

        assertThat(pages.term(actor, term, everything, false, null, null).list()).satisfies(list -> {
            assertThat(ids(list.page())).containsExactly(closed, open.getFirst(), open.getLast());
            assertThat(list.closed()).containsExactly(closed);
        });
        assertThat(pages.term(actor, term, everything, true, null, null).list()).satisfies(list -> {
            assertThat(ids(list.page())).containsExactlyElementsOf(open);
            assertThat(list.closed()).isEmpty();
        });
    }

    /** However few are looked at together, each is on one page, and a page may be short. */
    @Test
    void whatIsLookedForIsFoundAcrossPages() {
        var closed = IntStream.range(0, 6).mapToObj(_ -> claiming()).toList();
        var open = IntStream.range(0, 3).mapToObj(_ -> offered.online(term, county, 5, 0)).toList();
        var more = claiming();
        var actor = cast.actor(cast.teacher(school, "CLASSROOM_TEACHER"));
        for (var atOnce : List.of(1, 2, 5, 100)) {
            var found = new ArrayList<OfferingId>();
            var after = (String) null;
            for (var pages = 0; pages == 0 || after != null; pages++) {
                assertThat(pages).isLessThan(20);
                var page = market.rows(actor, terms.get(term), new Market.Question(null, null, false), after, 2,
                    new OfferedList.Look(it -> !closed.contains(it.id()) && !it.id().equals(more), atOnce));
                assertThat(page.items()).hasSizeLessThanOrEqualTo(2);
                found.addAll(ids(page));
                after = page.next();
            }
            assertThat(found).as("%d at once", atOnce).containsExactlyElementsOf(open);
        }
    }

    @Test
    void placesOfAListAreReadAsTheyAreNowByWhoSeesTheTerm() {
        var here = offered.online(term, county, 5, 0);
        var elsewhere = offered.online(offered.term(cast.county(), 1), county, 5, 0);
        var actor = actor();
        choose.choose(actor, here);

        assertThat(market.now(actor, terms.get(term), List.of(here, elsewhere)).asked()).extracting(it -> it.offering().id(), it -> it.offering().seats().taken()).containsExactly(org.assertj.core.groups.Tuple.tuple(here, 1));
    }

    private static List<OfferingId> ids(Page<Market.Row> page) {
        return page.items().stream().map(it -> it.offering().id()).toList();
    }

    private void refuse(TeacherId teacher, ProgramId program) {
        db.sql("""
                insert into census.decision (teacher_id, program_id, id, track, organization_id, state, reason, decided_at, decided_by)
                values (:t, :p, :id, 'HOMEROOM', :o, 'REFUSED', 'holds no class', now(), :by)
                """)
            .param("t", teacher.value()).param("p", program.value()).param("id", Uuids.next()).param("o", school.id().value()).param("by", Uuids.next()).update();
    }

    private List<String> unmet(Actor actor, OfferingId offering) {
        try {
            choose.choose(actor, offering);
            return List.of();
        } catch (Refused e) {
            return e.verdict().unmet().stream().map(Condition::code).toList();
        }
    }

    /** With the track of those who say that they have a class. */
    private OfferingId claiming() {
        var program = curriculum.aProgram(county.id()).title("Class " + Uuids.next()).track("HOMEROOM", new Audience.Post(List.of("HOMEROOM_TEACHER")), new CompletionRule.AllLessons(null))
            .publish().id();
        return offer.offer(OfferProgram.Definition.online(term, program, "PROFESSIONAL", CreditHours.of("4.00"), BigDecimal.ZERO, 30, 0));
    }

    private Actor actor() {
        return cast.actor(cast.teacher(school, "HOMEROOM_TEACHER"));
    }

    private void decide(List<TeacherId> people, List<OfferingId> wanted) {
        var known = offerings.find(wanted);
        var round = new Round(known, terms.current(List.of(term)), List.of(), audience().candidates(new HashSet<>(people)));
        wanted.forEach(offering -> people.forEach(person -> assertThat(round.decide(new Wish(person, offering, true, clock.instant())).changed()).isTrue()));
    }

    private OfferingAudience audience() {
        return new OfferingAudience(candidates, eligibility, programs, new Counting(), new ObjectProvider<>() {
            @Override
            public BusyDays getObject() {
                return it -> {
                    asked.add("busy " + it.size());
                    return Map.of();
                };
            }

            @Override
            public Stream<BusyDays> stream() {
                return Stream.of(getObject());
            }
        });
    }

    /** The real answers, counted. */
    private final class Counting implements IdentityChecks {

        @Override
        public Map<String, IdentityCheck> of(TeacherId teacher, ProgramDetail program) {
            throw new AssertionError("one by one");
        }

        @Override
        public boolean claims(ProgramDetail program, String track) {
            return identities.claims(program, track);
        }

        @Override
        public Map<TeacherId, List<Refusal>> refused(Collection<TeacherId> people) {
            asked.add("refused " + people.size());
            return identities.refused(people);
        }
    }
}
