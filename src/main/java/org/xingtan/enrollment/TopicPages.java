package org.xingtan.enrollment;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.xingtan.notice.Notices;
import org.xingtan.platform.Actor;
import org.xingtan.platform.Verdict;
import org.xingtan.program.Candidates;
import org.xingtan.program.Eligibility;
import org.xingtan.program.ProgramDetail;
import org.xingtan.program.Programs;
import org.xingtan.program.RulesInWords;

/** Gathers what the page of one program shows to whoever reads it. */
@Component
class TopicPages {

    private static final Comparator<TrackRow> TAKEABLE_FIRST = Comparator.comparing(TrackRow::mine)
        .thenComparing(row -> row.verdict() != null && row.verdict().met()).reversed();

    private final Programs programs;
    private final ProgramPages pages;
    private final Reading reading;
    private final Clock clock;

    TopicPages(Programs programs, ProgramPages pages, Reading reading, Clock clock) {
        this.programs = programs;
        this.pages = pages;
        this.reading = reading;
        this.clock = clock;
    }

    /** What is said of a program: who may, under which notice, by which rules. */
    @Component
    record Reading(Candidates candidates, Eligibility eligibility, IdentityChecks identities, AdmittedPeople admitted, RulesInWords words, Notices notices) {}

    ProgramPage page(ProgramDetail program, @Nullable Actor actor, Locale locale) {
        var now = clock.instant();
        var mine = pages.mine(actor);
        var participation = mine.get(program.id());
        var checks = actor == null ? Map.<String, IdentityCheck>of() : reading.identities().of(actor.teacher(), program);
        var verdicts = verdicts(program, actor, checks);
        var tracks = program.tracks().stream().map(track -> new TrackRow(track, program.rules().certificate().tracks().contains(track.code()),
            reading.words().completion(program, track.code(), locale), verdicts.get(track.code()),
            participation != null && participation.track().equals(track.code()))).sorted(TAKEABLE_FIRST).toList();
        var notice = program.noticeId();
        var parent = programs.parent(program).orElse(null);
        return new ProgramPage(program, pages.row(program, participation, now).owner(), reading.eligibility().when(program, now),
            program.window(now), tracks, participation,
            participation == null ? IdentityCheck.NOT_NEEDED : checks.getOrDefault(participation.track(), IdentityCheck.NOT_NEEDED), notice == null ? null : reading.notices().find(notice), parent,
            children(program, mine, now, locale), rules(program, locale), reading.words().parentCap(program, parent, locale));
    }

    private Map<String, Verdict> verdicts(ProgramDetail program, @Nullable Actor actor, Map<String, IdentityCheck> checks) {
        if (actor == null) {
            return Map.of();
        }
        var verdicts = new HashMap<>(reading.eligibility().of(program, reading.candidates().of(actor.teacher())));
        verdicts.replaceAll((track, verdict) -> reading.admitted().in(checks.getOrDefault(track, IdentityCheck.NOT_NEEDED).in(verdict), actor.teacher(), program));
        return verdicts;
    }

    private List<ProgramPage.Child> children(ProgramDetail program, Map<?, Participation> mine, Instant now, Locale locale) {
        return programs.children(program.id()).stream().map(child ->
            new ProgramPage.Child(pages.row(child, mine.get(child.id()), now), reading.words().parentCap(child, program, locale))).toList();
    }

    private List<String> rules(ProgramDetail program, Locale locale) {
        var sentences = new ArrayList<>(reading.words().credit(program, locale));
        sentences.addAll(reading.words().certificate(program, locale));
        return List.copyOf(sentences);
    }
}
