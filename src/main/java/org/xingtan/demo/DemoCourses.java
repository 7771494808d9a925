package org.xingtan.demo;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.xingtan.catalog.CourseDefinition;
import org.xingtan.catalog.DefineCourse;
import org.xingtan.catalog.LessonCard;
import org.xingtan.catalog.QuestionDefinition;
import org.xingtan.catalog.QuestionKind;
import org.xingtan.document.DocumentId;
import org.xingtan.document.Documents;
import org.xingtan.platform.OrganizationId;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.JsonNode;

/** The courses of the demo: short clips made for it, a text and a document, each with its questions. */
@Component
class DemoCourses {

    private record Clip(String name, String title, String titleEn, int seconds, int bytes, String summary, List<Item> questions, @Nullable List<Moment> asked) {}

    private record Moment(int second, Item question) {}

    /** @param key indexes of what is right; of a FILL question the right texts */
    private record Item(QuestionKind kind, String text, @Nullable List<String> options, @Nullable List<String> targets, JsonNode key,
                        String explanation) {}

    private record Course(String code, String title, String summary, List<Lesson> lessons) {}

    /** Either a clip by its name, or all the rest. */
    private record Lesson(@Nullable String clip, @Nullable String title, @Nullable String summary, LessonCard.@Nullable Kind kind, @Nullable Integer seconds,
                          @Nullable String body, @Nullable String file, @Nullable List<Item> questions) {}

    private final Documents documents;
    private final DefineCourse courses;

    DemoCourses(Documents documents, DefineCourse courses) {
        this.documents = documents;
        this.courses = courses;
    }

    void define(OrganizationId owner) {
        var clips = new HashMap<String, Clip>();
        DemoResources.json("clips/index.json", new TypeReference<List<Clip>>() {}).forEach(clip -> clips.put(clip.name(), clip));
        for (var course : DemoResources.json("courses.json", new TypeReference<List<Course>>() {})) {
            courses.define(new CourseDefinition(course.code(), course.title(), course.summary(), owner, List.of(),
                course.lessons().stream().map(lesson -> lesson.clip() == null ? lesson(lesson) : video(clips.get(lesson.clip()))).toList()));
        }
    }

    private CourseDefinition.Lesson video(Clip clip) {
        var lesson = CourseDefinition.Lesson.video(clip.title(), clip.summary(), clip.seconds(), file(clip.name() + ".mp4", "video/mp4"),
            file(clip.name() + ".jpg", "image/jpeg"),
            Map.of("zh-CN", file(clip.name() + ".zh.vtt", "text/vtt"), "en", file(clip.name() + ".en.vtt", "text/vtt")),
            CourseDefinition.Quiz.ofAll(questions(clip.questions()))).asking(asked(clip));
        var playlist = clip.name() + ".m3u8";
        return DemoResources.has("clips/" + playlist) ? lesson.inParts(file(playlist, "application/vnd.apple.mpegurl")) : lesson;
    }

    private CourseDefinition.Lesson lesson(Lesson lesson) {
        var quiz = CourseDefinition.Quiz.ofAll(questions(given(lesson.questions())));
        return new CourseDefinition.Lesson(given(lesson.title()), given(lesson.summary()), given(lesson.kind()), given(lesson.seconds()), 1.0,
            lesson.file() == null ? null : file(lesson.file(), "application/pdf"), null, null, Map.of(), lesson.body(), quiz);
    }

    private DocumentId file(String name, String mediaType) {
        return documents.store(name, mediaType, DemoResources.bytes("clips/" + name));
    }

    private static List<CourseDefinition.Asked> asked(Clip clip) {
        return clip.asked() == null ? List.of()
            : clip.asked().stream().map(it -> new CourseDefinition.Asked(it.second(), question(it.question()))).toList();
    }

    private static List<QuestionDefinition> questions(List<Item> items) {
        return items.stream().map(DemoCourses::question).toList();
    }

    private static QuestionDefinition question(Item item) {
        var options = item.options() == null ? new String[0] : item.options().toArray(String[]::new);
        return switch (item.kind()) {
            case SINGLE -> QuestionDefinition.single(item.text(), item.explanation(), item.key().get(0).intValue(), options);
            case TRUE_FALSE -> QuestionDefinition.trueFalse(item.text(), item.explanation(), item.key().get(0).intValue() == 0, options[0], options[1]);
            case MULTIPLE -> QuestionDefinition.multiple(item.text(), item.explanation(), numbers(item.key()), options);
            case FILL -> QuestionDefinition.fill(item.text(), item.explanation(), texts(item.key()));
            case MATCHING -> QuestionDefinition.matching(item.text(), item.explanation(), pairs(item, options));
        };
    }

    private static Map<String, String> pairs(Item item, String[] options) {
        var targets = given(item.targets());
        var key = numbers(item.key());
        var pairs = new LinkedHashMap<String, String>();
        for (var i = 0; i < options.length; i++) {
            pairs.put(options[i], targets.get(key.get(i)));
        }
        return pairs;
    }

    private static List<Integer> numbers(JsonNode key) {
        var numbers = new ArrayList<Integer>();
        key.forEach(one -> numbers.add(one.intValue()));
        return numbers;
    }

    private static String[] texts(JsonNode key) {
        var texts = new ArrayList<String>();
        key.forEach(one -> texts.add(one.stringValue()));
        return texts.toArray(String[]::new);
    }

    private static <T> T given(@Nullable T value) {
        return java.util.Objects.requireNonNull(value);
    }
}
