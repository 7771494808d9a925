package org.xingtan.demo;

import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import org.xingtan.directory.AppointmentRow;
import org.xingtan.directory.LoadDirectory;
import org.xingtan.directory.Role;
import org.xingtan.identity.OpenAccounts;
import org.xingtan.platform.TeacherId;

/** The people of the demo: the cast, who can sign in, and about two thousand others. */
@Component
class DemoPopulation {

    /** The middle school of the cast. */
    static final String HOME_SCHOOL = "431003-S012";

    /** A division of Chenzhou that has never existed. */
    static final String DIVISION = "431099";

    private final LoadDirectory directory;
    private final OpenAccounts accounts;
    private final Clock clock;

    DemoPopulation(LoadDirectory directory, OpenAccounts accounts, Clock clock) {
        this.directory = directory;
        this.accounts = accounts;
        this.clock = clock;
    }

    /** @return everybody but the cast, whose progress is left to whoever tries them out */
    List<DemoPerson> load(List<DemoUnit> units) {
        var people = new DemoPeople(DIVISION, LocalDate.now(clock), 0, 2);
        var byCode = units.stream().collect(Collectors.toMap(DemoUnit::code, unit -> unit));
        var rows = DemoResources.table("cast.tsv");
        var cast = new HashMap<String, DemoPerson>();
        for (var place = 0; place < rows.size(); place++) {
            var row = rows.get(place);
            cast.put(row.get("username"), people.of(row, byCode.get(row.get("organization")), DemoNumbers.ofCast(place)));
        }
        var others = others(people, units, cast);
        var all = new ArrayList<>(cast.values());
        all.addAll(others);
        directory.people(all.stream().map(DemoPerson::row));
        directory.employments(all.stream().map(DemoPerson::employment));
        directory.appointments(rows.stream().filter(row -> row.has("role")).map(row -> appointment(row, cast.get(row.get("username")).id(), byCode)));
        openAccounts(cast);
        return others;
    }

    /** Where the cast fills a leading place, nobody else does. */
    private static List<DemoPerson> others(DemoPeople people, List<DemoUnit> units, Map<String, DemoPerson> cast) {
        var led = new HashSet<String>();
        cast.values().stream().filter(person -> person.holds("TRAINING_STAFF")).forEach(person -> led.add(person.unit().code()));
        var others = new ArrayList<DemoPerson>();
        for (var unit : units) {
            var size = DemoStaffing.size(unit) + (unit.code().equals(HOME_SCHOOL) ? 12 : 0);
            for (var place = led.contains(unit.code()) ? 4 : 0; place < size; place++) {
                others.add(people.next(unit, place));
            }
        }
        return others;
    }

    private AppointmentRow appointment(DemoResources.Row row, TeacherId person, Map<String, DemoUnit> units) {
        var parts = row.get("role").split("@");
        return new AppointmentRow(person, Role.valueOf(parts[0]), units.get(parts[1]).id(), LocalDate.now(clock).withDayOfYear(1), null, null);
    }

    /** One hash for all, and nobody must choose another password: whoever tries the demo reads this one on the sign-in page. */
    private void openAccounts(Map<String, DemoPerson> cast) {
        var hash = accounts.hash(DemoCast.PASSWORD);
        accounts.open(cast.entrySet().stream()
            .map(one -> new OpenAccounts.Row(one.getValue().id(), one.getKey(), one.getValue().row().phone(), hash, null)).toList());
    }
}
