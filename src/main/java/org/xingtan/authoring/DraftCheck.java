package org.xingtan.authoring;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.springframework.stereotype.Component;
import org.xingtan.catalog.Courses;
import org.xingtan.notice.Notices;
import org.xingtan.platform.Condition;
import org.xingtan.platform.CourseId;
import org.xingtan.platform.Verdict;
import org.xingtan.platform.Window;
import org.xingtan.program.CompletionRule;
import org.xingtan.program.ProgramDetail;
import org.xingtan.program.Programs;
import org.xingtan.program.RulesCheck;

/** What a draft still needs before it can be published: everything at once. */
@Component
class DraftCheck {

    private final DraftProgram program;
    private final Notices notices;
    private final Programs programs;
    private final Courses courses;
    private final PublishedPrograms published;

    DraftCheck(DraftProgram program, Notices notices, Programs programs, Courses courses, PublishedPrograms published) {
        this.program = program;
        this.notices = notices;
        this.programs = programs;
        this.courses = courses;
        this.published = published;
    }

    Verdict verdict(DraftCard draft) {
        var detail = program.detail(draft);
        var conditions = new ArrayList<Condition>();
        if (draft.isChange()) {
            conditions.add(Condition.of("authoring.base-current", Integer.valueOf(base(draft)).equals(draft.base())));
        } else {
            basics(draft, conditions);
            contents(draft, detail, conditions);
        }
        tracks(draft, detail, conditions);
        RulesCheck.verdict(detail.rules(), detail).unmet().forEach(conditions::add);
        return Verdict.of(conditions);
    }

    private int base(DraftCard draft) {
        return programs.current(Objects.requireNonNull(draft.program())).ruleVersion();
    }

    private void basics(DraftCard draft, List<Condition> conditions) {
        var basics = draft.content().basics();
        conditions.add(Condition.of("authoring.has-title", !basics.title().isEmpty()));
        if (!basics.notice().isEmpty()) {
            conditions.add(Condition.of("authoring.notice-known", notices.find(basics.notice()).isPresent(), basics.notice()));
        }
        conditions.add(Condition.of("authoring.level-own", BasicsActs.levels(draft.owner()).contains(basics.level())));
        if (basics.parent() != null) {
            conditions.add(Condition.of("authoring.parent-above",
                published.above(draft.owner()).stream().anyMatch(it -> it.id().value().equals(basics.parent()))));
        }
    }

    private void contents(DraftCard draft, ProgramDetail detail, List<Condition> conditions) {
        conditions.add(Condition.of("authoring.has-lessons", !detail.lessons().isEmpty()));
        draft.content().phases().forEach(phase -> {
            conditions.add(Condition.of("authoring.phase-titled", !phase.title().isEmpty()));
            conditions.add(Condition.of("authoring.phase-filled", !phase.sections().isEmpty()
                && phase.sections().stream().noneMatch(section -> section.courses().isEmpty()), phase.title()));
        });
        conditions.add(Condition.of("authoring.has-learn-window", !detail.lessons().isEmpty()
            && detail.lessons().stream().allMatch(lesson -> lesson.windows().stream().anyMatch(it -> it.kind() == Window.Kind.LEARN))));
        conditions.add(Condition.of("authoring.courses-known",
            draft.content().courses().stream().allMatch(it -> courses.isOffered(new CourseId(it)))));
    }

    private static void tracks(DraftCard draft, ProgramDetail detail, List<Condition> conditions) {
        conditions.add(Condition.of("authoring.has-tracks", !draft.content().tracks().isEmpty()));
        for (var track : draft.content().tracks()) {
            conditions.add(Condition.of("authoring.track-titled", !track.title().isEmpty(), track.code()));
            conditions.add(Condition.of("authoring.track-asks", !(track.completion() instanceof CompletionRule.AllOf(var rules) && rules.isEmpty()), track.title()));
            conditions.add(Condition.of("authoring.attainable", new Attainable(detail).is(track.completion()), track.title()));
        }
        if (draft.content().tracks().stream().anyMatch(ProgramDraft.Track::certificate)) {
            conditions.add(Condition.of("authoring.certificate-named",
                !draft.content().certificateTitle().isEmpty() && !draft.content().certificatePrefix().isEmpty()));
        }
    }
}
