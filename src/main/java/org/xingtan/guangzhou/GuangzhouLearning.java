package org.xingtan.guangzhou;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.xingtan.catalog.Questions;
import org.xingtan.demo.DemoLearner;
import org.xingtan.demo.DemoPerson;
import org.xingtan.demo.DemoRecords;
import org.xingtan.demo.DemoStudy;
import org.xingtan.demo.DemoTopic;
import org.xingtan.guangzhou.GuangzhouOfferings.Offered;
import org.xingtan.ledger.LoadEntries;
import org.xingtan.platform.OrganizationId;
import org.xingtan.program.Programs;
import org.xingtan.selection.LoadChoices;
import org.xingtan.selection.OfferingId;
import org.xingtan.tally.Tally;

/** Who has chosen what in the term that is learned now, and how far he has come with it: some are through, some have not begun. */
@Component
class GuangzhouLearning {

    private static final List<String> DEVICES = List.of("Edge · Windows", "Chrome · Android", "Safari · iOS", "Chrome · Windows");
    private static final int MOST = 5;

    private final Programs programs;
    private final Questions questions;
    private final DemoRecords records;
    private final LoadEntries ledger;
    private final LoadChoices choices;
    private final Work work;

    GuangzhouLearning(Programs programs, Questions questions, DemoRecords records, LoadEntries ledger, LoadChoices choices, Work work) {
        this.programs = programs;
        this.questions = questions;
        this.records = records;
        this.ledger = ledger;
        this.choices = choices;
        this.work = work;
    }

    /** What is counted, and when it is now. */
    @Component
    record Work(Tally tally, JdbcClient db, Clock clock) {}

    /** @param chosen when all have chosen */
    void load(List<DemoPerson> people, List<Offered> offered, Instant chosen) {
        var random = new Random(2201);
        var now = work.clock.instant().minusSeconds(60);
        var studies = offered.stream().collect(Collectors.toMap(Offered::id, it -> new DemoStudy(DemoTopic.of(programs.current(it.program()), questions), now, random)));
        var left = new HashMap<>(offered.stream().collect(Collectors.toMap(Offered::id, Offered::places)));
        var jurisdictions = new HashMap<String, OrganizationId>();
        var wanted = new ArrayList<LoadChoices.Wanted>();
        var learners = new ArrayList<DemoLearner>();
        var elsewhere = elsewhere(people);
        for (var person : people) {
            if (elsewhere.contains(person.id().value())) {
                continue;
            }
            var learner = new DemoLearner(person, jurisdictions.computeIfAbsent(person.unit().path(), ledger::jurisdiction), DEVICES.get(random.nextInt(DEVICES.size())));
            for (var one : choice(offered.stream().filter(it -> it.isFor(person)).toList(), left, random)) {
                wanted.add(new LoadChoices.Wanted(person.id(), one.id(), chosen));
                learn(studies.get(one.id()), learner, random);
            }
            studies.values().iterator().next().rest(learner);
            learners.add(learner);
        }
        records.write(List.copyOf(studies.values()), learners);
        studies.values().forEach(study -> work.tally.load(study.figures()));
        choices.load(wanted);
    }

    /** Who has learned something else already keeps to that. */
    private Set<UUID> elsewhere(List<DemoPerson> people) {
        return Set.copyOf(work.db.sql("select distinct teacher_id from enrollment.participation_card where teacher_id = any (:people)")
            .param("people", people.stream().map(it -> it.id().value()).toArray(UUID[]::new)).query(UUID.class).list());
    }

    /** Some, none of them twice, in which there is room. */
    private static List<Offered> choice(List<Offered> offered, Map<OfferingId, Integer> room, Random random) {
        var chosen = new ArrayList<Offered>();
        for (var i = random.nextInt(MOST + 1); i > 0; i--) {
            var one = offered.get((int) (offered.size() * Math.pow(random.nextDouble(), 1.3)));
            if (room.get(one.id()) > 0 && !chosen.contains(one)) {
                room.merge(one.id(), -1, Integer::sum);
                chosen.add(one);
            }
        }
        return chosen;
    }

    private static void learn(DemoStudy study, DemoLearner learner, Random random) {
        var chance = random.nextInt(10);
        study.join(learner, "PARTICIPANT", chance < 5 ? 9 : chance < 8 ? 1 : 0, chance == 8);
    }
}
