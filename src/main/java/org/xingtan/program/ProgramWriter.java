package org.xingtan.program;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;
import org.xingtan.directory.OrganizationJson;
import org.xingtan.platform.ProgramId;
import org.xingtan.platform.web.Texts;

/** Writes programs and verdicts for the JSON contract, their rules as data and in words. */
@Component
class ProgramWriter {

    private final Owners owners;
    private final RulesInWords words;
    private final Texts texts;
    private final List<Programs.MoreWindows> more;

    ProgramWriter(Owners owners, RulesInWords words, Texts texts, List<Programs.MoreWindows> more) {
        this.owners = owners;
        this.words = words;
        this.texts = texts;
        this.more = more;
    }

    ProgramJson brief(ProgramDetail program, Instant now) {
        return new ProgramJson(program.id().toString(), program.code(), program.title(), program.level(), program.term(),
            OrganizationJson.of(owners.find(program.owner())), program.notice(), windows(program), program.isOpen(now));
    }

    private List<ProgramJson.WindowJson> windows(ProgramDetail program) {
        return ProgramJson.WindowJson.of(Stream.concat(more.stream().flatMap(it -> it.windows(program.id()).stream()), program.windows().stream()).toList());
    }

    ProgramJson.Whole whole(ProgramDetail program, Instant now, Locale locale) {
        return new ProgramJson.Whole(program.id().toString(), program.code(), program.title(), program.summary(), program.level(), program.term(),
            OrganizationJson.of(owners.find(program.owner())), program.notice(), windows(program), program.isOpen(now),
            program.phases().stream().map(ProgramJson.PhaseJson::of).toList(),
            program.tracks().stream().map(track -> track(program, track, locale)).toList(),
            new ProgramJson.RulesJson(program.ruleVersion(), program.rules().credit(), program.rules().certificate(),
                String.join(texts.get("program.words.joint", locale), words.credit(program, locale))),
            program.parent() instanceof ProgramId parent ? parent.toString() : null, program.insideParentCap());
    }

    private ProgramJson.TrackJson track(ProgramDetail program, ProgramDetail.Track track, Locale locale) {
        return new ProgramJson.TrackJson(track.code(), track.name().in(locale),
            program.rules().certificate().tracks().contains(track.code()),
            new ProgramJson.TrackRules(program.rules().completion(track.code()), words.completion(program, track.code(), locale)));
    }
}
