package org.xingtan.demo;

import java.time.LocalDate;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.xingtan.directory.EmploymentRow;
import org.xingtan.directory.PersonRow;
import org.xingtan.directory.RealNameState;
import org.xingtan.platform.TeacherId;

/** Invents one person after another. The same seed invents the same people; only their ids are new. */
public final class DemoPeople {

    private final String division;
    private final LocalDate today;
    private final Random random;
    private final DemoNames names = new DemoNames();
    private final DemoStaffing staffing;
    private final int retired;
    private int index;

    /**
     * @param division the nonexistent division of the ID numbers
     * @param index    of the first number
     * @param retired  how many of two hundred have retired, and cannot sign in any more
     */
    public DemoPeople(String division, LocalDate today, int index, int retired) {
        this.division = division;
        this.today = today;
        this.index = index;
        this.retired = retired;
        this.random = new Random(division.hashCode() + 31L * index);
        this.staffing = new DemoStaffing(random);
    }

    /** @param number that the row of the cast has */
    DemoPerson of(DemoResources.Row row, DemoUnit unit, int number) {
        var id = TeacherId.next();
        var hired = LocalDate.parse(row.get("hiredOn"));
        index = number == index ? index + 1 : index;
        var person = new PersonRow(id, row.get("name"), row.get("sex"), DemoNumbers.bornOn(number), hired, title(hired),
            DemoNumbers.document(division, number, row.get("sex").equals("F")), DemoNumbers.phone(number), RealNameState.VERIFIED,
            row.has("stage") ? row.get("stage") : null, row.has("subject") ? row.get("subject") : null);
        return new DemoPerson(unit, person, EmploymentRow.since(hired, id, unit.id(), row.list("posts")));
    }

    /** @param place the how-manieth of the unit */
    public DemoPerson next(DemoUnit unit, int place) {
        var id = TeacherId.next();
        var number = index++;
        var isFemale = random.nextDouble() < 0.62;
        var hired = hiredOn(DemoNumbers.bornOn(number));
        var posts = staffing.posts(unit, place);
        var stage = staffing.stage(unit, place);
        var person = new PersonRow(id, name(number, isFemale), isFemale ? "F" : "M", DemoNumbers.bornOn(number), hired, title(hired),
            DemoNumbers.document(division, number, isFemale), number < DemoNumbers.PHONES ? DemoNumbers.phone(number) : null, realName(), stage,
            staffing.subject(stage, posts, place));
        return new DemoPerson(unit, person, employment(id, unit, hired, posts, place));
    }

    private String name(int number, boolean isFemale) {
        var unusual = names.unusual(number);
        return unusual.isEmpty() ? names.next(random, isFemale) : unusual;
    }

    private LocalDate hiredOn(LocalDate born) {
        var hired = LocalDate.of(born.getYear() + 22 + random.nextInt(4), 8, 20 + random.nextInt(12));
        return hired.isBefore(today) ? hired : LocalDate.of(today.getYear() - 1, 8, 25);
    }

    private @Nullable String title(LocalDate hired) {
        var years = today.getYear() - hired.getYear();
        return years < 1 ? null : years < 6 ? "二级教师" : years < 16 || random.nextInt(3) == 0 ? "一级教师" : "高级教师";
    }

    private RealNameState realName() {
        var chance = random.nextInt(100);
        return chance < 82 ? RealNameState.VERIFIED : chance < 94 ? RealNameState.MATCHED : chance < 99 ? RealNameState.UNVERIFIED : RealNameState.REJECTED;
    }

    /** Nobody leads a school from his leave. */
    private EmploymentRow employment(TeacherId id, DemoUnit unit, LocalDate hired, List<String> posts, int place) {
        var chance = place == 0 ? 100 : random.nextInt(200);
        if (chance < retired && hired.isBefore(today.minusYears(1))) {
            return new EmploymentRow(id, unit.id(), hired, today.minusDays(60), "RETIRED", false, posts);
        }
        var state = chance < 5 ? "ON_LEAVE" : chance < 7 ? "SECONDED" : "ACTIVE";
        return new EmploymentRow(id, unit.id(), hired, null, state, false, posts);
    }
}
