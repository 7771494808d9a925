package org.xingtan.authoring;

import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.xingtan.platform.Window;
import org.xingtan.program.Audience;
import org.xingtan.program.CompletionRule;
import org.xingtan.program.CreditRule;

/**
 * A program that is being written: anything of it may still be missing. Windows are days of Asia/Shanghai, both of which are meant.
 */
public record ProgramDraft(Basics basics, List<Days> windows, List<Phase> phases, List<Track> tracks, CreditRule credit, String certificateTitle,
                           String certificatePrefix) {

    /**
     * @param notice number of the notice it comes from; empty without one
     * @param term   label of the period; empty without one
     */
    public record Basics(String title, String summary, String level, String term, String notice, @Nullable UUID parent, boolean insideParentCap,
                         double maxRate) {

        Basics at(String level) {
            return new Basics(title, summary, level, term, notice, parent, insideParentCap, maxRate);
        }
    }

    /** @param kind at most one of each kind stands in a place */
    public record Days(Window.Kind kind, LocalDate first, LocalDate last) {

        Window window() {
            return Window.ofDays(kind, first, last);
        }

        Days shifted(long days) {
            return new Days(kind, first.plusDays(days), last.plusDays(days));
        }
    }

    public record Phase(UUID id, String title, List<Days> windows, List<Section> sections) {

        Phase with(List<Section> sections) {
            return new Phase(id, title, windows, sections);
        }
    }

    public record Section(UUID id, String title, List<Place> courses) {}

    /** A course of the catalog; windows of its own go before those of its phase. */
    public record Place(UUID course, List<Days> windows) {}

    /** @param certificate whether completing on it leads to a certificate */
    public record Track(String code, String title, String titleEn, Audience audience, CompletionRule completion, boolean certificate) {

        public Track with(Audience audience) {
            return new Track(code, title, titleEn, audience, completion, certificate);
        }

        public Track with(CompletionRule completion) {
            return new Track(code, title, titleEn, audience, completion, certificate);
        }
    }

    ProgramDraft withBasics(Basics basics) {
        return new ProgramDraft(basics, windows, phases, tracks, credit, certificateTitle, certificatePrefix);
    }

    ProgramDraft withWindows(List<Days> windows) {
        return new ProgramDraft(basics, windows, phases, tracks, credit, certificateTitle, certificatePrefix);
    }

    ProgramDraft withPhases(List<Phase> phases) {
        return new ProgramDraft(basics, windows, phases, tracks, credit, certificateTitle, certificatePrefix);
    }

    ProgramDraft withTracks(List<Track> tracks) {
        return new ProgramDraft(basics, windows, phases, tracks, credit, certificateTitle, certificatePrefix);
    }

    ProgramDraft withCredit(CreditRule credit) {
        return new ProgramDraft(basics, windows, phases, tracks, credit, certificateTitle, certificatePrefix);
    }

    ProgramDraft withCertificate(String title, String prefix) {
        return new ProgramDraft(basics, windows, phases, tracks, credit, title, prefix);
    }

    public ProgramDraft withTrack(String code, UnaryOperator<Track> change) {
        return withTracks(tracks.stream().map(track -> track.code().equals(code) ? change.apply(track) : track).toList());
    }

    /** Everything, so many days later. */
    ProgramDraft shifted(long days) {
        return withWindows(shifted(windows, days)).withPhases(phases.stream().map(phase ->
            new Phase(phase.id(), phase.title(), shifted(phase.windows(), days), phase.sections().stream().map(section ->
                new Section(section.id(), section.title(), section.courses().stream().map(place ->
                    new Place(place.course(), shifted(place.windows(), days))).toList())).toList())).toList());
    }

    private static List<Days> shifted(List<Days> windows, long days) {
        return windows.stream().map(window -> window.shifted(days)).toList();
    }

    /** The first day of learning anywhere in it; null when none is set. */
    @Nullable LocalDate firstDay() {
        return Stream.concat(windows.stream(), phases.stream().flatMap(phase -> Stream.concat(
                phase.windows().stream(), phase.sections().stream().flatMap(section -> section.courses().stream()).flatMap(it -> it.windows().stream()))))
            .filter(window -> window.kind() == Window.Kind.LEARN).map(Days::first).min(LocalDate::compareTo).orElse(null);
    }

    List<UUID> courses() {
        return phases.stream().flatMap(phase -> phase.sections().stream()).flatMap(section -> section.courses().stream()).map(Place::course).toList();
    }
}
