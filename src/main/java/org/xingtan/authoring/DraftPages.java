package org.xingtan.authoring;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import org.springframework.ui.Model;
import org.xingtan.catalog.CourseCard;
import org.xingtan.catalog.Courses;
import org.xingtan.notice.Notices;
import org.xingtan.platform.CourseId;
import org.xingtan.platform.NotFound;
import org.xingtan.platform.Uuids;
import org.xingtan.program.ProgramDetail;
import org.xingtan.program.Programs;

/** What each step of a draft shows. */
@Component
class DraftPages {

    private static final int FOUND = 30;

    private final DraftProgram program;
    private final DraftCheck check;
    private final Programs programs;
    private final Notices notices;
    private final Courses courses;
    private final PublishedPrograms published;

    DraftPages(DraftProgram program, DraftCheck check, Programs programs, Notices notices, Courses courses,
               PublishedPrograms published) {
        this.program = program;
        this.check = check;
        this.programs = programs;
        this.notices = notices;
        this.courses = courses;
        this.published = published;
    }

    /** @throws NotFound when there is no such step, or none of this draft */
    String show(DraftCard draft, String step, Fields asked, Model model) {
        model.addAttribute("draft", draft);
        switch (DraftStep.of(step, draft)) {
            case BASICS -> basics(draft, model);
            case WINDOWS -> model.addAttribute("titles", titles(draft));
            case CONTENT -> content(draft, asked, model);
            case TRACKS -> model.addAttribute("kept", kept(draft));
            case CREDIT -> model.addAttribute("program", program.detail(draft));
            case CHECK -> model.addAttribute("verdict", check.verdict(draft));
        }
        return "authoring/" + step;
    }

    private void basics(DraftCard draft, Model model) {
        model.addAttribute("notices", notices.latest(100));
        model.addAttribute("programs", published.above(draft.owner()));
        model.addAttribute("levels", BasicsActs.levels(draft.owner()));
    }

    private void content(DraftCard draft, Fields asked, Model model) {
        var words = asked.text("q");
        model.addAttribute("titles", titles(draft));
        model.addAttribute("lessons", courses.lessons(draft.content().courses().stream().map(CourseId::new).toList()).stream()
            .collect(Collectors.groupingBy(it -> it.courseId().value(), Collectors.counting())));
        model.addAttribute("words", words);
        model.addAttribute("section", asked.text("section"));
        model.addAttribute("next", Uuids.next().toString());
        model.addAttribute("found", asked.has("section") ? found(draft, words) : List.of());
    }

    private List<CourseCard> found(DraftCard draft, String words) {
        var there = draft.content().courses();
        return courses.search(words.isEmpty() ? null : words, null, FOUND + there.size()).stream()
            .filter(it -> !there.contains(it.id().value())).limit(FOUND).toList();
    }

    private Map<UUID, String> titles(DraftCard draft) {
        return program.cards(draft.content()).values().stream().collect(Collectors.toMap(it -> it.id().value(), CourseCard::title));
    }

    /** Codes of tracks that people may be on already. */
    private List<String> kept(DraftCard draft) {
        return draft.isChange() && draft.program() != null
            ? programs.current(draft.program()).tracks().stream().map(ProgramDetail.Track::code).toList() : List.of();
    }
}
