package org.xingtan.recognition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.xingtan.testing.Cast.as;
import static org.xingtan.testing.Cast.csrf;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.xingtan.platform.Actor;
import org.xingtan.platform.TeacherId;
import org.xingtan.testing.Cast;
import org.xingtan.testing.XingtanTest;

/** A school goes up in another one while the county decides on what its people claim. */
@XingtanTest
class MergedWhileReviewedTests extends ClaimSteps {

    private static final int ROUNDS = 10;
    private static final int PEOPLE = 3;

    @Autowired MockMvcTester mvc;

    /** What somebody has claimed: what was approved and will be undone, and what waits at the county. */
    private record Claimant(Actor person, UUID undone, UUID waiting) {}

    @Test
    void everyDecisionIsMadeAndTheSchoolIsMerged() throws Exception {
        Claimed.require(define, school.parent(), "ETHICS");
        claimed.kinds(school);
        for (var round = 0; round < ROUNDS; round++) {
            var old = cast.school(school.parent());
            var into = cast.school(school.parent());
            var people = new ArrayList<Claimant>();
            for (var i = 0; i < PEOPLE; i++) {
                people.add(claimant(old));
            }
            var tasks = new ArrayList<Callable<String>>();
            var filed = new ConcurrentHashMap<TeacherId, UUID>();
            people.forEach(it -> {
                tasks.add(() -> outcomeOf(() -> load.review(county, it.person.teacher(), it.waiting, Claim.Decision.APPROVE, "")));
                tasks.add(() -> outcomeOf(() -> takeBack.undo(county, it.person.teacher(), it.undone, lastReview(it), "再核")));
                tasks.add(() -> outcomeOf(() -> filed.put(it.person.teacher(), claimed.file(it.person, Claimed.training("2", 3)))));
            });
            Collections.shuffle(tasks);
            tasks.add(tasks.size() / 2, () -> merge(old, into));

            assertThat(together(tasks)).as("round %s", round).containsOnly("done");
            for (var it : people) {
                isAsDecided(it);
                var meanwhile = Objects.requireNonNull(filed.get(it.person.teacher()));
                assertThat(claims.find(it.person.teacher(), meanwhile).orElseThrow().lies()).as("filed meanwhile").isEqualTo(into.id());
            }
        }
    }

    private void isAsDecided(Claimant of) {
        assertThat(claims.find(of.person.teacher(), of.waiting).orElseThrow().isApproved()).isTrue();
        var undone = claims.find(of.person.teacher(), of.undone).orElseThrow();
        assertThat(undone.isWaiting()).isTrue();
        assertThat(undone.lies()).isEqualTo(school.parent().id());
        assertThat(audit.findings(false).stream().filter(line -> line.contains(of.person.teacher().toString()))).isEmpty();
    }

    private Claimant claimant(Cast.Place at) {
        var person = cast.actor(cast.teacher(at));
        var undone = claimed.file(person, Claimed.wanted("PAPER", "2", 5, 5));
        var waiting = claimed.file(person, Claimed.wanted("PAPER", "2", 4, 4));
        var head = cast.administrator(at);
        load.review(head, person.teacher(), undone, Claim.Decision.APPROVE, "");
        load.review(county, person.teacher(), undone, Claim.Decision.APPROVE, "");
        load.review(head, person.teacher(), waiting, Claim.Decision.APPROVE, "");
        return new Claimant(person, undone, waiting);
    }

    /** A refusal says why. */
    private static String outcomeOf(Runnable act) {
        try {
            act.run();
            return "done";
        } catch (RuntimeException e) {
            return String.valueOf(e);
        }
    }

    private UUID lastReview(Claimant of) {
        return claims.steps(of.person.teacher(), of.undone).getLast().act();
    }

    private String merge(Cast.Place old, Cast.Place into) {
        var answer = mvc.post().uri("/console/units/" + old.id() + "/merging").param("code", into.code()).param("confirmed", "true").with(csrf()).with(as(county)).exchange();
        return answer.getResponse().getStatus() == 302 ? "done" : "merger " + answer.getResponse().getStatus();
    }
}
