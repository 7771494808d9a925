package org.xingtan.course;

import java.util.Locale;
import java.util.UUID;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.xingtan.catalog.QuestionForm;
import org.xingtan.catalog.QuestionKind;
import org.xingtan.platform.Actor;
import org.xingtan.platform.LessonId;
import org.xingtan.platform.NotFound;
import org.xingtan.platform.Uuids;
import org.xingtan.platform.Verdict;
import org.xingtan.platform.web.Texts;

/** The questions of a lesson in the making, one by one. */
@Controller
@RequestMapping("/console/courses/{draft}/lessons/{lesson}/questions")
class QuestionConsole {

    private final CourseDesk desk;
    private final Lessons lessons;
    private final EditBank edit;
    private final Texts texts;

    QuestionConsole(CourseDesk desk, Lessons lessons, EditBank edit, Texts texts) {
        this.desk = desk;
        this.lessons = lessons;
        this.edit = edit;
        this.texts = texts;
    }

    @GetMapping("/new")
    ModelAndView form(Actor actor, @PathVariable DraftId draft, @PathVariable LessonId lesson, @RequestParam(defaultValue = "SINGLE") QuestionKind kind) {
        return view(desk.made(actor, draft), lesson, Uuids.next(), QuestionForm.empty(kind), Verdict.of(), HttpStatus.OK);
    }

    @GetMapping("/{question}")
    ModelAndView question(Actor actor, @PathVariable DraftId draft, @PathVariable LessonId lesson, @PathVariable UUID question) {
        var course = desk.made(actor, draft);
        var found = lessons.find(draft, lesson).questions().stream().filter(it -> it.id().equals(question)).findFirst()
            .orElseThrow(() -> new NotFound(question));
        return view(course, lesson, question, QuestionForm.of(found.definition(), found.second()), Verdict.of(), HttpStatus.OK);
    }

    @PostMapping("/{question}")
    ModelAndView put(Actor actor, @PathVariable DraftId draft, @PathVariable LessonId lesson, @PathVariable UUID question,
                     @ModelAttribute QuestionForm form, Locale locale) {
        var verdict = form.verdict();
        if (!verdict.met()) {
            return view(desk.made(actor, draft), lesson, question, form, verdict, HttpStatus.UNPROCESSABLE_CONTENT);
        }
        edit.put(actor, draft, lesson, new DraftLesson.Item(question,
            form.definition(texts.get("course.question.true", locale), texts.get("course.question.false", locale)), form.asked()));
        return new ModelAndView(LessonConsole.to(draft, lesson) + "#questions");
    }

    @PostMapping("/{question}/removal")
    String remove(Actor actor, @PathVariable DraftId draft, @PathVariable LessonId lesson, @PathVariable UUID question) {
        edit.remove(actor, draft, lesson, question);
        return LessonConsole.to(draft, lesson) + "#questions";
    }

    private ModelAndView view(Draft draft, LessonId lesson, UUID question, QuestionForm form, Verdict verdict, HttpStatus status) {
        return new ModelAndView("course/question", status).addObject("draft", draft).addObject("lesson", lessons.find(draft.id(), lesson))
            .addObject("question", question).addObject("form", form).addObject("verdict", verdict);
    }
}
