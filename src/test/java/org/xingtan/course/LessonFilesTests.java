package org.xingtan.course;

import static org.assertj.core.api.Assertions.assertThat;
import static org.xingtan.testing.Cast.as;
import static org.xingtan.testing.Cast.csrf;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.mock.web.MockMultipartFile;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.request.AbstractMockHttpServletRequestBuilder;
import org.springframework.test.web.servlet.request.MockMvcRequestBuilders;
import org.xingtan.catalog.Courses;
import org.xingtan.catalog.LessonCard;
import org.xingtan.directory.Role;
import org.xingtan.document.Documents;
import org.xingtan.platform.Actor;
import org.xingtan.platform.LessonId;
import org.xingtan.testing.Cast;
import org.xingtan.testing.Scanned;
import org.xingtan.testing.XingtanTest;

/** Films and documents come into a lesson, piece by piece or at once, and only what they are is believed. */
@XingtanTest
class LessonFilesTests {

    private static final Path CLIPS = Path.of("src/main/resources/demo/clips");

    @Autowired Cast cast;
    @Autowired MockMvc mvc;
    @Autowired MakeCourse make;
    @Autowired EditLesson edit;
    @Autowired Lessons lessons;
    @Autowired Documents documents;
    @Autowired ReviewCourse review;
    @Autowired PublishCourse publish;
    @Autowired Courses catalog;
    @Autowired Scanned scanned;

    private final String code = "F-" + UUID.randomUUID().toString().substring(0, 12);
    private final DraftId draft = DraftId.next();
    private final LessonId lesson = LessonId.next();
    private Cast.Place county;
    private Actor maker;

    @BeforeEach
    void begin() {
        county = cast.county();
        maker = cast.administrator(county);
        make.create(maker, new CourseForm(draft.toString(), county.id().toString(), code, "班级心理", "", List.of(), 0));
        edit.add(maker, draft, lesson, LessonCard.Kind.VIDEO, "看一看");
    }

    @Test
    void aFilmSentInPiecesIsMeasuredAndComesIntoTheCatalog() throws Exception {
        var film = clip("mind-01.mp4");
        var upload = id(begin("media", "看一看.mp4", film.length));
        assertThat(text(piece(upload, 0, Arrays.copyOf(film, 1000)))).contains("\"received\":1000");
        assertThat(text(page())).contains("看一看.mp4", "还没有传完");
        assertThat(id(begin("media", "看一看.mp4", film.length))).isEqualTo(upload);
        assertThat(complete(upload).getStatus()).isEqualTo(409);
        piece(upload, 1000, Arrays.copyOfRange(film, 1000, film.length));
        assertThat(complete(upload).getStatus()).isEqualTo(302);

        var now = lessons.find(draft, lesson);
        assertThat(documents.open(now.files().get(Slot.FILM).id()).readAllBytes()).isEqualTo(film);
        assertThat(now.measured()).isEqualTo(33);
        assertThat(text(page())).contains("看一看.mp4", "由服务器从视频中测得").doesNotContain("还没有传完");
        send("captions-zh", "mind-01.zh.vtt");
        send("poster", "mind-01.jpg");
        review.submit(maker, draft);
        review.approve(cast.actor(cast.staff(county, Role.EXPERT)), draft, "");
        publish.publish(maker, draft);
        var published = catalog.lessons(List.of(catalog.find(code).orElseThrow().id())).getFirst();
        assertThat(published.duration()).isEqualTo(33);
        assertThat(catalog.content(published.id()).captions()).containsOnlyKeys("zh-CN");
        assertThat(catalog.content(published.id()).poster()).isNotNull();
    }

    @Test
    void aFormWithoutAScriptSendsItAtOnce() throws Exception {
        assertThat(send("media", "mind-01.mp4").getStatus()).isEqualTo(302);
        assertThat(lessons.find(draft, lesson).measured()).isEqualTo(33);

        var answer = perform(MockMvcRequestBuilders.get(base("media")).header("Range", "bytes=0-9"));
        assertThat(answer.getStatus()).isEqualTo(206);
        assertThat(answer.getHeader("X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(answer.getHeader("Content-Security-Policy")).contains("sandbox");
        perform(MockMvcRequestBuilders.post(base("media") + "/removal").with(csrf()));
        assertThat(lessons.find(draft, lesson).files()).isEmpty();
        assertThat(lessons.find(draft, lesson).measured()).isNull();
    }

    @Test
    void aFilmThatIsCheckedForVirusesIsMeasuredButNeitherShownNorHandedIn() throws Exception {
        var film = Arrays.copyOf(clip("mind-01.mp4"), clip("mind-01.mp4").length + 8);
        java.nio.ByteBuffer.wrap(film).putInt(film.length - 8, 8).put(film.length - 4, "free".getBytes(java.nio.charset.StandardCharsets.US_ASCII));
        scanned.held(film);
        var upload = id(begin("media", "看一看.mp4", film.length));
        piece(upload, 0, film);
        assertThat(complete(upload).getStatus()).isEqualTo(302);

        assertThat(lessons.find(draft, lesson).measured()).isEqualTo(33);
        assertThat(text(page())).contains("看一看.mp4", "正在检查").doesNotContain("<video");
        assertThat(perform(MockMvcRequestBuilders.get(base("media"))).getStatus()).isEqualTo(409);
        org.assertj.core.api.Assertions.assertThatThrownBy(() -> review.submit(maker, draft)).isInstanceOf(org.xingtan.platform.Refused.class);
        scanned.clean(film);
        assertThat(text(page())).contains("<video").doesNotContain("正在检查");
        review.submit(maker, draft);
    }

    @ParameterizedTest
    @CsvSource({"media,mind-01.jpg", "media,mind-01.zh.vtt", "poster,mind-01.mp4", "captions-zh,mind-01.jpg", "playlist,mind-01.zh.vtt"})
    void aFileOfAnotherKindIsRefusedByItsContent(String slot, String file) throws Exception {
        assertThat(send(slot, file, "film.mp4").getStatus()).isEqualTo(415);
        assertThat(lessons.find(draft, lesson).files()).isEmpty();
    }

    @Test
    void whatCannotBeUsedIsThrownAwayWhenItIsWhole() throws Exception {
        var half = Arrays.copyOf(clip("mind-01.mp4"), 40);
        var upload = id(begin("media", "half.mp4", half.length));
        piece(upload, 0, half);

        assertThat(complete(upload).getStatus()).isEqualTo(415);
        assertThat(text(page())).doesNotContain("half.mp4");
    }

    @ParameterizedTest
    @CsvSource({"media,2000000000,200", "media,2000000001,413", "poster,5000000,200", "poster,5000001,413", "media,0,400", "media,-1,400", "document,1,404"})
    void aPlaceTakesNoMoreThanItSays(String slot, long size, int status) throws Exception {
        assertThat(begin(slot, "a.bin", size).getStatus()).isEqualTo(status);
    }

    @Test
    void aDamagedPieceIsNotKept() throws Exception {
        var upload = id(begin("media", "a.mp4", 5));
        var answer = perform(MockMvcRequestBuilders.put(base("media") + "/uploads/" + upload + "?offset=0").with(csrf())
            .contentType("application/octet-stream").header("Content-Digest", "sha-256=:LPJNul+wow4m6DsqxbninhsWHlwfp0JecwQzYpOLmCQ=:").content("hellO"));

        assertThat(answer.getStatus()).isEqualTo(400);
        assertThat(text(begin("media", "a.mp4", 5))).contains("\"received\":0");
    }

    @Test
    void whatWasBegunForOnePlaceComesIntoNoOtherWithTighterLimits() throws Exception {
        var picture = Arrays.copyOf(new byte[] {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'}, 5_000_001);
        var upload = id(begin("media", "large.png", picture.length));
        piece(upload, 0, Arrays.copyOf(picture, 4 << 20));
        piece(upload, 4 << 20, Arrays.copyOfRange(picture, 4 << 20, picture.length));

        assertThat(perform(MockMvcRequestBuilders.post(base("poster") + "/uploads/" + upload + "/completion").with(csrf())).getStatus()).isEqualTo(404);
    }

    @Test
    void whatIsNotYoursIsNotThere() throws Exception {
        send("media", "mind-01.mp4");
        var upload = id(begin("media", "b.mp4", 10));
        var others = List.of(cast.administrator(cast.county()), cast.actor(cast.staff(county, Role.EXPERT)), cast.actor(cast.teacher(cast.school(county))));
        for (var other : others) {
            assertThat(perform(other, MockMvcRequestBuilders.get(base("media"))).getStatus()).isEqualTo(404);
            assertThat(perform(other, MockMvcRequestBuilders.post(base("media") + "/uploads").param("name", "x").param("size", "1").with(csrf())).getStatus())
                .isEqualTo(404);
            assertThat(perform(other, MockMvcRequestBuilders.put(base("media") + "/uploads/" + upload + "?offset=0").with(csrf())
                .contentType("application/octet-stream").content("x")).getStatus()).isEqualTo(404);
            assertThat(perform(other, MockMvcRequestBuilders.multipart(base("media")).file(new MockMultipartFile("file", new byte[] {1})).contentType("multipart/form-data; boundary=b").with(csrf()))
                .getStatus()).isEqualTo(404);
        }
        review.submit(maker, draft);
        assertThat(perform(others.get(1), MockMvcRequestBuilders.get(base("media"))).getStatus()).isEqualTo(200);
        assertThat(perform(MockMvcRequestBuilders.post(base("media") + "/removal").with(csrf())).getStatus()).isEqualTo(409);
        assertThat(begin("media", "b.mp4", 10).getStatus()).isEqualTo(409);
    }

    @ParameterizedTest
    @CsvSource({"C:\\films\\a.mp4,a.mp4", "../../etc/passwd,passwd", "\u202Efdp.exe,fdp.exe", "'  ',file", "教学\u0000视频.mp4,教学视频.mp4"})
    void aNameIsANameAndNoPath(String sent, String kept) {
        assertThat(LessonFiles.plain(sent)).isEqualTo(kept);
    }

    private MockHttpServletResponse begin(String slot, String name, long size) throws Exception {
        return perform(MockMvcRequestBuilders.post(base(slot) + "/uploads").param("name", name).param("size", Long.toString(size)).with(csrf()));
    }

    private MockHttpServletResponse piece(String upload, long offset, byte[] bytes) throws Exception {
        return perform(MockMvcRequestBuilders.put(base("media") + "/uploads/" + upload + "?offset=" + offset).with(csrf())
            .contentType("application/octet-stream").content(bytes));
    }

    private MockHttpServletResponse complete(String upload) throws Exception {
        return perform(MockMvcRequestBuilders.post(base("media") + "/uploads/" + upload + "/completion").with(csrf()));
    }

    private MockHttpServletResponse send(String slot, String file) throws Exception {
        return send(slot, file, file);
    }

    private MockHttpServletResponse send(String slot, String file, String name) throws Exception {
        return perform(MockMvcRequestBuilders.multipart(base(slot)).file(new MockMultipartFile("file", name, "video/mp4", clip(file))).contentType("multipart/form-data; boundary=b").with(csrf()));
    }

    private MockHttpServletResponse page() throws Exception {
        return perform(MockMvcRequestBuilders.get("/console/courses/" + draft + "/lessons/" + lesson));
    }

    private MockHttpServletResponse perform(AbstractMockHttpServletRequestBuilder<?> request) throws Exception {
        return perform(maker, request);
    }

    private MockHttpServletResponse perform(Actor who, AbstractMockHttpServletRequestBuilder<?> request) throws Exception {
        return mvc.perform(request.with(as(who))).andReturn().getResponse();
    }

    private String base(String slot) {
        return "/console/courses/" + draft + "/lessons/" + lesson + "/files/" + slot;
    }

    private static byte[] clip(String name) throws IOException {
        return Files.readAllBytes(CLIPS.resolve(name));
    }

    private static String id(MockHttpServletResponse answer) {
        return text(answer).replaceAll("(?s).*\"id\"\\s*:\\s*\"([^\"]+)\".*", "$1");
    }

    private static String text(MockHttpServletResponse answer) {
        return new String(answer.getContentAsByteArray(), StandardCharsets.UTF_8);
    }
}
