package org.xingtan.application;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.transaction.support.TransactionTemplate;
import org.xingtan.platform.Condition;
import org.xingtan.platform.CreditHours;
import org.xingtan.platform.Localized;
import org.xingtan.platform.ProgramId;
import org.xingtan.platform.Refused;
import org.xingtan.platform.Window;
import org.xingtan.program.ProgramDetail;
import org.xingtan.program.Programs;
import org.xingtan.selection.DefineTerm;
import org.xingtan.selection.OfferProgram;
import org.xingtan.selection.TermId;
import org.xingtan.testing.Cast;
import org.xingtan.testing.XingtanTest;

/** People come into a program in one way: nobody takes a place in what others apply for. */
@XingtanTest
class OneWayInTests {

    private static final AtomicInteger NEXT = new AtomicInteger(1);

    @Autowired Called called;
    @Autowired DefineCall define;
    @Autowired DefineTerm terms;
    @Autowired OfferProgram offer;
    @Autowired Programs programs;
    @Autowired TransactionTemplate transaction;
    @Autowired MockMvcTester mvc;

    private Called.Town town;
    private TermId term;

    @BeforeEach
    void openTerm() {
        town = called.town();
        term = terms.define(new DefineTerm.Definition(town.city().id(), "ow%04d".formatted(NEXT.getAndIncrement()), new Localized("学期", "Term"), null, 9,
            List.of(new Window(Window.Kind.SELECT, Instant.now().minus(Duration.ofDays(1)), Instant.now().plus(Duration.ofDays(1))))));
        terms.publish(term);
    }

    @Test
    void whatIsAppliedForIsOfferedInNoTerm() {
        var training = called.call(town.city(), 5, 0);

        assertThatThrownBy(() -> offer(training)).isInstanceOfSatisfying(Refused.class,
            it -> assertThat(it.verdict().unmet()).extracting(Condition::code).containsExactly("selection.offer.path"));
        assertThat(programs.current(training).admission()).isEqualTo(ProgramDetail.Admission.APPLICATION);
        assertThat(mvc.get().uri("/console/selection/terms/{id}", term).with(Cast.as(town.cityOffice())).exchange()).hasStatusOk().bodyText()
            .as("nor proposed").doesNotContain(training.toString());
    }

    @Test
    void whoCallsForAProgramThatIsBeingOfferedWaitsAndIsRefused() throws Exception {
        var definition = called.definition(town.city(), 5, 0);
        var offered = new CountDownLatch(1);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var offering = threads.submit(() -> transaction.executeWithoutResult(_ -> {
                offer(definition.program());
                offered.countDown();
                pause();
            }));
            assertThat(offered.await(10, TimeUnit.SECONDS)).isTrue();
            assertThatThrownBy(() -> define.define(definition)).isInstanceOfSatisfying(Refused.class,
                it -> assertThat(it.verdict().unmet()).extracting(Condition::code).containsExactly("application.define.open"));
            offering.get(10, TimeUnit.SECONDS);
        }
        assertThat(programs.current(definition.program()).admission()).isEqualTo(ProgramDetail.Admission.SELECTION);
    }

    private void offer(ProgramId program) {
        offer.offer(OfferProgram.Definition.online(term, program, "PROFESSIONAL", CreditHours.of("4.00"), BigDecimal.ZERO, 5, 0));
    }

    private static void pause() {
        try {
            Thread.sleep(300);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
