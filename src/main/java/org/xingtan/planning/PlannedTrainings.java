package org.xingtan.planning;

import java.time.Clock;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import org.xingtan.directory.OrganizationCard;
import org.xingtan.platform.Localized;
import org.xingtan.platform.ProgramId;
import org.xingtan.platform.Scope;
import org.xingtan.platform.Window;
import org.xingtan.program.Owners;
import org.xingtan.program.ProgramDetail;
import org.xingtan.program.Programs;

/** The trainings that people of a unit can come into: those of the units above, of its own, and of those below. */
@Component
class PlannedTrainings {

    private final Programs programs;
    private final Owners owners;
    private final Clock clock;

    PlannedTrainings(Programs programs, Owners owners, Clock clock) {
        this.programs = programs;
        this.owners = owners;
        this.clock = clock;
    }

    /** Whether each of them is one for people of the unit, and can be learned in that year. */
    boolean isAll(OrganizationCard unit, int year, Collection<ProgramId> chosen) {
        return still(unit, year, chosen).size() == Set.copyOf(chosen).size();
    }

    /** Of these, those that people of the unit can learn in that year. */
    List<ProgramId> still(OrganizationCard unit, int year, Collection<ProgramId> ids) {
        var there = programs.published().stream().filter(it -> ids.contains(it.id()) && isOf(year, it) && isFor(unit, it)).map(ProgramDetail::id).collect(Collectors.toSet());
        return ids.stream().filter(there::contains).distinct().toList();
    }

    /** Of those that can be learned in a year and whose title or code has the words in it, the first ones; of all where there are none. */
    List<PlannedTraining> find(OrganizationCard unit, int year, String words, int most) {
        var word = words.strip().toLowerCase(Locale.ROOT);
        return programs.published().stream().filter(it -> it.title().toLowerCase(Locale.ROOT).contains(word) || it.code().toLowerCase(Locale.ROOT).contains(word))
            .filter(it -> isOf(year, it) && isFor(unit, it)).limit(most).map(this::training).toList();
    }

    private boolean isFor(OrganizationCard unit, ProgramDetail program) {
        var owner = owners.find(program.owner()).path();
        return new Scope(List.of(owner)).contains(unit.path()) || new Scope(List.of(unit.path())).contains(owner);
    }

    private static boolean isOf(int year, ProgramDetail program) {
        var days = Window.ofDays(Window.Kind.LEARN, LocalDate.of(year, 1, 1), LocalDate.of(year, 12, 31));
        return program.learnWindows().isEmpty() || program.learnWindows().stream().anyMatch(it -> !it.opens().isAfter(days.closes()) && !it.closes().isBefore(days.opens()));
    }

    /** Those of them that there are, by their ids. */
    Map<ProgramId, PlannedTraining> of(Collection<ProgramId> ids) {
        return programs.published().stream().filter(it -> ids.contains(it.id())).map(this::training).collect(Collectors.toMap(PlannedTraining::id, Function.identity()));
    }

    private PlannedTraining training(ProgramDetail program) {
        var owner = owners.find(program.owner());
        return new PlannedTraining(program.id(), program.title(), new Localized(owner.name(), owner.nameEn()), program.admission(), program.window(clock.instant()),
            program.mostHours());
    }
}
