package org.xingtan.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import org.xingtan.platform.Actor;
import org.xingtan.platform.NotFound;
import org.xingtan.platform.Problem;
import org.xingtan.platform.ProgramId;
import org.xingtan.platform.TeacherId;
import org.xingtan.platform.Window;
import org.xingtan.program.CountEligible;
import org.xingtan.program.ProgramDetail;
import org.xingtan.program.Programs;
import org.xingtan.tally.DayFigure;
import org.xingtan.tally.Delta;
import org.xingtan.tally.Figure;
import org.xingtan.tally.Measure;
import org.xingtan.tally.Tally;
import org.xingtan.testing.Await;
import org.xingtan.testing.Cast;
import org.xingtan.testing.Curriculum;
import org.xingtan.testing.XingtanTest;

@XingtanTest
class StatisticsModuleTests {

    @Autowired Cast cast;
    @Autowired Curriculum curriculum;
    @Autowired Statistics statistics;
    @Autowired StatisticsAudit audit;
    @Autowired CountEligible countEligible;
    @Autowired Programs programs;
    @Autowired Tally tally;
    @Autowired JdbcClient db;
    @Autowired PlatformTransactionManager transactions;

    private Cast.Place city;
    private Cast.Place county;
    private Cast.Place school;
    private ProgramDetail program;
    private Actor administrator;

    @BeforeEach
    void plant() {
        city = cast.city();
        county = cast.under(city, "COUNTY");
        school = cast.school(county);
        program = curriculum.aProgram(city.id()).publish();
        administrator = cast.administrator(city);
    }

    @Test
    void aUnitIsItsChildrenAndItsOwnPeopleTogether() {
        var other = cast.school(county);
        add(school, Measure.ENROLLED, 3);
        add(other, Measure.ENROLLED, 4);
        add(county, Measure.ENROLLED, 2);
        add(cast.school(cast.under(city, "COUNTY")), Measure.ENROLLED, 50);

        var found = at(county);

        assertThat(found.figures().enrolled()).isEqualTo(9);
        assertThat(found.children()).extracting(part -> part.unit().id()).containsExactly(school.id(), other.id());
        assertThat(found.children()).extracting(part -> part.figures().enrolled()).containsExactly(3L, 4L);
        assertThat(found.own()).isNotNull();
        assertThat(found.own().enrolled()).isEqualTo(2);
        assertThat(at(city).figures().enrolled()).isEqualTo(59);
        assertThat(at(school).own()).isNull();
    }

    @Test
    void foldedAndUnfoldedFiguresAreTheSame() {
        add(school, Measure.STARTED, 5);
        var before = at(county).figures();
        awaitFolding();

        assertThat(before.started()).isEqualTo(5);
        assertThat(at(county).figures()).isEqualTo(before);
        add(school, Measure.STARTED, -2);
        assertThat(at(county).figures().started()).isEqualTo(3);
        awaitFolding();
        assertThat(at(city).figures().started()).isEqualTo(3);
    }

    @Test
    void aRecountReplacesWhatTheSumsHeld() {
        for (var i = 0; i < 3; i++) {
            cast.teacher(school);
        }
        countEligible.count(program);
        assertThat(at(county).figures().eligible()).isEqualTo(3);
        cast.aPerson().at(school).save();
        countEligible.count(program);

        assertThat(at(county).figures().eligible()).isEqualTo(4);
        assertThat(at(school).figures().inService()).isEqualTo(4);
    }

    @Test
    void figuresAreExactWhileWritersWriteAndFoldingFolds() throws Exception {
        var schools = List.of(school, cast.school(county), cast.school(cast.under(city, "COUNTY")));
        var going = new AtomicBoolean(true);
        try (var threads = Executors.newFixedThreadPool(3)) {
            var writers = schools.stream().map(place -> threads.submit(() -> pairs(place, going))).toList();
            for (var i = 0; i < 150; i++) {
                var whole = at(city);
                assertThat(whole.figures().started()).isEqualTo(whole.figures().enrolled());
                assertThat(whole.children().stream().mapToLong(part -> part.figures().enrolled()).sum()).isEqualTo(whole.figures().enrolled());
            }
            going.set(false);
            var written = 0L;
            for (var writer : writers) {
                written += writer.get();
            }
            assertThat(at(city).figures().enrolled()).isEqualTo(written);
        }
    }

    @Test
    void theTrendHoldsTheLastFigureOfEachDayAndWhatIsNow() {
        var today = LocalDate.now(Window.ZONE);
        tally.load(Stream.of(loaded(today.minusDays(5), Measure.ENROLLED, 3), loaded(today.minusDays(2), Measure.ENROLLED, 4)));
        add(school, Measure.ENROLLED, 2);

        for (var place : List.of(school, county, city)) {
            var found = at(place);
            var trend = statistics.trend(found, program.id().toString());
            assertThat(trend.days()).hasSize(Trend.DAYS).last().isEqualTo(LocalDate.ofInstant(found.asOf(), Window.ZONE));
            var counts = trend.drawn().getFirst().counts();
            assertThat(counts.subList(Trend.DAYS - 7, Trend.DAYS)).containsExactly(0L, 3L, 3L, 3L, 7L, 7L, 9L);
        }
        assertThat(statistics.trend(at(cast.school(county)), program.id().toString()).isDrawable()).isFalse();
    }

    @Test
    void theMapShowsUnitsBelowTheUnitsBelowWithTheirRates() {
        countEligible.count(program);
        var second = cast.under(city, "COUNTY");
        add(school, Measure.ELIGIBLE, 10);
        add(school, Measure.COMPLETED, 5);

        var map = statistics.map(at(city), program.id().toString());

        assertThat(map.branches()).singleElement().satisfies(block -> {
            assertThat(block.head().unit().id()).isEqualTo(county.id());
            assertThat(block.tiles()).singleElement().satisfies(tile -> {
                assertThat(tile.unit().id()).isEqualTo(school.id());
                assertThat(tile.shade()).isEqualTo(2);
            });
        });
        assertThat(map.leaves()).singleElement().satisfies(tile -> {
            assertThat(tile.unit().id()).isEqualTo(second.id());
            assertThat(tile.shade()).isEqualTo(-1);
        });
    }

    @Test
    void whereAPlaceOrAnAdmissionDecidesTheRateIsOfThoseWhoTakePart() {
        new TransactionTemplate(transactions).executeWithoutResult(_ -> programs.admit(List.of(program.id()), ProgramDetail.Admission.SELECTION));
        add(school, Measure.ENROLLED, 8);
        add(school, Measure.COMPLETED, 2);
        add(county, Measure.ENROLLED, 2);

        var found = at(county);

        assertThat(found.figures().eligible()).isEqualTo(10);
        assertThat(found.figures().completion()).isEqualTo(new Rate(2, 10, List.of(), "0.2000"));
        assertThat(found.children().getFirst().figures().completion()).isEqualTo(new Rate(2, 8, List.of(), "0.2500"));
        assertThat(found.own().completion()).isEqualTo(new Rate(0, 2, List.of(), "0.0000"));
        assertThat(statistics.map(at(city), program.id().toString()).branches().getFirst().tiles().getFirst().shade()).as("of eight, two").isEqualTo(1);
    }

    private DayFigure loaded(LocalDate day, Measure measure, long n) {
        return new DayFigure(day, new Figure(program.id(), school.id(), measure, n));
    }

    @Test
    void theScopeIsDecidedBeforeAnythingElse() {
        var stranger = cast.administrator(cast.under(city, "COUNTY"));

        assertThatThrownBy(() -> statistics.of(stranger, county.id(), null, null)).isInstanceOf(NotFound.class);
        assertThatThrownBy(() -> statistics.of(stranger, county.id(), "nonsense", "nonsense")).isInstanceOf(NotFound.class);
        assertThatThrownBy(() -> statistics.of(stranger, city.id(), null, null)).isInstanceOf(NotFound.class);
        assertThatThrownBy(() -> statistics.of(administrator, county.id(), "nonsense", null)).isInstanceOf(Problem.class);
        assertThatThrownBy(() -> statistics.of(administrator, county.id(), null, "20x6")).isInstanceOf(Problem.class);
        assertThatThrownBy(() -> statistics.of(administrator, county.id(), ProgramId.next().toString(), null)).isInstanceOf(NotFound.class);
    }

    @Test
    void withoutAProgramEachPersonCountsOncePerProgram() {
        var second = curriculum.aProgram(city.id()).publish();
        add(school, Measure.ENROLLED, 2);
        tally.add(TeacherId.next(), second.id(), school.id(), Measure.ENROLLED, 1);

        awaitListing(second);

        assertThat(statistics.of(administrator, county.id(), null, null).figures().enrolled()).isEqualTo(3);
        assertThat(statistics.of(administrator, county.id(), second.id().toString(), null).figures().enrolled()).isEqualTo(1);
        assertThat(statistics.of(administrator, county.id(), null, "1999").figures().enrolled()).isZero();
    }

    @Test
    void theAuditNamesAPlantedFigureAndMendsIt() {
        add(school, Measure.COMPLETED, 7);
        awaitFolding();
        db.sql("update report.subtotal set n = n + 1 where program_id = :program and organization_id = :city and measure = 'COMPLETED'")
            .param("program", program.id().value()).param("city", city.id().value()).update();

        var findings = audit.findings(program.id(), true);

        assertThat(findings).anySatisfy(it -> assertThat(it).contains("COMPLETED", school.id().toString(), "is 7, the facts give 0"));
        assertThat(findings).anySatisfy(it -> assertThat(it).startsWith("the sum of COMPLETED").contains(city.id().toString()));
        assertThat(at(city).figures().completed()).isZero();
        awaitFolding();
        assertThat(audit.findings(program.id(), false)).isEmpty();
    }

    @Test
    void mendingOneProgramLeavesTheSumsOfTheOthers() {
        var other = curriculum.aProgram(city.id()).publish();
        add(school, Measure.COMPLETED, 1);
        awaitListing(other);
        awaitFolding();
        db.sql("insert into report.subtotal (program_id, organization_id, measure, n) values (:one, :city, 'CERTIFIED', 3), (:other, :city, 'CERTIFIED', 3)")
            .param("one", program.id().value()).param("other", other.id().value()).param("city", city.id().value()).update();

        audit.findings(program.id(), true);
        awaitFolding();

        assertThat(audit.findings(program.id(), false)).isEmpty();
        assertThat(audit.findings(other.id(), true)).anySatisfy(it -> assertThat(it).startsWith("the sum of CERTIFIED"));
        assertThat(audit.findings(other.id(), false)).isEmpty();
    }

    /** A newer node beside this one counts it: no page breaks, and what is put right here leaves it alone. */
    @Test
    void whatOnlyANewerNodeCountsBreaksNothingAndIsNotTakenForWrong() {
        add(school, Measure.ENROLLED, 3);
        awaitFolding();
        db.sql("insert into tally.counter (program_id, organization_id, measure, n) values (:program, :unit, 'NEWER', 7)")
            .param("program", program.id().value()).param("unit", school.id().value()).update();

        assertThat(audit.findings(program.id(), true)).anySatisfy(it -> assertThat(it).startsWith("the sum of NEWER"));
        awaitFolding();

        assertThat(at(county).figures().enrolled()).isZero();
        assertThat(at(school).own()).isNull();
        assertThat(db.sql("select n from report.subtotal where program_id = :program and organization_id = :city and measure = 'NEWER'")
            .param("program", program.id().value()).param("city", city.id().value()).query(Long.class).single()).isEqualTo(7);
        assertThat(audit.findings(program.id(), false)).isEmpty();
    }

    /** Each transaction writes one of both measures: whoever sees them unequal has seen half of one. */
    private long pairs(Cast.Place place, AtomicBoolean going) {
        var transaction = new TransactionTemplate(transactions);
        var random = new Random(7);
        var written = 0L;
        while (going.get()) {
            var n = random.nextInt(1, 5);
            transaction.executeWithoutResult(_ -> tally.addAll(new ArrayList<>(List.of(delta(place, Measure.ENROLLED, n), delta(place, Measure.STARTED, n)))));
            written += n;
        }
        return written;
    }

    private void awaitFolding() {
        Await.until(() -> db.sql("select count(*) from tally.delta_card where program_id = :program").param("program", program.id().value())
            .query(Long.class).single() == 0);
    }

    /** The list of programs may be a second old. */
    private void awaitListing(ProgramDetail published) {
        Await.until(() -> programs.published().stream().anyMatch(it -> it.id().equals(published.id())));
    }


    private void add(Cast.Place place, Measure measure, long n) {
        tally.addAll(List.of(delta(place, measure, n)));
    }

    private Delta delta(Cast.Place place, Measure measure, long n) {
        return new Delta(TeacherId.next(), program.id(), place.id(), measure, n);
    }

    private UnitStatistics at(Cast.Place place) {
        return statistics.of(administrator, place.id(), program.id().toString(), null);
    }
}
