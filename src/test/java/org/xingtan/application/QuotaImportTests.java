package org.xingtan.application;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.UUID;
import org.dhatim.fastexcel.Workbook;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.mock.web.MockMultipartFile;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import org.springframework.transaction.support.TransactionTemplate;
import org.xingtan.directory.Organizations;
import org.xingtan.platform.Actor;
import org.xingtan.platform.ProgramId;
import org.xingtan.testing.Cast;
import org.xingtan.testing.Forms;
import org.xingtan.testing.XingtanTest;

/** A quota table as a workbook: what it would do is shown, exactly that is done, and nothing is guessed. */
@XingtanTest
class QuotaImportTests {

    private static final List<String> HEAD = List.of("单位代码", "单位名称", "学科", "每校限额", "名额");

    @Autowired MockMvcTester mvc;
    @Autowired Forms forms;
    @Autowired Called called;
    @Autowired Cast cast;
    @Autowired JdbcClient db;
    @Autowired TransactionTemplate transaction;
    @Autowired Organizations organizations;

    private Called.Town town;
    private ProgramId program;

    @BeforeEach
    void callForApplications() {
        town = called.town();
        program = called.call(town.city(), 10, 0);
        called.quota(program, town.direct(), 2);
    }

    @Test
    void becomesAPlanAndThenTheTable() {
        var import1 = upload(town.cityOffice(), HEAD, List.of(town.county().code(), town.county().name(), "", "", "6"), List.of(town.county().code(), "", "数学", "否", "4"),
            List.of(town.city().code(), "", "", "是", "1"));

        assertThat(forms.get(town.cityOffice(), import1)).hasStatusOk().bodyText().contains("生效", "删除", "每校最多");
        assertThat(rows()).containsExactly(town.direct().code() + ":2");
        assertThat(forms.post(town.cityOffice(), import1 + "/commit")).hasStatus3xxRedirection().hasRedirectedUrl(import1);
        assertThat(forms.post(town.cityOffice(), import1 + "/commit")).hasStatus3xxRedirection().hasRedirectedUrl(import1);
        assertThat(forms.post(town.cityOffice(), import1 + "/discard")).hasStatus(409);

        assertThat(rows()).containsExactlyInAnyOrder(town.county().code() + ":6", town.county().code() + "/MATH:4", town.city().code() + "*:1");
        assertThat(forms.get(town.cityOffice(), import1)).bodyText().contains("已经生效");
        assertThat(forms.get(town.cityOffice(), "/console/applications/calls/" + program + "/quotas/imports")).hasStatusOk().bodyText().contains("quotas.xlsx", "已生效");
        assertThat(db.sql("select act from audit.entry where target = :t order by at, id").param("t", "program:" + program).query(String.class).list())
            .containsExactly("application.import.upload", "application.import.commit");
    }

    @Test
    void whatIsWrongIsSaidCellByCellAndMarked() throws IOException {
        var wrong = upload(town.cityOffice(), HEAD, List.of("nowhere", "", "", "", "6"), List.of(town.county().code(), "别的", "炼金术", "maybe", "six"),
            List.of(town.direct().code(), "", "", "", "3"), List.of(town.direct().code(), "", "", "", "4"));

        assertThat(forms.get(town.cityOffice(), wrong)).hasStatusOk().bodyText().contains("没有这个代码的单位", "名称不符", "没有这个学科：炼金术", "填“是”或“否”", "名额是整数：six", "与第 4 行重复")
            .doesNotContain(wrong + "/commit");
        assertThat(forms.post(town.cityOffice(), wrong + "/commit")).hasStatus(422);
        assertThat(rows()).containsExactly(town.direct().code() + ":2");
        assertThat(forms.get(town.cityOffice(), wrong + "/marked.xlsx").getResponse().getContentAsByteArray()).startsWith('P', 'K');
        assertThat(forms.post(town.cityOffice(), wrong + "/discard")).hasStatus3xxRedirection();
        assertThat(forms.post(town.cityOffice(), wrong + "/commit")).hasStatus(409);
    }

    @Test
    void sumsThatDoNotAddUpAreShownAndNotDone() {
        var tooMany = upload(town.cityOffice(), HEAD, List.of(town.county().code(), "", "", "", "11"));

        assertThat(forms.get(town.cityOffice(), tooMany)).bodyText().contains("11 个，不多于 10 个").doesNotContain(tooMany + "/commit");
        assertThat(forms.post(town.cityOffice(), tooMany + "/commit")).hasStatus(422);
        assertThat(rows()).containsExactly(town.direct().code() + ":2");
    }

    @Test
    void aTableThatAMoveHasBrokenIsMendedByOneLineUpAndOneDown() {
        var other = cast.under(town.city(), "COUNTY");
        var first = cast.school(town.county());
        var second = cast.school(town.county());
        called.quota(program, town.county(), 5);
        called.quota(program, other, 2);
        called.quota(program, first, 3);
        called.quota(program, second, 2);
        transaction.executeWithoutResult(_ -> List.of(first, second).forEach(it -> organizations.move(it.id(), other.id())));

        var worse = upload(town.cityOffice(), HEAD, line(town.county(), 5), line(other, 2), line(first, 6), line(second, 0));
        assertThat(forms.get(town.cityOffice(), worse)).bodyText().contains("6 个，不多于 2 个").doesNotContain(worse + "/commit");
        assertThat(forms.post(town.cityOffice(), worse + "/commit")).hasStatus(422).bodyText().contains("6 个，不多于 2 个");
        var better = upload(town.cityOffice(), HEAD, line(town.county(), 5), line(other, 2), line(first, 4), line(second, 0));
        assertThat(forms.post(town.cityOffice(), better + "/commit")).hasStatus3xxRedirection().hasRedirectedUrl(better);

        assertThat(rows()).containsExactlyInAnyOrder(town.county().code() + ":5", other.code() + ":2", first.code() + ":4", second.code() + ":0");
        assertThatThrownBy(() -> transaction.executeWithoutResult(_ -> {
            set(first, 3);
            set(second, 2);
        })).isInstanceOf(DataAccessException.class).hasMessageContaining("5 places below " + other.code());
        transaction.executeWithoutResult(_ -> {
            set(second, 3);
            set(first, 0);
        });
        transaction.executeWithoutResult(_ -> {
            set(second, 0);
            set(first, 2);
        });
        assertThatThrownBy(() -> set(first, 3)).isInstanceOf(DataAccessException.class).hasMessageContaining("3 places below " + other.code());
    }

    private static List<String> line(Cast.Place unit, int places) {
        return List.of(unit.code(), "", "", "", String.valueOf(places));
    }

    private void set(Cast.Place unit, int places) {
        db.sql("update application.quota set places = :places where program_id = :p and organization_id = :o").param("places", places).param("p", program.value())
            .param("o", unit.id().value()).update();
    }

    @Test
    void aTableThatHasChangedMeanwhileIsLookedAtAgain() {
        var planned = upload(town.cityOffice(), HEAD, List.of(town.county().code(), "", "", "", "5"));
        called.quota(program, town.direct(), 3);

        assertThat(forms.post(town.cityOffice(), planned + "/commit")).hasStatus3xxRedirection().hasRedirectedUrl(planned + "?again=true");
        assertThat(forms.get(town.cityOffice(), planned + "?again=true")).bodyText().contains("请重新核对");
        assertThat(rows()).containsExactly(town.direct().code() + ":3");
        assertThat(forms.post(town.cityOffice(), planned + "/commit")).hasStatus3xxRedirection().hasRedirectedUrl(planned);
        assertThat(rows()).containsExactly(town.county().code() + ":5");
    }

    @Test
    void aDistrictsWorkbookIsAboutItsOwnUnitsOnly() {
        called.quota(program, town.county(), 4);
        var own = upload(town.countyOffice(), HEAD, List.of(town.school().code(), "", "", "", "3"));
        assertThat(forms.post(town.countyOffice(), own + "/commit")).hasStatus3xxRedirection();
        assertThat(rows()).containsExactlyInAnyOrder(town.direct().code() + ":2", town.county().code() + ":4", town.school().code() + ":3");

        var others = upload(town.countyOffice(), HEAD, List.of(town.direct().code(), "", "", "", "1"));
        assertThat(forms.get(town.countyOffice(), others)).bodyText().contains("或不由您分配");
        assertThat(forms.get(town.principal(), own)).hasStatus(404);
        assertThat(forms.get(cast.administrator(cast.city()), own)).hasStatus(404);
        assertThat(forms.post(cast.administrator(cast.city()), own + "/discard")).hasStatus(404);
    }

    @Test
    void whatIsNoWorkbookIsRefused() {
        assertThat(send(town.cityOffice(), "no workbook".getBytes())).hasStatus(415);
        assertThat(send(town.cityOffice(), new byte[0])).hasStatus(400);
        assertThat(send(town.cityOffice(), workbook(List.of("名称"), List.of()))).hasStatus(422);
        assertThat(send(town.principal(), workbook(HEAD, List.of()))).hasStatus(404);
        assertThat(forms.get(town.cityOffice(), "/console/applications/calls/" + program + "/quotas/template.xlsx").getResponse().getHeader("Content-Disposition")).contains("quotas.xlsx");
        assertThat(forms.get(town.cityOffice(), "/console/applications/imports/" + UUID.randomUUID())).hasStatus(404);
    }

    @SafeVarargs
    private String upload(Actor actor, List<String> head, List<String>... rows) {
        var sent = send(actor, workbook(head, rows));
        assertThat(sent).hasStatus3xxRedirection();
        return sent.getResponse().getRedirectedUrl();
    }

    private MvcTestResult send(Actor actor, byte[] bytes) {
        return mvc.post().uri("/console/applications/calls/" + program + "/quotas/imports").multipart().contentType("multipart/form-data; boundary=b")
            .file(new MockMultipartFile("file", "quotas.xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", bytes))
            .with(Cast.as(actor)).with(Cast.csrf()).exchange();
    }

    @SafeVarargs
    private static byte[] workbook(List<String> head, List<String>... rows) {
        var out = new ByteArrayOutputStream();
        try (var workbook = new Workbook(out, "test", "1.0")) {
            var sheet = workbook.newWorksheet("名额");
            for (var i = 0; i < head.size(); i++) {
                sheet.value(0, i, head.get(i));
            }
            for (var row = 0; row < rows.length; row++) {
                for (var i = 0; i < rows[row].size(); i++) {
                    sheet.value(row + 1, i, rows[row].get(i));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    private List<String> rows() {
        return db.sql("""
                select o.code || case when q.subject <> '' then '/' || q.subject when q.each_school then '*' else '' end || ':' || q.places
                  from application.quota q join directory.organization o on o.id = q.organization_id where q.program_id = :p
                """)
            .param("p", program.value()).query(String.class).list();
    }
}
