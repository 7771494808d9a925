package org.xingtan.demo;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.core.annotation.Order;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.xingtan.appeal.Appeal;
import org.xingtan.appeal.DecideAppeal;
import org.xingtan.appeal.FileAppeal;
import org.xingtan.appeal.Matter;
import org.xingtan.appeal.MoveAppeal;
import org.xingtan.appeal.MyAppeals;
import org.xingtan.ledger.ReverseEntry;
import org.xingtan.platform.Actor;
import org.xingtan.platform.CreditHours;
import org.xingtan.platform.TeacherId;
import org.xingtan.platform.Uuids;
import tools.jackson.core.type.TypeReference;

/** Appeals of people in the school of the cast: waiting, decided, and taken to the next level. */
@Component
@Order(6)
class DemoAppeals implements DemoPart {

    private record Sample(Appeal.Kind kind, String statement, List<Step> steps) {}

    /** @param by null for the person who appeals; @param hours what is granted */
    private record Step(@Nullable String by, Appeal.Act act, String reason, @Nullable String hours) {}

    private final MyAppeals mine;
    private final FileAppeal file;
    private final MoveAppeal move;
    private final DecideAppeal decide;
    private final DemoActors actors;
    private final DemoTakenBack takenBack;

    DemoAppeals(MyAppeals mine, FileAppeal file, MoveAppeal move, DecideAppeal decide, DemoActors actors, DemoTakenBack takenBack) {
        this.mine = mine;
        this.file = file;
        this.move = move;
        this.decide = decide;
        this.actors = actors;
        this.takenBack = takenBack;
    }

    @Override
    public void load(List<DemoPerson> people) {
        var left = new ArrayDeque<>(takenBack.load());
        for (var sample : DemoResources.json("appeals.json", new TypeReference<List<Sample>>() {})) {
            file(sample, left);
        }
    }

    /** By the first who has something of the kind; who has not may have something of the next. */
    private void file(Sample sample, ArrayDeque<Actor> left) {
        var passed = new ArrayList<Actor>();
        while (!left.isEmpty()) {
            var person = left.removeFirst();
            var subjects = mine.offered(person.teacher()).getOrDefault(sample.kind(), List.of());
            if (!subjects.isEmpty()) {
                var appeal = file.file(person, new FileAppeal.Filing(Uuids.next(), subjects.getFirst(), sample.statement(), List.of()));
                sample.steps().forEach(step -> go(person, appeal, step));
                break;
            }
            passed.add(person);
        }
        passed.reversed().forEach(left::addFirst);
    }

    private void go(Actor person, Appeal appeal, Step step) {
        switch (step.act()) {
            case FILED -> throw new IllegalArgumentException("Filed already: " + appeal.subject());
            case WITHDRAWN -> move.withdraw(person, appeal.id());
            case ESCALATED -> move.escalate(person, appeal.id(), step.reason());
            case GRANTED, REJECTED -> decide.decide(actors.of(Objects.requireNonNull(step.by())), person.teacher(), appeal.id(),
                Appeal.State.valueOf(step.act().name()), new Matter.Remedy(step.hours() == null ? null : CreditHours.of(step.hours()), step.reason()));
        }
    }

    /** Hours that the school of the cast has taken back; who they were, and whose identity it has refused, may appeal. */
    @Component
    static class DemoTakenBack {

        private static final String REASON = "两台设备同时播放，疑似代学，先作冲销";

        private record Hours(Actor person, UUID entry) {}

        private final ReverseEntry reversal;
        private final DemoActors actors;
        private final JdbcClient db;

        DemoTakenBack(ReverseEntry reversal, DemoActors actors, JdbcClient db) {
            this.reversal = reversal;
            this.actors = actors;
            this.db = db;
        }

        List<Actor> load() {
            var school = actors.of("school");
            var people = new ArrayList<>(refused());
            for (var hours : hours()) {
                reversal.reverse(school, hours.person.teacher(), hours.entry, REASON);
                people.add(hours.person);
            }
            return people;
        }

        private List<Actor> refused() {
            return db.sql("""
                    -- all teachers: of one school
                    select p.teacher_id, p.name
                      from directory.person_card p
                      join census.decision_card d on d.teacher_id = p.teacher_id and d.state = 'REFUSED'
                     where p.organization_code = :school
                     order by p.teacher_id
                    """)
                .param("school", DemoPopulation.HOME_SCHOOL)
                .query((row, _) -> DemoActors.of(new TeacherId(row.getObject("teacher_id", UUID.class)), row.getString("name"))).list();
        }

        /** Of each the last lesson. */
        private List<Hours> hours() {
            return db.sql("""
                    -- all teachers: of one school
                    select distinct on (p.teacher_id) p.teacher_id, p.name, e.id
                      from directory.person_card p
                      join ledger.entry_card e on e.teacher_id = p.teacher_id
                     where p.organization_code = :school and e.reverses is null and e.credited >= 0.5
                       and not exists (select from census.decision_card d where d.teacher_id = p.teacher_id)
                     order by p.teacher_id, e.posted_at desc, e.id desc
                     limit 8
                    """)
                .param("school", DemoPopulation.HOME_SCHOOL)
                .query((row, _) -> new Hours(DemoActors.of(new TeacherId(row.getObject("teacher_id", UUID.class)), row.getString("name")),
                    row.getObject("id", UUID.class))).list();
        }
    }
}
