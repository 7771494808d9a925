package org.xingtan.monitoring;

import java.time.Clock;
import java.time.Year;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.xingtan.platform.NotFound;
import org.xingtan.platform.Problem;
import org.xingtan.platform.ProgramId;
import org.xingtan.platform.Window;
import org.xingtan.program.ProgramDetail;
import org.xingtan.program.Programs;

/** Which programs a question about figures means: one, or all that are open, or all of a year. */
@Component
public class ProgramChoice {

    private final Programs programs;
    private final Clock clock;

    ProgramChoice(Programs programs, Clock clock) {
        this.programs = programs;
        this.clock = clock;
    }

    /** @throws Problem 400 when a parameter is not what it should be; {@link NotFound} when there is no such program */
    public List<ProgramId> chosen(@Nullable String program, @Nullable String year) {
        var one = one(program);
        var asked = year == null ? null : year(year);
        if (one != null) {
            return asked == null || touches(one, asked) ? List.of(one.id()) : List.of();
        }
        var candidates = asked == null || asked.equals(Year.now(clock)) ? open()
            : programs.joinable().stream().filter(it -> touches(it, asked)).toList();
        return candidates.stream().map(ProgramDetail::id).toList();
    }

    /** Those in which something can be learned now. */
    public List<ProgramDetail> open() {
        return programs.open(clock.instant());
    }

    /** What a page offers: the open programs, or all when none is open. */
    public List<ProgramDetail> offered() {
        var open = open();
        return open.isEmpty() ? programs.joinable() : open;
    }

    /** The program of that id; null when none was asked for. */
    public @Nullable ProgramDetail one(@Nullable String program) {
        return program == null || program.isEmpty() ? null : programs.find(id(program));
    }

    private static ProgramId id(String text) {
        try {
            return ProgramId.of(text);
        } catch (NotFound e) {
            throw new Problem(400, "error.malformed");
        }
    }

    private static Year year(String text) {
        if (!text.matches("[12][0-9]{3}")) {
            throw new Problem(400, "error.malformed");
        }
        return Year.parse(text);
    }

    private static boolean touches(ProgramDetail program, Year year) {
        return program.learnWindows().stream().anyMatch(window ->
            !year.isBefore(Year.from(window.opens().atZone(Window.ZONE))) && !year.isAfter(Year.from(window.closes().atZone(Window.ZONE))));
    }
}
