package org.xingtan.qualification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.xingtan.testing.Cast.as;
import static org.xingtan.testing.Cast.csrf;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.mock.web.MockMultipartFile;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.request.MockMvcRequestBuilders;
import org.xingtan.directory.DocumentNumber;
import org.xingtan.directory.Organizations;
import org.xingtan.platform.Actor;
import org.xingtan.platform.TeacherId;
import org.xingtan.platform.workbook.Finding;
import org.xingtan.testing.Cast;
import org.xingtan.testing.XingtanTest;

/** Certificates from a workbook: all of them or none, none twice, and what is wrong is said cell by cell. */
@XingtanTest
class ImportQualificationsTests {

    private static final List<String> HEADER = List.of("姓名", "身份证号", "资格种类", "证书编号", "发证机关", "发证日期", "有效期至");
    private static final String TEACHER = "教师资格证";

    @Autowired Cast cast;
    @Autowired MockMvc mvc;
    @Autowired ImportQualifications imports;
    @Autowired Qualifications qualifications;
    @Autowired QualificationSheet sheet;
    @Autowired EnterQualification enter;
    @Autowired Organizations organizations;
    @TempDir Path folder;

    private final DocumentNumber document = Cast.documentNumber();
    private final String number = "2014" + UUID.randomUUID().toString().substring(0, 8);
    private Cast.Place school;
    private Actor administrator;
    private TeacherId teacher;

    @BeforeEach
    void plant() {
        school = cast.school();
        administrator = cast.administrator(school);
        teacher = cast.aPerson().at(school).name("阿依古丽·买买提").document(document).save();
    }

    @Test
    void theSameWorkbookAgainChangesNothing() throws Exception {
        var workbook = workbook(HEADER, row("阿依古丽•买买提", document.value(), TEACHER, number, "2014年6月30日", ""),
            row("阿依古丽·买买提", document.value(), "Principal's qualification", "X-" + number, "2019/7/1", ""));

        assertThat(text(send(workbook, administrator))).contains("录入并确认 2 份", "原来已确认的 0 份");
        assertThat(text(send(workbook, administrator))).contains("录入并确认 0 份", "原来已确认的 2 份");
        assertThat(qualifications.of(teacher)).hasSize(2).allMatch(it -> it.state() == Qualification.State.CONFIRMED);
    }

    /** As rosters bring people in. */
    @Test
    void whoHasAPassportIsFoundByIt() throws Exception {
        var passport = new DocumentNumber(DocumentNumber.Type.PASSPORT, "E" + (10_000_000 + new java.util.Random().nextInt(89_000_000)));
        var foreigner = cast.aPerson().at(school).name("李约翰").document(passport).save();
        var header = List.of("姓名", "证件类型", "身份证号", "资格种类", "证书编号", "发证机关", "发证日期", "有效期至");
        assertThat(imports.findings(administrator, organizations.find(school.id()).orElseThrow(), write(workbook(header, by("学生证", passport), by("其他", passport))),
            Locale.SIMPLIFIED_CHINESE)).extracting(Finding::row, Finding::column, Finding::code).containsExactlyInAnyOrder(
                tuple(2, "证件类型", "qualification.import.document-type"), tuple(2, "身份证号", "qualification.import.nobody"), tuple(3, "身份证号", "qualification.import.nobody"));

        assertThat(text(send(workbook(header, by("护照", passport)), administrator))).contains("录入并确认 1 份");
        assertThat(qualifications.of(foreigner)).hasSize(1);
    }

    private List<String> by(String type, DocumentNumber passport) {
        return List.of("李约翰", type, passport.value(), TEACHER, number, "郴州市教育局", "2014-06-30", "");
    }

    @Test
    void manyWhoSendItAtOnceEnterItOnce() throws Exception {
        var workbook = workbook(HEADER, row("阿依古丽·买买提", document.value(), TEACHER, number, "2014-06-30", ""));
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var answer : threads.invokeAll(Collections.nCopies(6, (Callable<Integer>) () -> send(workbook, administrator).getStatus()))) {
                assertThat(answer.get()).isEqualTo(200);
            }
        }
        assertThat(qualifications.of(teacher)).hasSize(1);
    }

    @Test
    void whatIsWrongIsSaidByCellAndNothingComesIn() throws Exception {
        var other = Cast.documentNumber();
        cast.aPerson().at(cast.school()).name("外校人").document(other).save();
        var file = workbook(HEADER,
            row("阿依古丽·买买提", document.value(), TEACHER, number, "2014-06-30", ""),
            row("阿依古丽·买买提", document.value(), TEACHER, number, "2014年6月30日", ""),
            row("外校人", other.value(), TEACHER, "A" + number, "2014-06-30", ""),
            row("别的名字", document.value(), "钓鱼证", "B" + number, "2999-01-01", "2010-01-01"),
            row("阿依古丽·买买提", document.value(), TEACHER, "=HYPERLINK(\"x\")", "2014-06-30", ""));

        var findings = imports.findings(administrator, organizations.find(school.id()).orElseThrow(), write(file), Locale.SIMPLIFIED_CHINESE);

        assertThat(findings).extracting(Finding::row, Finding::column, Finding::code).containsExactlyInAnyOrder(
            tuple(6, "证书编号", "qualification.cell.formula"),
            tuple(3, "证书编号", "qualification.import.twice"),
            tuple(4, "身份证号", "qualification.import.nobody"),
            tuple(5, "资格种类", "verdict.qualification.form.kind"),
            tuple(5, "发证日期", "verdict.qualification.form.issued"),
            tuple(5, "有效期至", "verdict.qualification.form.until"),
            tuple(5, "身份证号", "qualification.import.nobody"),
            tuple(6, "证书编号", "verdict.qualification.form.number"));
        assertThat(send(file, administrator).getStatus()).isEqualTo(422);
        assertThat(qualifications.of(teacher)).isEmpty();
        assertThat(post(file, administrator, "/marked.xlsx").getHeader("Content-Disposition")).contains("attachment");
    }

    @Test
    void whatTheTeacherEnteredOtherwiseIsSaidByCell() throws Exception {
        enter.own(cast.actor(teacher), new QualificationForm("TEACHER", number, "省教育厅", "2014-06-30", ""), null);
        var file = workbook(HEADER, row("阿依古丽·买买提", document.value(), TEACHER, number, "2014-06-30", "2020-06-30"));

        assertThat(imports.findings(administrator, organizations.find(school.id()).orElseThrow(), write(file), Locale.SIMPLIFIED_CHINESE))
            .extracting(Finding::row, Finding::column, Finding::code, Finding::arguments).containsExactly(
                tuple(2, "发证机关", "verdict.qualification.entered.authority", List.of("省教育厅", "郴州市教育局")),
                tuple(2, "有效期至", "verdict.qualification.entered.until", List.of("–", "2020-06-30")));
        assertThat(send(file, administrator).getStatus()).isEqualTo(422);
        assertThat(qualifications.of(teacher)).singleElement().satisfies(it -> assertThat(it.state()).isEqualTo(Qualification.State.RECORDED));
    }

    @Test
    void formulasAndNumbersThatLostDigitsAreRefused() throws Exception {
        var out = new ByteArrayOutputStream();
        try (var workbook = new Workbook(out, "test", "1.0")) {
            var page = workbook.newWorksheet("资格");
            fill(page, 0, HEADER);
            fill(page, 1, row("阿依古丽·买买提", document.value(), TEACHER, "", "2014-06-30", ""));
            page.value(1, 3, 20_144_301_001_234_567L);
            fill(page, 2, row("阿依古丽·买买提", document.value(), TEACHER, number, "2014-06-30", ""));
            page.formula(2, 4, "A1");
        }
        assertThat(sheet.read(write(out.toByteArray()), Locale.SIMPLIFIED_CHINESE).findings()).extracting(Finding::row, Finding::code)
            .containsExactlyInAnyOrder(tuple(2, "qualification.cell.lost-digits"), tuple(3, "qualification.cell.formula"));
    }

    @Test
    void theTemplateIsReadAsItIsWrittenAndOthersGetNothing() throws Exception {
        var template = mvc.perform(MockMvcRequestBuilders.get("/console/qualifications/import/template.xlsx").with(as(administrator)).locale(Locale.ENGLISH))
            .andReturn().getResponse();
        assertThat(sheet.read(write(template.getContentAsByteArray()), Locale.ENGLISH).findings()).isEmpty();
        assertThat(text(send(template.getContentAsByteArray(), administrator))).contains("工作簿里没有证书");
        assertThat(send("no workbook".getBytes(StandardCharsets.UTF_8), administrator).getStatus()).isEqualTo(415);
        assertThat(send(template.getContentAsByteArray(), cast.administrator(cast.school())).getStatus()).isEqualTo(404);
    }

    private static List<String> row(String name, String document, String kind, String number, String issued, String until) {
        return List.of(name, document, kind, number, "郴州市教育局", issued, until);
    }

    private MockHttpServletResponse send(byte[] workbook, Actor actor) throws Exception {
        return post(workbook, actor, "");
    }

    private MockHttpServletResponse post(byte[] workbook, Actor actor, String where) throws Exception {
        return mvc.perform(MockMvcRequestBuilders.multipart("/console/qualifications/import" + where)
            .file(new MockMultipartFile("file", "资格.xlsx", null, workbook)).param("organization", school.id().toString())
            .contentType("multipart/form-data; boundary=b").locale(Locale.SIMPLIFIED_CHINESE).with(csrf()).with(as(actor))).andReturn().getResponse();
    }

    @SafeVarargs
    private static byte[] workbook(List<String>... rows) throws IOException {
        var out = new ByteArrayOutputStream();
        try (var workbook = new Workbook(out, "test", "1.0")) {
            var page = workbook.newWorksheet("资格");
            for (var i = 0; i < rows.length; i++) {
                fill(page, i, rows[i]);
            }
        }
        return out.toByteArray();
    }

    private static void fill(Worksheet page, int row, List<String> cells) {
        for (var i = 0; i < cells.size(); i++) {
            if (!cells.get(i).isEmpty()) {
                page.value(row, i, cells.get(i));
            }
        }
    }

    private Path write(byte[] workbook) throws IOException {
        return Files.write(folder.resolve(UUID.randomUUID() + ".xlsx"), workbook);
    }

    private static String text(MockHttpServletResponse response) throws Exception {
        return response.getContentAsString(StandardCharsets.UTF_8);
    }
}
