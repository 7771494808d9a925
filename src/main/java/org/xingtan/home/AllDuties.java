package org.xingtan.home;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;
import org.xingtan.platform.Access;
import org.xingtan.platform.Duties;
import org.xingtan.platform.Duties.Duty;
import org.xingtan.platform.TeacherId;
import org.xingtan.platform.reading.Reading;

/** What all modules together ask of people. */
@Component
class AllDuties {

    private final List<Duties> modules;
    private final Access access;

    AllDuties(List<Duties> modules, Access access) {
        this.modules = modules;
        this.access = access;
    }

    /** Whoever is asked for nothing is left out. */
    Reading<Map<TeacherId, List<Duty>>> of(Set<TeacherId> teachers) {
        var appointed = access.appointed(teachers);
        var own = modules.stream().map(module -> module.of(teachers));
        return Duties.together((appointed.isEmpty() ? own : Stream.concat(own, offices(appointed))).toList());
    }

    /** What offices alone ask of somebody. */
    Reading<List<Duty>> ofOffices(TeacherId appointed) {
        return Duties.together(offices(Set.of(appointed)).toList()).as(all -> all.getOrDefault(appointed, List.of()));
    }

    private Stream<Reading<Map<TeacherId, List<Duty>>>> offices(Set<TeacherId> appointed) {
        return modules.stream().map(module -> module.ofOffices(appointed));
    }
}
