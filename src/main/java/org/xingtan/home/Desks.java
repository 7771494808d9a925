package org.xingtan.home;

import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import org.xingtan.standing.Forecast;
import org.xingtan.standing.Forecasts;
import org.xingtan.standing.Standing;
import org.xingtan.platform.Duties.Duty;
import org.xingtan.platform.TeacherId;
import org.xingtan.platform.Window;
import org.xingtan.platform.persistence.OneRead;
import org.xingtan.platform.persistence.SharedReads;
import org.xingtan.platform.reading.Reading;
import org.xingtan.program.Candidate;
import org.xingtan.program.Candidates;

/** Everything the start page of a person rests on, read together for all who open theirs at the same moment. */
@Component
class Desks {

    /** One processor of two reads while the other one draws. */
    private static final int LANES = Math.max(1, Runtime.getRuntime().availableProcessors() / 2);

    /**
     * The facts of one person.
     *
     * @param takings   what he takes part in, the newest first
     * @param candidate what audiences may ask of him
     * @param forecast  of the current year, with what he has chosen
     * @param duties    what the modules ask of him
     */
    record Desk(List<Taking> takings, Candidate candidate, Forecast forecast, List<Duty> duties) {

        Standing standing() {
            return forecast.standing();
        }
    }

    private final Takings takings;
    private final Candidates candidates;
    private final Forecasts forecasts;
    private final AllDuties duties;
    private final OneRead read;
    private final Clock clock;
    private final SharedReads<TeacherId, Desk> reads = new SharedReads<>(LANES, this::read);

    Desks(Takings takings, Candidates candidates, Forecasts forecasts, AllDuties duties, OneRead read, Clock clock) {
        this.takings = takings;
        this.candidates = candidates;
        this.forecasts = forecasts;
        this.duties = duties;
        this.read = read;
        this.clock = clock;
    }

    Desk of(TeacherId teacher) {
        return reads.get(teacher);
    }

    private Map<TeacherId, Desk> read(Set<TeacherId> teachers) {
        return read.ofMany(desks(teachers));
    }

    private Reading<Map<TeacherId, Desk>> desks(Set<TeacherId> teachers) {
        var year = clock.instant().atZone(Window.ZONE).getYear();
        return others -> {
            var people = candidates.reading(teachers).with(others);
            var forecast = forecasts.of(teachers, () -> paths(people.get()), year).with(others);
            var asked = duties.of(teachers).with(others);
            // By far the longest answer: when it comes, nothing is left to be sent.
            var taking = takings.of(teachers).with(others);
            return () -> desks(teachers, taking.get(), people.get(), forecast.get(), asked.get());
        };
    }

    private static Map<TeacherId, Desk> desks(Set<TeacherId> teachers, Map<TeacherId, List<Taking>> takings, Map<TeacherId, Candidate> people,
                                              Map<TeacherId, Forecast> forecasts, Map<TeacherId, List<Duty>> duties) {
        return teachers.stream().collect(Collectors.toMap(it -> it,
            it -> new Desk(takings.getOrDefault(it, List.of()), people.get(it), forecasts.get(it), duties.getOrDefault(it, List.of()))));
    }

    /** Where the units of those lie who have one. */
    private static Map<TeacherId, String> paths(Map<TeacherId, Candidate> people) {
        var paths = new HashMap<TeacherId, String>();
        people.forEach((teacher, person) -> {
            if (person.organizationPath() != null) {
                paths.put(teacher, person.organizationPath());
            }
        });
        return paths;
    }
}
