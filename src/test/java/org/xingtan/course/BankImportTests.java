package org.xingtan.course;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.xingtan.testing.Cast.as;
import static org.xingtan.testing.Cast.csrf;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.dhatim.fastexcel.Workbook;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.mock.web.MockMultipartFile;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.request.MockMvcRequestBuilders;
import org.xingtan.catalog.BankSheet;
import org.xingtan.catalog.LessonCard;
import org.xingtan.catalog.QuestionKind;
import org.xingtan.platform.Actor;
import org.xingtan.platform.LessonId;
import org.xingtan.platform.workbook.Finding;
import org.xingtan.testing.Cast;
import org.xingtan.testing.RawWorkbook;
import org.xingtan.testing.XingtanTest;

/** A bank from a workbook: all of it or nothing, and what is wrong is said cell by cell. */
@XingtanTest
class BankImportTests {

    private static final List<String> HEADER = List.of("题型", "题干", "选项A", "选项B", "选项C", "答案", "解析", "课中第几秒");

    @Autowired Cast cast;
    @Autowired MockMvc mvc;
    @Autowired MakeCourse make;
    @Autowired EditLesson edit;
    @Autowired Lessons lessons;
    @Autowired BankSheet sheet;
    @TempDir Path folder;

    private final DraftId draft = DraftId.next();
    private final LessonId lesson = LessonId.next();
    private Actor maker;

    @BeforeEach
    void begin() {
        var county = cast.county();
        maker = cast.administrator(county);
        make.create(maker, new CourseForm(draft.toString(), county.id().toString(), "B-" + UUID.randomUUID().toString().substring(0, 12), "题库", "", List.of(), 0));
        edit.add(maker, draft, lesson, LessonCard.Kind.VIDEO, "看一看");
    }

    @Test
    void everyKindOfQuestionComesInOnce() throws Exception {
        var workbook = workbook(HEADER,
            List.of("单选题", "二加二？", "三", "四", "", "Ｂ", "数一数", ""),
            List.of("多选", "奇数", "1", "2", "3", "a、C", "", ""),
            List.of("判断", "天是蓝的", "", "", "", "√", "", ""),
            List.of("填空", "首都", "", "", "", "北京|北京市", "", ""),
            List.of("匹配", "连一连", "一=1", "二＝2", "", "见选项", "", ""),
            List.of("single", "看到了吗？", "是", "否", "", "A", "", "12"));

        assertThat(text(send(workbook))).contains("导入了 6 题，另有 0 题");
        assertThat(text(send(workbook))).contains("导入了 0 题，另有 6 题");
        var now = lessons.find(draft, lesson);
        assertThat(now.questions()).hasSize(6);
        assertThat(now.bank()).extracting(it -> it.definition().kind())
            .containsExactly(QuestionKind.SINGLE, QuestionKind.MULTIPLE, QuestionKind.TRUE_FALSE, QuestionKind.FILL, QuestionKind.MATCHING);
        assertThat(now.bank()).extracting(it -> it.definition().key().toString())
            .containsExactly("\"b\"", "[\"a\",\"c\"]", "\"a\"", "[\"北京\",\"北京市\"]", "{\"a\":\"t1\",\"b\":\"t2\"}");
        assertThat(now.asked()).extracting(DraftLesson.Item::second).containsExactly(12);
    }

    @Test
    void whatIsWrongIsSaidByCellAndNothingComesIn() throws Exception {
        var workbook = workbook(HEADER,
            List.of("单选", "好的", "甲", "乙", "", "A", "", ""),
            List.of("单选", "答案在外", "甲", "乙", "", "D", "", ""),
            List.of("单选", "一个选项", "甲", "", "", "A", "", ""),
            List.of("多选", "相同", "甲", "甲", "", "A", "", ""),
            List.of("判断", "也许", "", "", "", "也许", "", ""),
            List.of("填空", "", "", "", "", "词", "", ""),
            List.of("论述", "谈谈", "", "", "", "略", "", ""),
            List.of("单选", "好的", "丙", "丁", "", "A", "", "0"));

        var answer = send(workbook);

        assertThat(answer.getStatus()).isEqualTo(422);
        assertThat(lessons.find(draft, lesson).questions()).isEmpty();
        assertThat(sheet.read(write(workbook), Locale.SIMPLIFIED_CHINESE).findings()).extracting(Finding::row, Finding::column).containsExactly(
            tuple(3, "答案"), tuple(4, "选项A"), tuple(5, "选项A"),
            tuple(6, "答案"), tuple(7, "题干"), tuple(8, "题型"),
            tuple(9, "课中第几秒"), tuple(9, "题干"));
        assertThat(text(answer)).contains("有 8 处需要改", "恰好有一个正确选项", "题型写单选、多选、判断、填空或匹配");
        assertThat(post(workbook, "/bank/marked.xlsx").getHeader("Content-Disposition")).contains("attachment");
    }

    @Test
    void twoQuestionsDoNotShareASecond() throws Exception {
        assertThat(text(send(workbook(HEADER, List.of("判断", "一", "", "", "", "对", "", "5"), List.of("判断", "二", "", "", "", "对", "", "5")))))
            .contains("这一秒没有别的提问");
        assertThat(lessons.find(draft, lesson).questions()).isEmpty();
    }

    @Test
    void whatIsNoSuchWorkbookIsRefused() throws Exception {
        assertThat(send("no workbook".getBytes(StandardCharsets.UTF_8)).getStatus()).isEqualTo(415);
        assertThat(send(workbook(List.of("姓名", "电话"), List.of("一", "二"))).getStatus()).isEqualTo(422);
        assertThat(text(send(workbook(HEADER)))).contains("工作簿里有题目");
        assertThat(lessons.find(draft, lesson).questions()).isEmpty();
    }

    /** A cell that an entity would fill, from a file or a million times over, is filled by nobody. */
    @Test
    void entitiesOfAWorkbookAreNotFollowed() throws Exception {
        var secret = Files.writeString(folder.resolve("secret"), "geheim");
        var laughs = "<!DOCTYPE x [<!ENTITY a \"ha\"><!ENTITY b \"&a;&a;&a;&a;&a;&a;&a;&a;\"><!ENTITY f SYSTEM \"" + secret.toUri() + "\">]>";
        var rows = "<row r=\"1\">" + RawWorkbook.text("A1", "题型") + RawWorkbook.text("B1", "题目") + RawWorkbook.text("C1", "答案") + "</row><row r=\"2\">"
            + RawWorkbook.text("A2", "填空") + RawWorkbook.text("B2", "&f;&b;") + RawWorkbook.text("C2", "词") + "</row>";
        var file = RawWorkbook.of("").part("xl/worksheets/list.xml",
            laughs + "<worksheet xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"><sheetData>" + rows + "</sheetData></worksheet>")
            .write(folder.resolve("hostile.xlsx"));

        var answer = send(Files.readAllBytes(file));

        assertThat(answer.getStatus()).isIn(415, 422);
        assertThat(text(answer)).doesNotContain("geheim", "hahahaha");
        assertThat(lessons.find(draft, lesson).questions()).isEmpty();
    }

    @Test
    void theTemplateIsReadAsItIsWritten() throws Exception {
        var answer = mvc.perform(MockMvcRequestBuilders.get(base() + "/bank/template.xlsx").with(as(maker))).andReturn().getResponse();
        assertThat(answer.getStatus()).isEqualTo(200);
        var read = sheet.read(write(answer.getContentAsByteArray()), Locale.ENGLISH);
        assertThat(read.findings()).isEmpty();
        assertThat(read.questions()).isEmpty();
    }

    @Test
    void isThereForTheMakersOnly() throws Exception {
        var other = cast.administrator(cast.county());
        assertThat(mvc.perform(MockMvcRequestBuilders.get(base() + "/bank").with(as(other))).andReturn().getResponse().getStatus()).isEqualTo(404);
        assertThat(mvc.perform(multipart(workbook(HEADER), "/bank").with(as(other))).andReturn().getResponse().getStatus()).isEqualTo(404);
    }

    private MockHttpServletResponse send(byte[] workbook) throws Exception {
        return post(workbook, "/bank");
    }

    private MockHttpServletResponse post(byte[] workbook, String where) throws Exception {
        return mvc.perform(multipart(workbook, where).with(as(maker))).andReturn().getResponse();
    }

    private org.springframework.test.web.servlet.request.AbstractMockHttpServletRequestBuilder<?> multipart(byte[] workbook, String where) {
        return MockMvcRequestBuilders.multipart(base() + where).file(new MockMultipartFile("file", "题库.xlsx", null, workbook))
            .contentType("multipart/form-data; boundary=b").with(csrf());
    }

    private String base() {
        return "/console/courses/" + draft + "/lessons/" + lesson;
    }

    private Path write(byte[] workbook) throws IOException {
        return Files.write(folder.resolve(UUID.randomUUID() + ".xlsx"), workbook);
    }

    @SafeVarargs
    private static byte[] workbook(List<String>... rows) throws IOException {
        var out = new ByteArrayOutputStream();
        try (var workbook = new Workbook(out, "test", "1.0")) {
            var page = workbook.newWorksheet("题库");
            for (var row = 0; row < rows.length; row++) {
                for (var column = 0; column < rows[row].size(); column++) {
                    page.value(row, column, rows[row].get(column));
                }
            }
        }
        return out.toByteArray();
    }

    private static String text(MockHttpServletResponse answer) {
        return new String(answer.getContentAsByteArray(), StandardCharsets.UTF_8);
    }
}
