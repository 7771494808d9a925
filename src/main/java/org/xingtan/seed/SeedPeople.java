package org.xingtan.seed;

import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import org.springframework.stereotype.Component;
import org.xingtan.demo.DemoCast;
import org.xingtan.demo.DemoPeople;
import org.xingtan.demo.DemoPerson;
import org.xingtan.demo.DemoUnit;
import org.xingtan.directory.AppointmentRow;
import org.xingtan.directory.LoadDirectory;
import org.xingtan.directory.Role;
import org.xingtan.identity.OpenAccounts;
import org.xingtan.messaging.LoadMailboxes;
import org.xingtan.platform.OrganizationId;

/** Teachers {@code t0000001} and so on, with accounts that share one hash and addresses for mail, and four administrators of the planted county's path. */
@Component
class SeedPeople {

    /** A division that no part of the country has. */
    private static final String DIVISION = "990199";
    private static final Map<String, String> ADMINISTRATORS = Map.of("seed-province", SeedTree.PROVINCE, "seed-city", "990100",
        "seed-county", "990101", "seed-school", "990101-S001");

    private final LoadDirectory directory;
    private final OpenAccounts accounts;
    private final LoadMailboxes mailboxes;
    private final Clock clock;
    private final Map<String, String> hashes = new ConcurrentHashMap<>();

    SeedPeople(LoadDirectory directory, OpenAccounts accounts, LoadMailboxes mailboxes, Clock clock) {
        this.directory = directory;
        this.accounts = accounts;
        this.mailboxes = mailboxes;
        this.clock = clock;
    }

    private String hash() {
        return hashes.computeIfAbsent(DemoCast.PASSWORD, accounts::hash);
    }

    /** People who work nowhere yet. */
    List<DemoPerson> load(SeedPart part) {
        var inventor = new DemoPeople(DIVISION, LocalDate.now(clock), part.firstTeacher(), 0);
        var people = new ArrayList<DemoPerson>(part.teachers());
        part.schools().forEach(school -> IntStream.range(0, school.teachers()).forEach(place -> people.add(inventor.next(school.unit(), place))));
        directory.people(people.stream().map(DemoPerson::row));
        var hash = hash();
        accounts.open(IntStream.range(0, people.size())
            .mapToObj(i -> new OpenAccounts.Row(people.get(i).id(), "t%07d".formatted(part.firstTeacher() + i), null, hash, null)).toList());
        mailboxes.load(IntStream.range(0, people.size())
            .mapToObj(i -> new LoadMailboxes.Row(people.get(i).id(), "t%07d@example.cn".formatted(part.firstTeacher() + i))).toList());
        return people;
    }

    void employ(List<DemoPerson> people) {
        directory.employments(people.stream().map(DemoPerson::employment));
    }

    /** The units, and who looks after some of them. */
    void loadUnits(SeedTree tree) {
        directory.organizations(tree.rows.stream());
        var inventor = new DemoPeople("990198", LocalDate.now(clock), 0, 0);
        ADMINISTRATORS.forEach((username, code) -> {
            var unit = tree.rows.stream().filter(row -> row.code().equals(code)).findFirst().orElseThrow();
            var person = inventor.next(new DemoUnit(unit.id(), code, unit.name(), unit.kind(), unit.stages(), ""), 1);
            directory.people(List.of(person.row()).stream());
            directory.employments(List.of(person.employment()).stream());
            directory.appointments(List.of(appointment(person, unit.id())).stream());
            accounts.open(List.of(new OpenAccounts.Row(person.id(), username, null, hash(), null)));
        });
    }

    private AppointmentRow appointment(DemoPerson person, OrganizationId organization) {
        return new AppointmentRow(person.id(), Role.TRAINING_ADMINISTRATOR, organization, LocalDate.now(clock).withDayOfYear(1), null, null);
    }
}
