package org.xingtan.home;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import org.xingtan.platform.Access;
import org.xingtan.platform.Duties;
import org.xingtan.platform.Duties.Duty;
import org.xingtan.platform.TeacherId;

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
    Map<TeacherId, List<Duty>> of(Set<TeacherId> teachers) {
        var all = new HashMap<TeacherId, List<Duty>>();
        modules.forEach(module -> add(all, module.of(teachers)));
        var appointed = teachers.stream().filter(access::isAppointed).collect(Collectors.toSet());
        if (!appointed.isEmpty()) {
            modules.forEach(module -> add(all, module.ofOffices(appointed)));
        }
        return all;
    }

    /** What offices alone ask of somebody. */
    List<Duty> ofOffices(TeacherId appointed) {
        var all = new HashMap<TeacherId, List<Duty>>();
        modules.forEach(module -> add(all, module.ofOffices(Set.of(appointed))));
        return all.getOrDefault(appointed, List.of());
    }

    private static void add(Map<TeacherId, List<Duty>> all, Map<TeacherId, List<Duty>> some) {
        some.forEach((teacher, duties) -> all.computeIfAbsent(teacher, _ -> new ArrayList<>()).addAll(duties));
    }
}
