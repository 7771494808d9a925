package org.xingtan.seed;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.springframework.stereotype.Component;
import org.xingtan.catalog.Questions;
import org.xingtan.demo.DemoLearner;
import org.xingtan.demo.DemoPerson;
import org.xingtan.demo.DemoPrograms;
import org.xingtan.demo.DemoProgress;
import org.xingtan.demo.DemoRecords;
import org.xingtan.demo.DemoStudy;
import org.xingtan.demo.DemoTopic;
import org.xingtan.ledger.LoadEntries;
import org.xingtan.platform.OrganizationId;
import org.xingtan.program.Programs;
import org.xingtan.tally.DayFigure;

/** What a share of the seeded teachers has learned of the winter topic. */
@Component
class SeedProgress {

    private static final String DEVICE = "Chrome · Windows";

    private final Programs programs;
    private final DemoPrograms published;
    private final Questions questions;
    private final DemoRecords records;
    private final LoadEntries ledger;
    private final Clock clock;

    SeedProgress(Programs programs, DemoPrograms published, Questions questions, DemoRecords records, LoadEntries ledger, Clock clock) {
        this.programs = programs;
        this.published = published;
        this.questions = questions;
        this.records = records;
        this.ledger = ledger;
        this.clock = clock;
    }

    DemoTopic topic() {
        return DemoTopic.of(programs.current(published.winter()), questions);
    }

    OrganizationId jurisdiction(SeedTree tree) {
        return ledger.jurisdiction(tree.schools.getFirst().path());
    }

    /** @return the figures of these people's units */
    List<DayFigure> load(List<DemoPerson> people, DemoTopic topic, OrganizationId jurisdiction, double share, long seed) {
        var random = new Random(seed);
        var study = new DemoStudy(topic, clock.instant().minusSeconds(60), random);
        var learners = new ArrayList<DemoLearner>();
        for (var person : people) {
            if (random.nextDouble() < share && person.isInService() && person.holdsAny(DemoProgress.TEACHERS)) {
                var learner = new DemoLearner(person, jurisdiction, DEVICE);
                study.join(learner, "PARTICIPANT", lessons(random), random.nextInt(8) == 0);
                study.rest(learner);
                learners.add(learner);
            }
        }
        records.write(List.of(study), learners);
        return study.figures().toList();
    }

    /** After everybody. */
    void settle() {
        records.settle();
    }

    /** Some have only joined, nearly half have begun, a third has finished the first phase, a few everything. */
    private static int lessons(Random random) {
        var chance = random.nextInt(20);
        return chance < 3 ? 0 : chance < 12 ? 1 + random.nextInt(4) : chance < 19 ? 6 : 12;
    }
}
