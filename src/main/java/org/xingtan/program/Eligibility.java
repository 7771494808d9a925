package org.xingtan.program;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import org.springframework.stereotype.Component;
import org.xingtan.platform.Condition;
import org.xingtan.platform.Verdict;
import org.xingtan.platform.Window;

/** Who may take part in a program, on which track, and when. */
@Component
public class Eligibility {

    private final AudienceTitles titles;

    Eligibility(AudienceTitles titles) {
        this.titles = titles;
    }

    /** Who: for each track in its order, each condition of its audience. */
    public LinkedHashMap<String, Verdict> of(ProgramDetail program, Candidate candidate) {
        var verdicts = new LinkedHashMap<String, Verdict>();
        for (var track : program.tracks()) {
            verdicts.put(track.code(), of(program, track, candidate));
        }
        return verdicts;
    }

    /** Whether any track takes the person: what the verdicts would say, without their words. */
    public boolean takes(ProgramDetail program, Candidate candidate) {
        var person = new AudienceVerdict(asOf(program, candidate), titles);
        return candidate.organizationPath() != null && program.tracks().stream().anyMatch(track -> person.holds(track.audience()));
    }

    /** Who and when together: what decides whether a person can join now. */
    public LinkedHashMap<String, Verdict> joining(ProgramDetail program, Candidate candidate, Instant now) {
        var verdicts = of(program, candidate);
        verdicts.replaceAll((_, who) -> with(who, when(program, now)));
        return verdicts;
    }

    /** When: something can be learned now, will be, or could be. */
    public Condition when(ProgramDetail program, Instant now) {
        return when(program.learnWindows(), now).from(program.notice());
    }

    /** Who, of an audience that is no program's. @param day that years of service are counted to */
    public Verdict of(Audience audience, Candidate candidate, LocalDate day) {
        var conditions = new ArrayList<Condition>();
        conditions.add(Condition.of("audience.unit", candidate.organizationPath() != null));
        conditions.addAll(new AudienceVerdict(candidate.asOf(day), titles).conditions(audience));
        return Verdict.of(conditions);
    }

    private Verdict of(ProgramDetail program, ProgramDetail.Track track, Candidate candidate) {
        var person = asOf(program, candidate);
        var conditions = new ArrayList<Condition>();
        conditions.add(Condition.of("audience.unit", candidate.organizationPath() != null));
        new AudienceVerdict(person, titles).conditions(track.audience()).forEach(it -> conditions.add(it.from(program.notice())));
        return Verdict.of(conditions);
    }

    private static Candidate asOf(ProgramDetail program, Candidate candidate) {
        var day = program.referenceDay();
        return day == null ? candidate : candidate.asOf(day);
    }

    private static Condition when(List<Window> windows, Instant now) {
        var closes = windows.stream().filter(window -> window.contains(now)).map(Window::closes).max(Comparator.naturalOrder());
        if (closes.isPresent()) {
            return Condition.of("window.open", true, closes.get());
        }
        var opens = windows.stream().map(Window::opens).filter(now::isBefore).min(Comparator.naturalOrder());
        if (opens.isPresent()) {
            return Condition.of("window.not-yet", false, opens.get());
        }
        return windows.stream().map(Window::closes).max(Comparator.naturalOrder())
            .map(closed -> Condition.of("window.closed", false, closed))
            .orElseGet(() -> Condition.of("window.unset", false));
    }

    private static Verdict with(Verdict verdict, Condition more) {
        var conditions = new ArrayList<>(verdict.conditions());
        conditions.add(more);
        return Verdict.of(conditions);
    }
}
