package org.xingtan.authoring;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.xingtan.authoring.ProgramDraft.Track;
import org.xingtan.platform.Refused;
import org.xingtan.program.Audience;
import org.xingtan.program.CompletionRule;

/** The identities that people may take part in. */
final class TrackActs {

    private TrackActs() {}

    static Map<String, Act> all() {
        return Map.of("track", TrackActs::add, "track-names", TrackActs::names, "track-off", TrackActs::off);
    }

    /** @throws Refused when the code is taken */
    private static ProgramDraft add(ProgramDraft draft, Fields fields) {
        var code = fields.text("code").toUpperCase(Locale.ROOT);
        if (!code.matches("[A-Z][A-Z0-9_]{1,39}")) {
            throw new Refused("authoring.track-code", code);
        }
        if (draft.tracks().stream().anyMatch(it -> it.code().equals(code))) {
            throw new Refused("authoring.track-taken", code);
        }
        var tracks = new ArrayList<>(draft.tracks());
        tracks.add(new Track(code, fields.text("title"), fields.text("titleEn"), new Audience.All(List.of()),
            new CompletionRule.AllOf(List.of()), fields.has("certificate")));
        return draft.withTracks(List.copyOf(tracks));
    }

    private static ProgramDraft names(ProgramDraft draft, Fields fields) {
        return draft.withTrack(fields.text("track"), it -> new Track(it.code(), fields.text("title"), fields.text("titleEn"), it.audience(), it.completion(),
            fields.has("certificate")));
    }

    private static ProgramDraft off(ProgramDraft draft, Fields fields) {
        return draft.withTracks(draft.tracks().stream().filter(it -> !it.code().equals(fields.text("track"))).toList());
    }
}
