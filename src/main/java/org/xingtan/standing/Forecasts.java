package org.xingtan.standing;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;
import org.xingtan.platform.TeacherId;
import org.xingtan.platform.persistence.OneRead;
import org.xingtan.platform.reading.Reading;

/** Adds what somebody has chosen to where he stands: the same figures on every page that shows them. */
@Component
public class Forecasts {

    private final Standings standings;
    private final ObjectProvider<Forecast.Ahead> ahead;
    private final OneRead read;

    Forecasts(Standings standings, ObjectProvider<Forecast.Ahead> ahead, OneRead read) {
        this.standings = standings;
        this.ahead = ahead;
        this.read = read;
    }

    /**
     * Of many people, with everything they have chosen; read with other things.
     *
     * @param paths where the units lie that they are in; who is missing is in none
     */
    public Reading<Map<TeacherId, Forecast>> of(Set<TeacherId> teachers, Supplier<Map<TeacherId, String>> paths, int year) {
        return standings.of(teachers, paths, year).and(coming(teachers, year), (stands, coming) -> teachers.stream()
            .collect(Collectors.toMap(it -> it, it -> Forecast.of(Objects.requireNonNull(stands.get(it)), coming.getOrDefault(it, List.of())))));
    }

    private Reading<Map<TeacherId, List<Forecast.Coming>>> coming(Set<TeacherId> teachers, int year) {
        return Reading.all(ahead.stream().map(it -> it.of(teachers, year)).toList()).as(all -> all.stream().flatMap(it -> it.entrySet().stream())
            .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue, (one, other) -> Stream.concat(one.stream(), other.stream()).toList())));
    }

    /**
     * Other years in which what he has chosen can be learned, and how much it brings there that the forecast of this year does not hold, whether that year asks for
     * anything yet or not.
     */
    List<Forecast.Beside> beside(TeacherId teacher, int year) {
        return ahead.stream().flatMap(it -> it.years(teacher).stream()).distinct().filter(other -> other != year).sorted()
            .map(other -> new Forecast.Beside(other, Forecast.Chosen.of(chosen(teacher, other).filter(it -> !it.also().contains(year)).toList())))
            .filter(it -> it.chosen().hours().hundredths() > 0).toList();
    }

    /** With everything he has chosen. */
    public Forecast of(TeacherId teacher, int year) {
        return of(teacher, year, List.of());
    }

    /** @param more what he might choose besides */
    public Forecast of(TeacherId teacher, int year, List<Forecast.Coming> more) {
        return read.of(() -> Forecast.of(standings.of(teacher, year), Stream.concat(chosen(teacher, year), more.stream()).toList()));
    }

    private Stream<Forecast.Coming> chosen(TeacherId teacher, int year) {
        return read.of(coming(Set.of(teacher), year)).getOrDefault(teacher, List.of()).stream();
    }
}
