package org.xingtan.offering;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.dhatim.fastexcel.Workbook;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.mock.web.MockMultipartFile;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import org.springframework.transaction.support.TransactionTemplate;
import org.xingtan.directory.Organizations;
import org.xingtan.platform.Actor;
import org.xingtan.selection.TermId;
import org.xingtan.testing.Cast;
import org.xingtan.testing.Forms;
import org.xingtan.testing.Statements;
import org.xingtan.testing.XingtanTest;

/** What a term offers as a workbook: what it would do is shown, exactly that is done, and nothing is guessed. */
@XingtanTest
class OfferingImportTests {

    private static final List<String> HEAD = List.of("研修名称", "本期名称", "承办单位代码", "学时", "价格", "名额", "候补名额", "上课时间");

    @Autowired MockMvcTester mvc;
    @Autowired Forms forms;
    @Autowired Course course;
    @Autowired Cast cast;
    @Autowired JdbcClient db;
    @Autowired TransactionTemplate transaction;
    @Autowired Organizations organizations;

    private Cast.Place county;
    private Actor office;
    private TermId term;
    private String at;

    @BeforeEach
    void openATerm() {
        county = cast.county();
        office = cast.administrator(county);
        term = course.term(county, 3);
        at = "/console/offerings/terms/" + term;
    }

    @Test
    void becomesAPlanAndThenWhatTheTermOffers() {
        var one = course.program(county);
        var two = course.program(county);
        var provider = cast.under(county, "SCHOOL");
        var planned = upload(List.of(one.title(), "", "", "4", "", "30", "", ""),
            List.of(two.title(), "Another name", provider.code(), "6.5", "20", "40", "5", "2031-03-15 09:00~12:00，2031-03-16 09:00~12:00"));

        assertThat(forms.get(office, planned)).hasStatusOk().bodyText().contains("新开", "生效", "Another name",
            "2 处与课程不符", "“" + one.title() + "”写 4.00 学时，不多于课程按规则能给的 1.00 学时", "“Another name”写 6.50 学时");
        assertThat(rows()).isEmpty();
        assertThat(forms.post(office, planned + "/commit")).hasStatus3xxRedirection().hasRedirectedUrl(planned);
        assertThat(forms.post(office, planned + "/commit")).hasStatus3xxRedirection().hasRedirectedUrl(planned);
        assertThat(forms.post(office, planned + "/discard")).hasStatus(409);

        assertThat(rows()).containsExactlyInAnyOrder(one.title() + " 4.00 0.00 30+0 {}", "Another name 6.50 20.00 40+5 " + provider.code() + " 2");
        assertThat(forms.get(office, planned)).bodyText().contains("已经生效");
        assertThat(forms.get(office, at + "/imports")).hasStatusOk().bodyText().contains("offerings.xlsx", "已生效");
        assertThat(db.sql("select act from audit.entry where target = :t and act like 'offering.%' order by at, id").param("t", "term:" + term).query(String.class).list())
            .containsExactly("offering.import.upload", "offering.import.commit");
    }

    @Test
    void theSameFileTwiceChangesNothing() {
        var one = course.program(county);
        var rows = List.of(one.title(), "Another name", "", "4", "9.90", "30", "2", "2031-03-15 09:00~12:00");
        commit(upload(rows));
        var before = rows();

        var again = upload(rows);

        assertThat(forms.get(office, again)).bodyText().contains("不变").doesNotContain(again + "/commit");
        assertThat(forms.post(office, again + "/commit")).hasStatus3xxRedirection();
        assertThat(rows()).isEqualTo(before);
        assertThat(db.sql("select act || ' ' || (after ->> 'title') from audit.entry where target = :t and act like 'selection.%' and act <> 'selection.define'")
            .param("t", "term:" + term).query(String.class).list()).containsExactly("selection.offer Another name");
    }

    /** What is known of programs for a second may be read again meanwhile, for all of them; ten rows more would ask more than fifty times. */
    @Test
    void aLongWorkbookAsksTheDatabaseHardlyMoreOftenThanAShortOne() {
        var all = Stream.generate(() -> course.program(county)).limit(14).toList();
        for (var values : List.of(List.of("4", "30"), List.of("5", "40"))) {
            var few = asked(upload(lines(all.subList(0, 2), values)));
            var many = asked(upload(lines(all.subList(2, 14), values)));

            assertThat(many).isBetween(10L, few + 25);
            assertThat(rows()).containsExactlyInAnyOrderElementsOf(all.stream().map(it -> "Course of " + it.title() + " " + values.get(0) + ".00 0.00 " + values.get(1) + "+0 {}").toList());
        }
        assertThat(db.sql("select act || ' ' || count(distinct after ->> 'offering') from audit.entry where target = :t and act like 'selection.%' group by act").param("t", "term:" + term)
            .query(String.class).list()).contains("selection.offer 14", "selection.revise 14", "selection.places 14");
    }

    @SuppressWarnings({"unchecked", "rawtypes"})
    private static List<String>[] lines(List<Course.Made> of, List<String> values) {
        return of.stream().map(it -> List.of(it.title(), "Course of " + it.title(), "", values.get(0), "", values.get(1), "", "")).toArray(List[]::new);
    }

    private long asked(String planned) {
        return Statements.of(() -> commit(planned)).size();
    }

    @Test
    void meetingsThatFollowEachOtherAreTheSameWhoeverReadsThem() {
        var one = course.program(county);
        var rows = List.of(one.title(), "", "", "4", "", "30", "", "2031-03-15 09:00~10:30, 2031-03-15 10:30~12:00");
        commit(upload(rows));
        course.choose(teacher(), course.offering(term, one.id()));

        assertThat(forms.get(office, upload(rows))).bodyText().contains("不变").doesNotContain("不能再改");
    }

    @Test
    void whatIsOfferedIsChangedAndWhatIsNotInTheWorkbookStays() {
        var one = course.program(county);
        var two = course.program(county);
        commit(upload(List.of(one.title(), "", "", "4", "", "30", "", ""), List.of(two.title(), "", "", "4", "", "30", "", "")));

        commit(send(List.of("研修名称", "学时", "名额", "说明"), List.of(one.title(), "5", "40", "whatever")));

        assertThat(rows()).containsExactlyInAnyOrder(one.title() + " 5.00 0.00 40+0 {}", two.title() + " 4.00 0.00 30+0 {}");
    }

    @Test
    void whatIsWrongIsSaidCellByCellAndMarked() {
        var one = course.program(county);
        var theirs = course.program(cast.county());
        var wrong = upload(List.of("no such course", "", "nowhere", "0", "x", "many", "-1", "soon"), List.of(theirs.title(), "", "", "4", "", "3", "", ""),
            List.of(one.title(), "", "", "4", "", "3", "", ""), List.of(one.title(), "", "", "4", "", "3", "", ""));

        assertThat(forms.get(office, wrong)).hasStatusOk().bodyText().contains("您管理的、可以凭名额参加的已发布的研修里没有：no such course", "没有这个代码的单位：nowhere", "价格是数，最多两位小数：x", "是整数：many",
            "上课时间写成", "您管理的、可以凭名额参加的已发布的研修里没有：" + theirs.title(), "与第 4 行是同一个研修").doesNotContain(wrong + "/commit");
        assertThat(forms.post(office, wrong + "/commit")).hasStatus(422);
        assertThat(rows()).isEmpty();
        assertThat(forms.get(office, wrong + "/marked.xlsx").getResponse().getContentAsByteArray()).startsWith('P', 'K');
        assertThat(forms.post(office, wrong + "/discard")).hasStatus3xxRedirection();
        assertThat(forms.post(office, wrong + "/discard")).hasStatus3xxRedirection();
        assertThat(forms.post(office, wrong + "/commit")).hasStatus(409);
    }

    @Test
    void whatSomebodyHasChosenStaysAndWhoChoosesMeanwhileHoldsNothingUp() {
        var one = course.program(county);
        commit(upload(List.of(one.title(), "", "", "4", "", "30", "", "")));
        var places = upload(List.of(one.title(), "", "", "4", "", "20", "", ""));
        var hours = upload(List.of(one.title(), "", "", "6", "", "30", "", ""));
        var none = upload(List.of(one.title(), "", "", "4", "", "0", "", ""));
        course.choose(teacher(), course.offering(term, one.id()));

        assertThat(forms.get(office, hours)).bodyText().contains("已有 1 人选上或候补，不能再改");
        assertThat(forms.post(office, hours + "/commit")).hasStatus(422);
        assertThat(forms.get(office, none)).bodyText().contains("已有 1 人选上，名额不能更少");
        commit(places);

        assertThat(rows()).containsExactly(one.title() + " 4.00 0.00 20+0 {}");
    }

    @Test
    void whatHasChangedMeanwhileIsLookedAtAgain() {
        var one = course.program(county);
        commit(upload(List.of(one.title(), "", "", "4", "", "30", "", "")));
        var planned = upload(List.of(one.title(), "", "", "5", "", "30", "", ""));
        commit(upload(List.of(one.title(), "", "", "6", "", "30", "", "")));

        assertThat(forms.post(office, planned + "/commit")).hasStatus3xxRedirection().hasRedirectedUrl(planned + "?again=true");
        assertThat(forms.get(office, planned + "?again=true")).bodyText().contains("请重新核对");
        assertThat(rows()).containsExactly(one.title() + " 6.00 0.00 30+0 {}");
        commit(planned);
        assertThat(rows()).containsExactly(one.title() + " 5.00 0.00 30+0 {}");
    }

    @Test
    void whatSomebodyIsChangingAtThatMomentIsLookedAtAgainToo() throws Exception {
        var one = course.program(county);
        var two = course.program(county);
        commit(upload(List.of(one.title(), "", "", "4", "", "30", "", ""), List.of(two.title(), "", "", "4", "", "30", "", "")));
        var planned = upload(List.of(one.title(), "", "", "5", "", "30", "", ""), List.of(two.title(), "", "", "4", "", "30", "", ""));

        var answer = beside(() -> db.sql("update selection.offering set hours = 6 where offering_id = :id").param("id", course.offering(term, one.id()).value()).update(),
            () -> forms.post(office, planned + "/commit"));
        assertThat(answer).hasStatus3xxRedirection().hasRedirectedUrl(planned + "?again=true");
        assertThat(rows()).contains(one.title() + " 6.00 0.00 30+0 {}");

        var unchanged = beside(() -> db.sql("update selection.offering set title = 'Theirs' where offering_id = :id").param("id", course.offering(term, two.id()).value()).update(),
            () -> forms.post(office, planned + "/commit"));
        assertThat(unchanged).hasStatus3xxRedirection().hasRedirectedUrl(planned);
        assertThat(rows()).containsExactlyInAnyOrder(one.title() + " 5.00 0.00 30+0 {}", "Theirs 4.00 0.00 30+0 {}");
    }

    /** What has a row already passes with its unit to the heir; a row that would give it back, or is new, is refused. */
    @Test
    void aUnitThatIsClosedMeanwhileIsGivenNoCourse() {
        var provider = cast.under(county.parent(), "PROVIDER");
        var heir = cast.under(county.parent(), "PROVIDER");
        var one = course.program(county);
        commit(upload(List.of(one.title(), "", provider.code(), "4", "", "30", "", "2031-03-15 09:00~12:00")));
        var fresh = upload(List.of(course.program(county).title(), "", provider.code(), "4", "", "30", "", ""));
        var changing = upload(List.of(one.title(), "", provider.code(), "4", "", "40", "", "2031-03-15 09:00~12:00"));
        transaction.executeWithoutResult(_ -> merge(provider, heir));

        assertThat(forms.post(office, changing + "/commit")).as("the course is the heir's by now").hasStatus3xxRedirection().hasRedirectedUrl(changing + "?again=true");
        for (var planned : List.of(fresh, changing)) {
            assertThat(forms.post(office, planned + "/commit")).hasStatus(422);
            assertThat(forms.get(office, planned)).bodyText().contains("这个单位已经关闭，不再承办课程：" + provider.code()).doesNotContain(planned + "/commit");
            assertThat(forms.get(office, "/api/v1/offering-imports/" + planned.replaceAll(".*/", ""))).bodyJson().extractingPath("$.findings[*].column").asArray().containsExactly("承办单位代码");
        }
        assertThat(rows()).containsExactly(one.title() + " 4.00 0.00 30+0 " + heir.code() + " 1");
    }

    @Test
    void aUnitThatIsBeingClosedAtThatMomentIsGivenNoCourse() throws Exception {
        var provider = cast.under(county.parent(), "PROVIDER");
        var heir = cast.under(county.parent(), "PROVIDER");
        var planned = upload(List.of(course.program(county).title(), "", provider.code(), "4", "", "30", "", "2031-03-15 09:00~12:00"));

        assertThat(beside(() -> merge(provider, heir), () -> forms.post(office, planned + "/commit"))).hasStatus(422);

        assertThat(rows()).isEmpty();
    }

    private void merge(Cast.Place unit, Cast.Place into) {
        organizations.hold();
        organizations.merge(unit.id(), into.id());
        organizations.close(unit.id(), java.time.LocalDate.now());
    }

    /** What comes of an act beside another one, which is committed when it is done or has to wait for it. */
    private MvcTestResult beside(Runnable first, Callable<MvcTestResult> second) throws Exception {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var waiting = transaction.execute(_ -> {
                first.run();
                var other = threads.submit(second);
                while (!other.isDone() && !db.sql("select exists (select from pg_stat_activity a where pg_backend_pid() = any (pg_blocking_pids(a.pid)))").query(Boolean.class).single()) {
                    Thread.onSpinWait();
                }
                return other;
            });
            return waiting.get();
        }
    }

    @Test
    void otherSystemsHandInLookAtAndCommit() {
        var one = course.program(county);
        var made = mvc.post().uri("/api/v1/terms/" + term + "/offering-imports").multipart().contentType("multipart/form-data; boundary=b")
            .file(file(workbook(HEAD, List.of(one.title(), "", "", "4", "", "30", "", ""), List.of("none", "", "", "4", "", "30", "", "")))).with(Cast.as(office)).with(Cast.csrf()).exchange();
        assertThat(made).hasStatus(201).bodyJson().extractingPath("$.totals.rows").isEqualTo(2);
        assertThat(made).bodyJson().extractingPath("$.findings[0].code").isEqualTo("offering.import.program");
        assertThat(made).bodyJson().extractingPath("$.totals.refused").isEqualTo(1);

        var good = upload(List.of(one.title(), "", "", "4", "", "30", "", "")).replaceAll(".*/", "");
        assertThat(forms.get(office, "/api/v1/offering-imports/" + good)).hasStatusOk().bodyJson().extractingPath("$.state").isEqualTo("PLANNED");
        assertThat(forms.post(office, "/api/v1/offering-imports/" + good + "/commit")).hasStatusOk().bodyJson().extractingPath("$.state").isEqualTo("COMMITTED");
        assertThat(mvc.delete().uri("/api/v1/offering-imports/" + good).with(Cast.as(office)).with(Cast.csrf()).exchange()).hasStatus(409);
    }

    @Test
    void nobodyElseSeesItAndWhatIsNoWorkbookIsRefused() {
        var planned = upload(List.of(course.program(county).title(), "", "", "4", "", "30", "", ""));
        for (var other : List.of(cast.administrator(county), cast.administrator(cast.county()), teacher())) {
            assertThat(forms.get(other, planned)).hasStatus(404);
            assertThat(forms.post(other, planned + "/commit")).hasStatus(404);
        }
        assertThat(forms.get(cast.administrator(cast.county()), at + "/imports")).hasStatus(404);
        assertThat(sent("no workbook".getBytes())).hasStatus(415);
        assertThat(sent(new byte[0])).hasStatus(400);
        assertThat(sent(workbook(List.of("名称"), List.of()))).hasStatus(422);
        assertThat(forms.get(office, "/console/offerings/imports/" + UUID.randomUUID())).hasStatus(404);
        assertThat(forms.get(office, at + "/template.xlsx").getResponse().getHeader("Content-Disposition")).contains("offerings.xlsx");
        assertThat(forms.get(office, at + "/template.xlsx").getResponse().getContentAsByteArray()).startsWith('P', 'K');
    }

    private Actor teacher() {
        return cast.actor(cast.teacher(cast.school(county)));
    }

    @SafeVarargs
    private String upload(List<String>... rows) {
        return send(HEAD, rows);
    }

    @SafeVarargs
    private String send(List<String> head, List<String>... rows) {
        var sent = sent(workbook(head, rows));
        assertThat(sent).hasStatus3xxRedirection();
        return sent.getResponse().getRedirectedUrl();
    }

    private void commit(String planned) {
        assertThat(forms.post(office, planned + "/commit")).hasStatus3xxRedirection().hasRedirectedUrl(planned);
    }

    private MvcTestResult sent(byte[] bytes) {
        return mvc.post().uri(at + "/imports").multipart().contentType("multipart/form-data; boundary=b").file(file(bytes)).with(Cast.as(office)).with(Cast.csrf()).exchange();
    }

    private static MockMultipartFile file(byte[] bytes) {
        return new MockMultipartFile("file", "offerings.xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", bytes);
    }

    @SafeVarargs
    private static byte[] workbook(List<String> head, List<String>... rows) {
        var out = new ByteArrayOutputStream();
        try (var workbook = new Workbook(out, "test", "1.0")) {
            var sheet = workbook.newWorksheet("课程");
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
                select coalesce(o.title, p.title) || ' ' || o.hours || ' ' || o.price || ' ' || o.places || '+' || o.waiting_places || ' '
                       || case when o.meets = '{}' then '{}' else coalesce(u.code, '-') || ' ' || (select count(*) from unnest(o.meets)) end
                  from selection.offering o
                  join program.program_card p on p.id = o.program_id
                  left join directory.organization u on u.id = o.provider_id
                 where o.term_id = :t
                """)
            .param("t", term.value()).query(String.class).list();
    }
}
