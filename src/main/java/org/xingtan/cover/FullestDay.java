package org.xingtan.cover;

import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import org.xingtan.enrollment.AwayAlready;
import org.xingtan.platform.OrganizationId;
import org.xingtan.platform.TeacherId;

/** On which of some days most people of a unit are away: as the weeks of it show it. */
@Component
class FullestDay implements AwayAlready {

    private final Staff staff;
    private final Absences absences;

    FullestDay(Staff staff, Absences absences) {
        this.staff = staff;
        this.absences = absences;
    }

    @Override
    public Optional<Fullest> on(List<LocalDate> days, OrganizationId unit, TeacherId besides) {
        if (days.isEmpty()) {
            return Optional.empty();
        }
        var people = staff.of(unit);
        var others = people.stream().map(Staff.Person::id).filter(it -> !it.equals(besides)).toList();
        var away = absences.of(others, days.stream().min(LocalDate::compareTo).orElseThrow(), days.stream().max(LocalDate::compareTo).orElseThrow()).stream()
            .filter(it -> it.takesLessons() && days.contains(it.day())).collect(Collectors.groupingBy(Away::day, Collectors.mapping(Away::teacher, Collectors.toSet())));
        return away.entrySet().stream().map(it -> new Fullest(it.getKey(), people.size(), it.getValue().size(),
            CoverView.PAGE + "?organization=" + unit + "&from=" + Range.monday(it.getKey()) + "&week=" + it.getKey()))
            .max(Comparator.comparingInt(Fullest::away).thenComparing(Comparator.comparing(Fullest::day).reversed()));
    }
}
