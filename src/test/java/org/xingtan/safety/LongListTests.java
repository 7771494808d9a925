package org.xingtan.safety;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.support.TransactionTemplate;
import org.xingtan.platform.Scope;
import org.xingtan.platform.Window;
import org.xingtan.testing.XingtanTest;

/** A list from above, part by part, is found from its units whatever else is held in the country. */
@XingtanTest
class LongListTests extends SafetySteps {

    @Autowired TransactionTemplate transaction;

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void eachStandsOnOnePartAndInItsOrder(boolean past) {
        var first = event(1);
        copies(first, 120);
        if (past) {
            db.sql("update study.event set day = :today - 1 - (day - :today) where plan_id = (select plan_id from study.event where id = :id)").param("today", TODAY).param("id", first).update();
        }
        var which = new LookAtSafety.Asked(school.id().toString(), null, past);
        var all = new ArrayList<Occasion>();
        String after = null;
        do {
            var view = look.list(county, which, after);
            assertThat(view.all()).isEqualTo(121);
            all.addAll(view.page().items().stream().map(SafetyView.Named::occasion).toList());
            after = view.page().next();
        } while (after != null);

        var order = Comparator.comparing(Occasion::first).thenComparing(it -> it.id().toString());
        assertThat(all).hasSize(121).doesNotHaveDuplicates().isSortedAccordingTo(past ? order.reversed() : order);
        assertThat(all).allSatisfy(it -> assertThat(it.asked()).isEqualTo(6));
    }

    @Test
    void whatIsSeenToIsLeftOutWhereOnlyTheOthersAreAsked() {
        var done = event(2);
        var other = event(3);
        checklists.of(done).items().forEach(it -> answer.answer(keeper, done, ChecklistForm.of(Map.of("answer." + it.code(), "DONE"))));
        answer.answer(keeper, other, ChecklistForm.of(Map.of("answer.PLACE", "DONE")));
        var view = look.list(county, new LookAtSafety.Asked(null, true, null), null);
        assertThat(view.page().items()).extracting(it -> it.occasion().id()).containsExactly(other);
        assertThat(view.all()).isEqualTo(2);
        assertThat(view.missing()).isEqualTo(1);
        answer.answer(keeper, done, ChecklistForm.of(Map.of("answer.PLACE", "")));
        assertThat(look.list(county, new LookAtSafety.Asked(null, true, null), null).missing()).as("taken back").isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void eachSourceIsAskedByAnIndexForTheseUnits(boolean past) {
        var which = new Occasions.Which(new Scope(List.of(school.path())), TODAY, past ? TODAY.minusDays(60) : TODAY.plusDays(90), false, past);
        var plan = transaction.execute(_ -> {
            db.sql("set local enable_seqscan = off").update();
            return String.join("\n", db.sql("explain " + occasions.on(Occasions.page(which))).param("now", OffsetDateTime.now(Window.ZONE)).param("scope", which.scope().toArray())
                .param("open", false).param("today", which.today()).param("until", which.until()).param("day", LocalDate.EPOCH).param("last", new UUID(0, 0)).param("limit", 51)
                .query(String.class).list());
        });
        assertThat(Pattern.compile("(unit_id|owner_id|organization_id|provider_id) = ANY").matcher(plan).results().count()).as(plan).isGreaterThanOrEqualTo(5);
        assertThat(List.of("activity", "plan", "event")).allSatisfy(table -> assertThat(plan).doesNotContain("Seq Scan on " + table + " "));
    }

    /** As many more, two on each day. */
    private void copies(UUID event, int n) {
        db.sql("""
                insert into study.event (id, plan_id, day, starts, ends, place, topic, leader_id, leader_name, hours, in_person, secret)
                select gen_random_uuid(), e.plan_id, e.day + (i / 2) % 55, e.starts, e.ends, e.place, e.topic || i, e.leader_id, e.leader_name, e.hours, e.in_person, e.secret
                  from study.event e cross join generate_series(1, :n) i
                 where e.id = :id
                """)
            .param("n", n).param("id", event).update();
    }
}
