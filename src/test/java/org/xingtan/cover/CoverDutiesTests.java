package org.xingtan.cover;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.xingtan.directory.Role;
import org.xingtan.platform.Actor;
import org.xingtan.platform.Duties.Duty;
import org.xingtan.platform.TeacherId;
import org.xingtan.platform.calendar.CountedCalendar;
import org.xingtan.testing.Statements;
import org.xingtan.testing.XingtanTest;

/** What the start pages of many who see to lessons cost together. */
@XingtanTest
class CoverDutiesTests extends CoverSteps {

    /** Start pages of many are read together: whoever keeps the same school is no reason to lay its days out again. */
    @Test
    void daysAreLaidOutOnceForAllOffices() {
        var soon = workday(today().plusDays(1));
        var other = cast.school(county);
        var offices = Stream.of(principal, cast.administrator(school), cast.actor(cast.staff(school, Role.PRINCIPAL)), cast.actor(cast.staff(other, Role.PRINCIPAL)), countyOffice)
            .map(Actor::teacher).collect(Collectors.toSet());
        for (var place : List.of(school, school, other)) {
            chosen(teacher(place), "阅读课", soon + " 09:00~12:00");
        }
        var counted = new CountedCalendar(db);
        var many = new CoverDuties(absences, counted, clock);

        assertThat(arguments(many, offices)).containsExactlyInAnyOrder(2, 2, 2, 1);
        assertThat(counted.asked()).as("each of three absences once").isEqualTo(3);
        assertThat(Statements.oftener(Statements.of(() -> arguments(many, offices)), Statements.of(() -> arguments(many, Set.of(principal.teacher()))))).isEmpty();
    }

    private List<Object> arguments(CoverDuties many, Set<TeacherId> offices) {
        return read.ofMany(many.ofOffices(offices)).values().stream().flatMap(List::stream).map(Duty::arguments).<Object>map(List::getFirst).toList();
    }
}
