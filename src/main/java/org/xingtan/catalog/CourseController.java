package org.xingtan.catalog;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.xingtan.platform.CourseId;
import org.xingtan.platform.NotFound;

/** The public catalog. */
@Controller
class CourseController {

    static final int MOST = 60;

    private final Courses courses;
    private final Stages stages;

    CourseController(Courses courses, Stages stages) {
        this.courses = courses;
        this.stages = stages;
    }

    @GetMapping("/courses")
    ModelAndView list(@RequestParam(defaultValue = "") String q, @RequestParam(defaultValue = "") String stage) {
        var words = q.replace("\0", "").strip();
        var known = stages.all();
        var chosen = known.stream().map(StageRow::code).filter(stage::equals).findFirst().orElse(null);
        var found = courses.search(words.isEmpty() ? null : words, chosen, MOST + 1);
        var model = new HashMap<String, Object>();
        model.put("rows", rows(found.stream().limit(MOST).toList(), known));
        model.put("more", found.size() > MOST);
        model.put("stages", known);
        model.put("stage", chosen == null ? "" : chosen);
        model.put("words", words);
        return new ModelAndView("catalog/courses", model);
    }

    @GetMapping("/courses/{id}")
    ModelAndView course(@PathVariable String id) {
        var course = courses.find(CourseId.of(id)).orElseThrow(() -> new NotFound(id));
        var lessons = courses.lessons(List.of(course.id()));
        return new ModelAndView("catalog/course",
            Map.of("row", row(course, lessons, stages.all()), "lessons", lessons, "offered", courses.isOffered(course.id())));
    }

    private List<CourseRow> rows(List<CourseCard> cards, List<StageRow> known) {
        var lessons = courses.lessons(cards.stream().map(CourseCard::id).toList()).stream().collect(Collectors.groupingBy(LessonCard::courseId));
        return cards.stream().map(card -> row(card, lessons.get(card.id()), known)).toList();
    }

    private static CourseRow row(CourseCard card, @Nullable List<LessonCard> lessons, List<StageRow> known) {
        var all = lessons == null ? List.<LessonCard>of() : lessons;
        return new CourseRow(card, known.stream().filter(it -> card.stages().contains(it.code())).map(StageRow::title).toList(), all.size(),
            (all.stream().mapToInt(LessonCard::duration).sum() + 59) / 60, all.stream().anyMatch(it -> it.quiz() != null));
    }
}
