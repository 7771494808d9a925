package org.xingtan.standing;

import java.util.List;
import java.util.stream.Stream;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;
import org.xingtan.platform.TeacherId;

/** Adds what somebody has chosen to where he stands: the same figures on every page that shows them. */
@Component
public class Forecasts {

    private final Standings standings;
    private final ObjectProvider<Forecast.Ahead> ahead;

    Forecasts(Standings standings, ObjectProvider<Forecast.Ahead> ahead) {
        this.standings = standings;
        this.ahead = ahead;
    }

    /** With everything he has chosen. */
    public Forecast of(TeacherId teacher, int year) {
        return of(teacher, year, List.of());
    }

    /** @param more what he might choose besides */
    public Forecast of(TeacherId teacher, int year, List<Forecast.Coming> more) {
        return Forecast.of(standings.of(teacher, year), Stream.concat(ahead.stream().flatMap(it -> it.of(teacher, year).stream()), more.stream()).toList());
    }
}
