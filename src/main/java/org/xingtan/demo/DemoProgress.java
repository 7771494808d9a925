package org.xingtan.demo;

import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.xingtan.catalog.Questions;
import org.xingtan.ledger.LoadEntries;
import org.xingtan.platform.OrganizationId;
import org.xingtan.program.Programs;
import org.xingtan.tally.Tally;

/** Lets part of the demo's people learn, so that the console has something to show: each county at its own pace. */
@Component
public class DemoProgress {

    public static final List<String> TEACHERS = List.of("CLASSROOM_TEACHER", "HOMEROOM_TEACHER", "COUNSELOR_FULL_TIME", "COUNSELOR_PART_TIME",
        "TUTOR", "RESEARCHER", "PRINCIPAL", "LAB_TEACHER");
    private static final List<String> DEVICES = List.of("Edge · Windows", "Chrome · Windows", "Chrome · Android", "Safari · iOS", "Firefox · Linux");

    private final Programs programs;
    private final Questions questions;
    private final DemoRecords records;
    private final LoadEntries ledger;
    private final Tally tally;
    private final Clock clock;

    DemoProgress(Programs programs, Questions questions, DemoRecords records, LoadEntries ledger, Tally tally, Clock clock) {
        this.programs = programs;
        this.questions = questions;
        this.records = records;
        this.ledger = ledger;
        this.tally = tally;
        this.clock = clock;
    }

    void load(List<DemoPerson> people, DemoPrograms published) {
        var random = new Random(2023);
        var now = clock.instant().minusSeconds(60);
        var winter = new DemoStudy(DemoTopic.of(programs.current(published.winter()), questions), now, random);
        var board = new DemoStudy(DemoTopic.of(programs.current(published.board()), questions), now, random);
        var jurisdictions = new HashMap<String, OrganizationId>();
        var learners = new ArrayList<DemoLearner>();
        for (var person : people) {
            if (person.isInService() && person.holdsAny(TEACHERS) && random.nextDouble() < diligence(person.unit())) {
                var learner = new DemoLearner(person, jurisdictions.computeIfAbsent(person.unit().path(), ledger::jurisdiction),
                    DEVICES.get(random.nextInt(DEVICES.size())));
                learn(learner, person, winter, board, random);
                learners.add(learner);
            }
        }
        records.write(List.of(winter, board), learners);
        tally.load(Stream.concat(winter.figures(), board.figures()));
    }

    /** Between a third and nine tenths of a county's teachers take part; fewer where a year of hours of its own is learned. */
    private static double diligence(DemoUnit unit) {
        return unit.code().startsWith("4401") ? 0.2 : 0.35 + Math.floorMod(unit.code().substring(0, Math.min(6, unit.code().length())).hashCode(), 11) * 0.055;
    }

    private static void learn(DemoLearner learner, DemoPerson person, DemoStudy winter, DemoStudy board, Random random) {
        winter.join(learner, "PARTICIPANT", lessons(random, 6, 12), random.nextInt(3) == 0);
        var track = track(person);
        if (random.nextInt(10) < (track == null ? 1 : 5)) {
            board.join(learner, track == null ? "OTHER" : track, lessons(random, 10, 20), random.nextInt(3) == 0);
        }
        winter.rest(learner);
    }

    /** Some have only joined, some have begun, many have done what is asked for, a few everything. */
    private static int lessons(Random random, int asked, int all) {
        var chance = random.nextInt(20);
        return chance < 2 ? 0 : chance < 9 ? 1 + random.nextInt(asked - 1) : chance < 16 ? asked + random.nextInt(2) : all - random.nextInt(3);
    }

    private static @Nullable String track(DemoPerson person) {
        return person.holds("COUNSELOR_FULL_TIME") || person.holds("COUNSELOR_PART_TIME") ? "COUNSELOR"
            : person.holds("HOMEROOM_TEACHER") ? "HOMEROOM" : person.holds("TUTOR") ? "TUTOR" : null;
    }
}
