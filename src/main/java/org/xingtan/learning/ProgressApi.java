package org.xingtan.learning;

import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.xingtan.enrollment.IdentityCheck;
import org.xingtan.platform.Actor;
import org.xingtan.platform.ProgramId;
import org.xingtan.platform.web.Page;
import org.xingtan.platform.web.Texts;
import org.xingtan.platform.web.VerdictJson;

/** A person's own progress in a program. */
@RestController
@RequestMapping("/api/v1/programs/{program}")
class ProgressApi {

    private final Standing standing;
    private final Texts texts;

    ProgressApi(Standing standing, Texts texts) {
        this.standing = standing;
        this.texts = texts;
    }

    record LessonJson(UUID id, String title, String phase, String section, String course, String kind, int duration, double required,
                      int covered, boolean complete, @Nullable QuizJson quiz) {

        static LessonJson of(LessonRow row) {
            var lesson = row.placed().lesson();
            var quiz = lesson.quiz();
            return new LessonJson(lesson.id().value(), lesson.title(), row.placed().phase(), row.placed().section(),
                row.placed().course().title(), lesson.kind().name(), lesson.duration(), lesson.required(), row.progress().covered(),
                row.progress().complete(), quiz == null ? null
                    : new QuizJson(quiz.questions(), quiz.passMark(), row.attemptsLeft(), row.progress().passed()));
        }
    }

    record QuizJson(int questions, int passMark, @Nullable Integer attemptsLeft, boolean passed) {}

    record ProgressJson(ParticipationJson participation, VerdictJson completion, HoursJson hours, CertificateJson certificate) {}

    record ParticipationJson(String track, IdentityJson identity) {}

    record IdentityJson(String state, @Nullable String reason) {

        static IdentityJson of(IdentityCheck check) {
            return new IdentityJson(check.state().name(), check.refused() ? check.reason() : null);
        }
    }

    record HoursJson(String earned, String credited, String capped) {}

    record CertificateJson(String state, @Nullable String number, VerdictJson verdict) {}

    @GetMapping("/lessons")
    Page<LessonJson> lessons(Actor actor, @PathVariable ProgramId program, @RequestParam(required = false) @Nullable String limit,
                             @RequestParam(required = false) @Nullable String cursor) {
        var all = standing.lessons(actor.teacher(), program);
        return Page.part(all, row -> "%06d".formatted(all.indexOf(row)), row -> row.placed().lesson().id().toString(), Page.number(limit), cursor).map(LessonJson::of);
    }

    @GetMapping("/progress")
    ProgressJson progress(Actor actor, @PathVariable ProgramId program, Locale locale) {
        var found = standing.of(actor.teacher(), program);
        return new ProgressJson(new ParticipationJson(found.participation().track(), IdentityJson.of(found.identity())), VerdictJson.of(found.completion(), texts, locale),
            new HoursJson(found.hours().earned().toString(), found.hours().credited().toString(), found.hours().capped().toString()),
            new CertificateJson(found.certificate().state().name(), found.certificate().number(), VerdictJson.of(found.certificate().verdict(), texts, locale)));
    }
}
