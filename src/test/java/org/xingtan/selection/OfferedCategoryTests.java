package org.xingtan.selection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
import org.xingtan.platform.Actor;
import org.xingtan.platform.Condition;
import org.xingtan.platform.Localized;
import org.xingtan.platform.ProgramId;
import org.xingtan.platform.Refused;
import org.xingtan.program.CreditRule;
import org.xingtan.program.Programs;
import org.xingtan.program.PublishRules;
import org.xingtan.program.Rules;
import org.xingtan.testing.Cast;
import org.xingtan.testing.XingtanTest;

/** What is offered says the category that its program gives, whatever rules come afterwards. */
@XingtanTest
class OfferedCategoryTests {

    @Autowired Cast cast;
    @Autowired Offered offered;
    @Autowired LoadChoices choices;
    @Autowired ReviseOffering revise;
    @Autowired PublishRules publish;
    @Autowired Programs programs;
    @Autowired TransactionTemplate transaction;
    @Autowired JdbcClient db;
    @Autowired Clock clock;

    private Cast.Place county;
    private Actor office;
    private ProgramId program;

    @BeforeEach
    void plant() {
        county = cast.county();
        office = cast.administrator(county);
        program = offered.program(county);
    }

    @Test
    void whatSomebodyHasChosenKeepsItsCategory() {
        var offering = offered.online(offered.term(county, 3), program, 2);
        var untouched = offered.online(offered.term(county, 3), program, 2);
        choose(offering);
        var version = programs.current(program).ruleVersion();

        assertThatThrownBy(() -> become("ELECTIVE")).isInstanceOfSatisfying(Refused.class, it -> {
            assertThat(it.verdict().unmet()).extracting(Condition::code).containsExactly("selection.category-chosen");
            assertThat(it.verdict().unmet().getFirst().arguments()).as("by its title").startsWith(new Localized("专业科目", "Professional subjects")).endsWith(1);
        });
        become("PROFESSIONAL");

        assertThat(programs.current(program).ruleVersion()).isEqualTo(version + 1);
        assertThat(category(offering)).isEqualTo("PROFESSIONAL");
        assertThat(category(untouched)).isEqualTo("PROFESSIONAL");
    }

    @Test
    void whatNobodyHasChosenFollows() {
        var offering = offered.online(offered.term(county, 3), program, 2);
        var draft = offered.online(offered.draft(county, 3), program, 2);
        var withdrawn = offered.online(offered.term(county, 3), program, 2);
        choose(withdrawn);
        revise.withdraw(office, withdrawn, "The lecturer is ill");

        become("ELECTIVE");

        assertThat(List.of(category(offering), category(draft), category(withdrawn))).containsOnly("ELECTIVE");
        choose(offering);
        assertThatThrownBy(() -> become("PROFESSIONAL")).isInstanceOf(Refused.class);
    }

    /** Whoever has read the rules before they change, and offers the program afterwards, is told so. */
    @Test
    void whatIsOfferedWhileTheRulesChangeIsOfferedByTheNewOnes() throws Exception {
        var term = offered.term(county, 3);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var offering = transaction.execute(_ -> {
                become("ELECTIVE");
                var begun = threads.submit((Callable<String>) () -> {
                    try {
                        return offered.online(term, program, 2).toString();
                    } catch (Refused e) {
                        return e.verdict().unmet().getFirst().code();
                    }
                });
                while (!begun.isDone() && !isWaiting()) {
                    Thread.onSpinWait();
                }
                return begun;
            });
            assertThat(offering.get(1, TimeUnit.MINUTES)).isEqualTo("selection.offer.category");
        }
    }

    /** For the transaction that asks: within it the statements of others are shown as they were when it first asked. */
    private boolean isWaiting() {
        return db.sql("select exists (select from pg_stat_activity where pg_backend_pid() = any (pg_blocking_pids(pid)))")
            .query(Boolean.class).single();
    }

    private void become(String category) {
        var rules = programs.current(program).rules();
        publish.publish(program, new Rules(rules.completion(), new CreditRule(category, rules.credit().measure(), rules.credit().caps()), rules.certificate()), office);
    }

    private void choose(OfferingId offering) {
        var teacher = cast.teacher(cast.school(county));
        transaction.executeWithoutResult(_ -> choices.load(List.of(new LoadChoices.Wanted(teacher, offering, clock.instant()))));
    }

    private String category(OfferingId offering) {
        return db.sql("select category from selection.offering where offering_id = :o").param("o", offering.value()).query(String.class).single();
    }
}
