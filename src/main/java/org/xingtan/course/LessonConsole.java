package org.xingtan.course;

import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.xingtan.catalog.LessonCard;
import org.xingtan.platform.Actor;
import org.xingtan.platform.LessonId;
import org.xingtan.platform.Refused;
import org.xingtan.platform.Verdict;

/** The lessons of a course in the making. */
@Controller
@RequestMapping("/console/courses/{draft}/lessons")
class LessonConsole {

    private final CourseDesk desk;
    private final Lessons lessons;
    private final EditLesson edit;
    private final LessonFiles files;

    LessonConsole(CourseDesk desk, Lessons lessons, EditLesson edit, LessonFiles files) {
        this.desk = desk;
        this.lessons = lessons;
        this.edit = edit;
        this.files = files;
    }

    @PostMapping
    String add(Actor actor, @PathVariable DraftId draft, @RequestParam LessonId id, @RequestParam LessonCard.Kind kind, @RequestParam String title) {
        var called = CourseForm.typed(title);
        if (called.isEmpty() || called.length() > CourseForm.LONGEST_TITLE) {
            throw new Refused("course.lesson.title", CourseForm.LONGEST_TITLE);
        }
        edit.add(actor, draft, id, kind, called);
        return to(draft, id);
    }

    @GetMapping("/{lesson}")
    ModelAndView lesson(Actor actor, @PathVariable DraftId draft, @PathVariable LessonId lesson) {
        var course = desk.made(actor, draft);
        var found = lessons.find(draft, lesson);
        return view(actor, course, found, LessonForm.of(found), Verdict.of(), HttpStatus.OK);
    }

    @PostMapping("/{lesson}")
    ModelAndView change(Actor actor, @PathVariable DraftId draft, @PathVariable LessonId lesson, @ModelAttribute LessonForm form) {
        var course = desk.made(actor, draft);
        var found = lessons.find(draft, lesson);
        var verdict = form.verdict(found.kind());
        if (!verdict.met()) {
            return view(actor, course, found, form, verdict, HttpStatus.UNPROCESSABLE_CONTENT);
        }
        edit.change(actor, draft, lesson, form);
        return new ModelAndView(to(draft, lesson));
    }

    @PostMapping("/{lesson}/position")
    String move(Actor actor, @PathVariable DraftId draft, @PathVariable LessonId lesson, @RequestParam int to) {
        edit.move(actor, draft, lesson, Math.clamp(to, 1, EditLesson.MOST));
        return "redirect:/console/courses/" + draft + "#lessons";
    }

    @PostMapping("/{lesson}/removal")
    String remove(Actor actor, @PathVariable DraftId draft, @PathVariable LessonId lesson) {
        edit.remove(actor, draft, lesson);
        return "redirect:/console/courses/" + draft + "#lessons";
    }

    static String to(DraftId draft, LessonId lesson) {
        return "redirect:/console/courses/" + draft + "/lessons/" + lesson;
    }

    private ModelAndView view(Actor actor, Draft draft, DraftLesson lesson, LessonForm form, Verdict verdict, HttpStatus status) {
        return new ModelAndView("course/lesson", status).addObject("draft", draft).addObject("lesson", lesson).addObject("form", form)
            .addObject("verdict", verdict).addObject("files", Slot.of(lesson.kind()).stream()
                .map(slot -> new Slot.Shown(slot, lesson.files().get(slot), files.unfinished(actor, new LessonFiles.Place(draft.id(), lesson.id(), slot)))).toList());
    }
}
