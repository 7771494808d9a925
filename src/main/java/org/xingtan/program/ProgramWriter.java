package org.xingtan.program;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Locale;
import org.springframework.stereotype.Component;
import org.xingtan.directory.OrganizationJson;
import org.xingtan.platform.ProgramId;
import org.xingtan.platform.Verdict;
import org.xingtan.platform.web.Texts;
import org.xingtan.platform.web.VerdictJson;

/** Writes programs and verdicts for the JSON contract, their rules as data and in words. */
@Component
class ProgramWriter {

    private final Owners owners;
    private final RulesInWords words;
    private final Texts texts;

    ProgramWriter(Owners owners, RulesInWords words, Texts texts) {
        this.owners = owners;
        this.words = words;
        this.texts = texts;
    }

    ProgramJson.Whole whole(ProgramDetail program, Instant now, Locale locale) {
        return new ProgramJson.Whole(program.id().toString(), program.code(), program.title(), program.summary(), program.level(), program.term(),
            OrganizationJson.of(owners.find(program.owner())), program.notice(), ProgramJson.WindowJson.of(program.windows()), program.isOpen(now),
            program.phases().stream().map(ProgramJson.PhaseJson::of).toList(),
            program.tracks().stream().map(track -> track(program, track, locale)).toList(),
            new ProgramJson.RulesJson(program.ruleVersion(), program.rules().credit(), program.rules().certificate(),
                String.join(texts.get("program.words.joint", locale), words.credit(program, locale))),
            program.parent() instanceof ProgramId parent ? parent.toString() : null, program.insideParentCap());
    }

    ProgramApi.EligibilityJson eligibility(ProgramDetail program, LinkedHashMap<String, Verdict> verdicts, Locale locale) {
        return new ProgramApi.EligibilityJson(program.tracks().stream().map(track -> new ProgramApi.TrackVerdict(track.code(),
            track.name().in(locale), VerdictJson.of(verdicts.getOrDefault(track.code(), Verdict.of()), texts, locale))).toList());
    }

    private ProgramJson.TrackJson track(ProgramDetail program, ProgramDetail.Track track, Locale locale) {
        return new ProgramJson.TrackJson(track.code(), track.name().in(locale),
            program.rules().certificate().tracks().contains(track.code()),
            new ProgramJson.TrackRules(program.rules().completion(track.code()), words.completion(program, track.code(), locale)));
    }
}
