package org.xingtan.authoring;

import java.time.Clock;
import java.time.LocalDate;
import java.util.Locale;
import org.springframework.stereotype.Component;
import org.springframework.ui.Model;
import org.xingtan.platform.NotFound;
import org.xingtan.platform.Window;
import org.xingtan.program.ProgramDetail;

/** Who may take part on a track and when they have completed: two trees, and the form for one more condition in them. */
@Component
class TrackPage {

    private final DraftProgram program;
    private final AudienceTree audiences;
    private final CompletionTree completions;
    private final Choices choices;
    private final Clock clock;

    TrackPage(DraftProgram program, AudienceTree audiences, CompletionTree completions, Choices choices, Clock clock) {
        this.program = program;
        this.audiences = audiences;
        this.completions = completions;
        this.choices = choices;
        this.clock = clock;
    }

    /** @throws NotFound when there is no such track */
    String show(DraftCard draft, String code, Fields asked, Locale locale, Model model) {
        var track = draft.content().tracks().stream().filter(it -> it.code().equals(code)).findFirst().orElseThrow(() -> new NotFound(code));
        var detail = program.detail(draft);
        var counted = asked.has("counted");
        model.addAttribute("track", track);
        model.addAttribute("program", detail);
        model.addAttribute("counted", counted);
        model.addAttribute("audience", counted ? audiences.counted(track.audience(), locale, draft.owner().path(), day(detail))
            : audiences.of(track.audience(), locale));
        model.addAttribute("completion", completions.of(track.completion(), detail, locale));
        model.addAttribute("at", asked.text("at"));
        model.addAttribute("is", asked.text("is"));
        model.addAttribute("choices", choices.of(asked.text("is"), draft.owner(), locale));
        model.addAttribute("draft", draft);
        return "authoring/track";
    }

    private LocalDate day(ProgramDetail detail) {
        var day = detail.referenceDay();
        return day == null ? LocalDate.now(clock.withZone(Window.ZONE)) : day;
    }
}
