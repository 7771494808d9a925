package org.xingtan.application;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.xingtan.application.Application.Level;
import org.xingtan.application.Call.TrainingDays;
import org.xingtan.application.QuotaLaw.Holder;
import org.xingtan.application.QuotaTable.Row;
import org.xingtan.application.QuotaTable.Unit;
import org.xingtan.platform.Localized;
import org.xingtan.platform.OrganizationId;
import org.xingtan.platform.ProgramId;
import org.xingtan.platform.Uuids;
import org.xingtan.platform.Window;

/** A city with two counties for rule tests: nothing of it is in any database. */
final class Sample {

    static final Unit CITY = unit("C", "n.c", "CITY");
    static final Unit COUNTY_A = unit("A", "n.c.a", "COUNTY");
    static final Unit COUNTY_B = unit("B", "n.c.b", "COUNTY");
    static final Unit SCHOOL_A1 = unit("A1", "n.c.a.a1", "SCHOOL");
    static final Unit SCHOOL_A2 = unit("A2", "n.c.a.a2", "SCHOOL");
    static final Unit SCHOOL_B1 = unit("B1", "n.c.b.b1", "SCHOOL");
    static final Unit DIRECT = unit("D", "n.c.d", "SCHOOL");

    /** The clocks of the notice of 2022: applying from March 14, schools to March 18, counties to March 25, the city to March 30. */
    static final LocalDate MARCH_14 = LocalDate.of(2022, 3, 14);
    static final LocalDate MARCH_18 = LocalDate.of(2022, 3, 18);
    static final LocalDate MARCH_25 = LocalDate.of(2022, 3, 25);
    static final LocalDate MARCH_30 = LocalDate.of(2022, 3, 30);

    private static final Map<String, Localized> SUBJECTS = Map.of("MATH", new Localized("数学", "Mathematics"));

    private Sample() {}

    static Unit unit(String code, String path, String kind) {
        return new Unit(OrganizationId.next(), code, path, kind, new Localized(code, code));
    }

    static Row whole(Unit unit, int places) {
        return new Row(unit, null, false, places, places);
    }

    /** A line that somebody below the caller has written. @param granted what the caller had given there; null for nothing */
    static Row below(Unit unit, int places, @Nullable Integer granted) {
        return new Row(unit, null, false, places, granted);
    }

    static Row of(Unit unit, String subject, int places) {
        return new Row(unit, subject, false, places, places);
    }

    static Row each(Unit unit, int places) {
        return new Row(unit, null, true, places, places);
    }

    static QuotaTable table(int places, Row... rows) {
        return new QuotaTable(new QuotaTable.Top(CITY.id(), CITY.path(), CITY.name(), places), List.of(rows), SUBJECTS);
    }

    static Call call(int places, int reserve) {
        return call(places, reserve, true);
    }

    static Call call(int places, int reserve, boolean schoolBlocks) {
        return new Call(ProgramId.next(), "Training", new Call.Owner(CITY.id(), CITY.path(), CITY.name()),
            new Call.Owner(CITY.id(), CITY.path(), CITY.name()), "PARTICIPANT", "series", "notice 1",
            new Call.Seats(places, reserve), new Call.Terms(TrainingDays.NONE, null, 0, schoolBlocks), Window.ofDays(Window.Kind.APPLY, MARCH_14, MARCH_18),
            Map.of(Level.SCHOOL, end(MARCH_18), Level.COUNTY, end(MARCH_25), Level.CITY, end(MARCH_30)), true, null, null);
    }

    /** The same with its list published. */
    static Call listed(Call call, Instant at) {
        return new Call(call.program(), call.title(), call.owner(), call.last(), call.track(), call.series(), call.notice(), call.seats(), call.terms(), call.applying(),
            call.deadlines(), call.published(), at, call.cancelled());
    }

    static Instant end(LocalDate day) {
        return Window.ofDays(Window.Kind.APPLY, day, day).closes();
    }

    static Instant noon(LocalDate day) {
        return day.atTime(12, 0).atZone(Window.ZONE).toInstant();
    }

    /** Somebody of a school whom these have passed on within their places. */
    static Holder holder(Unit school, @Nullable String subject, Holder.State state, Unit... by) {
        return new Holder(Uuids.next(), school.id(), school.path(), subject, Set.copyOf(List.of(by).stream().map(Unit::id).toList()), false, state);
    }
}
