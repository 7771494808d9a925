package org.xingtan.demo;

import java.util.Optional;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.xingtan.platform.ProgramId;
import org.xingtan.program.CountEligible;
import org.xingtan.program.PublishProgram;
import org.xingtan.tally.Measure;
import org.xingtan.tally.Tally;

/** Sees to it that the demo is loaded once, whatever nodes start at the same time and whatever start was killed. */
@Component
public class DemoOnce {

    private static final Logger LOG = LoggerFactory.getLogger(DemoOnce.class);
    private static final long LOCK = 0x6465_6d6f_2031L;

    private final JdbcClient db;
    private final DemoOrganizations organizations;
    private final DemoData data;
    private final PublishProgram programs;
    private final CountEligible eligible;
    private final Tally tally;

    DemoOnce(JdbcClient db, DemoOrganizations organizations, DemoData data, PublishProgram programs, CountEligible eligible, Tally tally) {
        this.db = db;
        this.organizations = organizations;
        this.data = data;
        this.programs = programs;
        this.eligible = eligible;
        this.tally = tally;
    }

    /** @return false when another node is at it */
    @Transactional
    public boolean load() {
        if (!db.sql("select pg_try_advisory_xact_lock(:lock)").param("lock", LOCK).query(Boolean.class).single()) {
            return false;
        }
        if (!organizations.areThere()) {
            var begin = System.nanoTime();
            LOG.info("Loading the demo, which takes a minute or two; the pages come after it");
            data.load();
            LOG.info("The demo is loaded ({} ms)", (System.nanoTime() - begin) / 1_000_000);
        }
        return true;
    }

    /** After the people are committed: the denominators of the demo's programs, unless an earlier start has counted them. */
    void countEligible() {
        programs().filter(program -> tally.figures(program).stream().noneMatch(figure -> figure.measure() == Measure.ELIGIBLE))
            .forEach(eligible::count);
    }

    public void recountEligible() {
        programs().forEach(eligible::count);
    }

    private Stream<ProgramId> programs() {
        return Stream.of(DemoPrograms.WINTER, DemoPrograms.BOARD).map(programs::find).flatMap(Optional::stream);
    }
}
