package org.xingtan.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpStatus;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.xingtan.document.Documents;
import org.xingtan.platform.Actor;
import org.xingtan.platform.LessonId;
import org.xingtan.testing.Cast;
import org.xingtan.testing.Curriculum;
import org.xingtan.testing.XingtanTest;

@XingtanTest
class CatalogWebTests {

    @Autowired MockMvcTester mvc;
    @Autowired DefineCourse define;
    @Autowired Courses courses;
    @Autowired Documents documents;
    @Autowired Cast cast;

    private final String code = "w-" + UUID.randomUUID();
    private Actor actor;
    private CourseCard course;
    private LessonId lesson;

    @BeforeEach
    void defineACourse() {
        var school = cast.school();
        actor = cast.actor(cast.teacher(school));
        var captions = documents.store("captions.vtt", "text/vtt", ("WEBVTT\n\nNOTE " + code + "\n").getBytes(StandardCharsets.UTF_8));
        var id = define.define(new CourseDefinition(code, "<b>" + code, "Summary", school.id(), List.of("PRIMARY"), List.of(
            CourseDefinition.Lesson.video("Film", "", 40, captions, null, Map.of("zh-CN", captions), CourseDefinition.Quiz.ofAll(Curriculum.bank())))));
        course = courses.find(id).orElseThrow();
        lesson = courses.lessons(List.of(id)).getFirst().id();
    }

    @Test
    void anyoneFindsACourseByWordAndStage() {
        assertThat(mvc.get().uri("/courses?q=" + code)).hasStatusOk().bodyText().contains("&lt;b&gt;" + code, "小学", "有测验").doesNotContain("<b>" + code);
        assertThat(mvc.get().uri("/courses?q=" + code + "&stage=JUNIOR")).hasStatusOk().bodyText().contains("没有找到课程");
        assertThat(mvc.get().uri("/courses?stage=nonsense&q=" + code)).hasStatusOk().bodyText().contains(code);
        assertThat(mvc.get().uri("/courses?q=" + code).header("Accept-Language", "en")).bodyText().contains("Primary", "with a quiz");
    }

    @Test
    void aCourseShowsItsLessons() {
        assertThat(mvc.get().uri("/courses/" + course.id())).hasStatusOk().bodyText().contains("Film", "0:40", "测验 3 题，60 分及格");
        assertThat(mvc.get().uri("/courses/" + UUID.randomUUID())).hasStatus(HttpStatus.NOT_FOUND);
        assertThat(mvc.get().uri("/courses/nonsense")).hasStatus(HttpStatus.NOT_FOUND);
    }

    @Test
    void mediaAreForSignedInPeopleAndComeInParts() {
        assertThat(mvc.get().uri("/lessons/{id}/media", lesson)).hasStatus(HttpStatus.FOUND);
        assertThat(mvc.get().uri("/lessons/{id}/media", lesson).with(Cast.as(actor))).hasStatusOk();
        assertThat(mvc.get().uri("/lessons/{id}/media", lesson).with(Cast.as(actor)).header("Range", "bytes=0-5"))
            .hasStatus(HttpStatus.PARTIAL_CONTENT).hasHeader("Content-Length", "6").bodyText().isEqualTo("WEBVTT");
        assertThat(mvc.get().uri("/lessons/{id}/captions/zh-CN.vtt", lesson).with(Cast.as(actor))).hasStatusOk().bodyText().startsWith("WEBVTT");
    }

    @Test
    void aPlaylistLiesBesideItsFilmForSignedInPeople() {
        var text = "#EXTM3U\n#EXTINF:6,\nmedia\n#EXT-X-ENDLIST\n# " + code;
        var playlist = documents.store("list.m3u8", "application/vnd.apple.mpegurl", text.getBytes(StandardCharsets.UTF_8));
        var id = define.define(new CourseDefinition("hls-" + code, "In parts", "", cast.school().id(), List.of(), List.of(
            CourseDefinition.Lesson.video("Film", "", 40, playlist, null, Map.of(), null).inParts(playlist))));
        var parted = courses.lessons(List.of(id)).getFirst().id();

        assertThat(mvc.get().uri("/lessons/{id}/playlist.m3u8", parted)).hasStatus(HttpStatus.FOUND);
        assertThat(mvc.get().uri("/lessons/{id}/playlist.m3u8", parted).with(Cast.as(actor))).hasStatusOk()
            .hasContentType("application/vnd.apple.mpegurl").bodyText().isEqualTo(text);
        assertThat(mvc.get().uri("/lessons/{id}/playlist.m3u8", lesson).with(Cast.as(actor))).hasStatus(HttpStatus.NOT_FOUND);
    }

    @Test
    void whatALessonHasNotIsNotFound() {
        assertThat(mvc.get().uri("/lessons/{id}/poster", lesson).with(Cast.as(actor))).hasStatus(HttpStatus.NOT_FOUND);
        assertThat(mvc.get().uri("/lessons/{id}/captions/en.vtt", lesson).with(Cast.as(actor))).hasStatus(HttpStatus.NOT_FOUND);
        assertThat(mvc.get().uri("/lessons/{id}/media", LessonId.next()).with(Cast.as(actor))).hasStatus(HttpStatus.NOT_FOUND);
        assertThat(mvc.get().uri("/lessons/nonsense/media").with(Cast.as(actor))).hasStatus(HttpStatus.NOT_FOUND);
    }
}
