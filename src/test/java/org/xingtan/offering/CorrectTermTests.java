package org.xingtan.offering;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import org.xingtan.document.Documents;
import org.xingtan.platform.Actor;
import org.xingtan.platform.ProgramId;
import org.xingtan.platform.Window;
import org.xingtan.program.CountEligible;
import org.xingtan.program.ProgramDetail;
import org.xingtan.program.Programs;
import org.xingtan.selection.KeepTerm;
import org.xingtan.selection.OfferingId;
import org.xingtan.selection.TermId;
import org.xingtan.tally.Figure;
import org.xingtan.tally.Tally;
import org.xingtan.testing.Await;
import org.xingtan.testing.Cast;
import org.xingtan.testing.Crossing;
import org.xingtan.testing.XingtanTest;

/** What was written wrong in a term is put right, and a draft can be thrown away; whoever was told something can rely on it. */
@XingtanTest
class CorrectTermTests {

    @Autowired MockMvcTester mvc;
    @Autowired Course course;
    @Autowired EditTerm edit;
    @Autowired KeepTerm keep;
    @Autowired Programs programs;
    @Autowired CountEligible eligible;
    @Autowired Tally tally;
    @Autowired Documents documents;
    @Autowired Crossing crossing;
    @Autowired Cast cast;
    @Autowired JdbcClient db;

    private Cast.Place county;
    private Actor administrator;
    private Actor teacher;

    @BeforeEach
    void appoint() {
        county = cast.county();
        administrator = cast.administrator(county);
        teacher = cast.actor(cast.teacher(cast.school(county)));
    }

    @Test
    void everythingOfADraftIsCorrected() {
        var term = course.draft(county, 2);
        var at = "/console/selection/terms/" + term;
        assertThat(get(at)).hasStatusOk().bodyText().contains("更正学期", "丢弃这个学期");

        assertThat(correct(term, "code", "2207期", "title", "新学期", "titleEn", "New term", "notice", "穗教〔2022〕7号", "most", "1")).hasStatus3xxRedirection().hasRedirectedUrl(at);
        assertThat(correct(term, "code", "2207期", "title", "新学期", "titleEn", "New term", "notice", "穗教〔2022〕7号", "most", "1")).hasStatus3xxRedirection();

        assertThat(db.sql("select code || title || title_en || notice || most from selection.term where id = :id").param("id", term.value()).query(String.class).single())
            .isEqualTo("2207期新学期New term穗教〔2022〕7号1");
        assertThat(acts(term)).containsExactly("selection.correct");
    }

    @Test
    void aPublishedTermKeepsItsCodeAndGrowsAtMost() {
        var term = course.term(county, 2);
        var code = db.sql("select code from selection.term where id = :id").param("id", term.value()).query(String.class).single();
        Stream.of(course.offered(term, county, 5, 0), course.offered(term, county, 5, 0)).forEach(this::choose);
        assertThat(get("/console/selection/terms/" + term)).bodyText().contains("更正学期", "只能增加").doesNotContain("丢弃这个学期", "name=\"code\"");

        assertThat(correct(term, "title", "新学期", "most", "3")).hasStatus(422).bodyText().contains("要写理由");
        assertThat(correct(term, "title", "新学期", "most", "1", "reason", "Misprint")).hasStatus(422).bodyText().contains("不少于 2");
        assertThat(correct(term, "code", "2299期", "title", "新学期", "most", "3", "reason", "Misprint")).hasStatus(422).bodyText().contains("代号仍是");
        assertThat(correct(term, "code", code, "title", "新学期", "notice", "", "most", "3", "reason", "Misprint")).hasStatus3xxRedirection();

        assertThat(mvc.get().uri("/selection/terms/" + term).with(Cast.as(teacher)).exchange()).bodyText().contains("新学期", "我的选课 2 / 3").doesNotContain("穗教〔2022〕1号");
        choose(course.offered(term, county, 5, 0));
        assertThat(db.sql("select before || ' ' || after from (select before::text as before, after::text as after from audit.entry where target = :target) e").param("target", "term:" + term)
            .query(String.class).single()).contains("学期", "新学期", "Misprint");
    }

    @Test
    void whatCannotBeSoIsSaidAndNothingChanges() {
        var term = course.draft(county, 2);
        var other = db.sql("select code from selection.term where id = :id").param("id", course.draft(county, 2).value()).query(String.class).single();

        assertThat(correct(term, "code", other)).hasStatus(422).bodyText().contains("没有别的学期用代号");
        for (var typed : new String[][] {{"code", " "}, {"code", "x".repeat(21)}, {"title", ""}, {"titleEn", "x".repeat(101)}, {"notice", "x".repeat(101)}, {"most", "0"}, {"most", "61"},
            {"most", "many"}, {"most", "3", "shown", "another"}}) {
            assertThat(correct(term, typed)).as(String.join("=", typed)).hasStatus(422);
        }
        assertThat(acts(term)).isEmpty();
        var stranger = cast.administrator(cast.county());
        for (var act : new String[] {"/correction", "/removal"}) {
            assertThat(mvc.post().uri("/console/selection/terms/" + term + act).param("title", "T").with(Cast.as(stranger)).with(Cast.csrf()).exchange()).as(act).hasStatus(404);
            assertThat(mvc.post().uri("/console/selection/terms/" + term + act).param("title", "T").with(Cast.as(teacher)).with(Cast.csrf()).exchange()).as(act).hasStatus(404);
        }
    }

    @Test
    void aDraftIsThrownAwayWithWhatItWouldHaveOfferedAndItsCodeIsFree() {
        var code = "22D" + course.draft(county, 1).toString().substring(30);
        var term = define(code);
        course.offered(new TermId(java.util.UUID.fromString(term)), county, 5, 0);
        var workbook = documents.store("a.vtt", "text/vtt", ("WEBVTT\n\nNOTE " + term + "\n").getBytes(StandardCharsets.UTF_8));
        assertThat(db.sql("""
                insert into offering.import (id, term_id, document_id, file_name, plan, findings, requested_by, requested_by_name, planned_at)
                values (gen_random_uuid(), :term::uuid, :workbook, 'a.xlsx', '{}', '[]', gen_random_uuid(), 'A', now())
                """).param("term", term).param("workbook", workbook.value()).update()).isOne();

        for (var time = 0; time < 2; time++) {
            assertThat(post("/console/selection/terms/" + term + "/removal")).hasStatus3xxRedirection().hasRedirectedUrl("/console/selection");
        }

        assertThat(db.sql("select count(*) from offering.import where term_id = :term::uuid").param("term", term).query(Integer.class).single()).isZero();
        assertThat(get("/console/selection/terms/" + term)).hasStatus(404);
        assertThat(get("/console/selection")).hasStatusOk().bodyText().doesNotContain(code);
        assertThat(db.sql("select act from audit.entry where target = :target order by at, id").param("target", "term:" + term).query(String.class).list())
            .containsExactly("selection.define", "selection.discard");
        assertThat(define(code)).isNotEqualTo(term);
    }

    /** Offering it had shut it to everybody who had no place; it had nobody to wait for any more. */
    @Test
    void aProgramThatOnlyADraftOfferedIsForEverybodyAgain() {
        var program = course.program(county).id();
        eligible.count(program);
        var before = figures(program);
        assertThat(before).isNotEmpty();
        var draft = course.draft(county, 2);
        course.offered(draft, program, 5, 0);
        assertThat(programs.current(program).isForAll()).isFalse();
        assertThat(figures(program)).isEmpty();

        assertThat(discard(draft)).hasStatus3xxRedirection();

        assertThat(programs.current(program).isForAll()).isTrue();
        assertThat(programs.joinable()).extracting(ProgramDetail::id).contains(program);
        Await.until(() -> figures(program).equals(before));
    }

    /** Withdrawn, it would only have been offered again in the same term. */
    @Test
    void aProgramThatADraftOffersNoMoreIsForEverybodyWhenTheDraftGoes() {
        var program = course.program(county).id();
        var draft = course.draft(county, 2);
        var offered = course.offered(draft, program, 5, 0);
        assertThat(post("/console/offerings/" + offered + "/withdrawal", "reason", "A mistake")).hasStatus3xxRedirection();
        assertThat(programs.current(program).isForAll()).isFalse();

        assertThat(discard(draft)).hasStatus3xxRedirection();

        assertThat(programs.current(program).isForAll()).isTrue();
    }

    @Test
    void aProgramThatAnotherTermOffersIsForThoseWithAPlaceStill() {
        var program = course.program(county).id();
        var draft = course.draft(county, 2);
        var other = course.draft(county, 2);
        List.of(draft, other).forEach(it -> course.offered(it, program, 5, 0));

        assertThat(discard(draft)).hasStatus3xxRedirection();
        assertThat(programs.current(program).isForAll()).isFalse();
        assertThat(figures(program)).isEmpty();
        assertThat(discard(other)).hasStatus3xxRedirection();
        assertThat(programs.current(program).isForAll()).isTrue();
    }

    @Test
    void whateverIsOfferedWhileADraftGoesIsForThoseWithAPlace() throws Exception {
        for (var offeredFirst : new boolean[] {true, false}) {
            var program = course.program(county).id();
            var draft = course.draft(county, 2);
            var other = course.term(county, 2);
            course.offered(draft, program, 5, 0);
            Runnable discarding = () -> edit.discard(administrator, draft);
            Runnable offering = () -> course.offered(other, program, 5, 0);

            crossing.of(offeredFirst ? offering : discarding, offeredFirst ? discarding : offering);

            assertThat(get("/console/selection/terms/" + draft)).hasStatus(404);
            assertThat(programs.current(program).isForAll()).as("offered first: " + offeredFirst).isFalse();
            assertThat(figures(program)).isEmpty();
        }
    }

    @Test
    void whatIsOfferedInADraftAtTheMomentInWhichItGoesGoesWithIt() throws Exception {
        var program = course.program(county).id();
        var draft = course.draft(county, 2);

        crossing.of(() -> keep.offer(administrator, draft, new KeepTerm.Offer(program.toString(), "PROFESSIONAL", "4", "0", "5", "0")),
            () -> assertThat(discard(draft)).hasStatus3xxRedirection());

        assertThat(get("/console/selection/terms/" + draft)).hasStatus(404);
        assertThat(programs.current(program).isForAll()).isTrue();
    }

    @Test
    void ofTwoTermsThatGetOneCodeAtTheSameMomentOneIsTold() throws Exception {
        var one = course.draft(county, 2);
        var other = course.draft(county, 2);
        var code = "22R" + one.toString().substring(30);

        crossing.of(() -> assertThat(correct(one, "code", code)).hasStatus3xxRedirection(),
            () -> assertThat(correct(other, "code", code)).hasStatus(422).bodyText().contains("没有别的学期用代号"));
        crossing.of(() -> define(code + "2"),
            () -> assertThat(correct(other, "code", code + "2")).hasStatus(422).bodyText().contains("没有别的学期用代号"));

        assertThat(acts(other)).isEmpty();
    }

    @Test
    void whatWasPublishedStays() {
        var term = course.term(county, 2);
        course.offered(term, county, 5, 0);

        assertThat(post("/console/selection/terms/" + term + "/removal")).hasStatus(422).bodyText().contains("学期还没有发布");

        for (var law : new String[] {"delete from selection.term where id = :id", "delete from selection.term_window where term_id = :id", "update selection.term set most = 1 where id = :id",
            "update selection.term set code = 'X' where id = :id", "update selection.term set published_at = null where id = :id",
            "update selection.term_window set reason = 'X' where term_id = :id"}) {
            assertThatThrownBy(() -> db.sql(law).param("id", term.value()).update()).as(law).isInstanceOf(DataAccessException.class);
        }
        assertThatThrownBy(() -> db.sql("update selection.term_window set reason = 'X' where term_id = :id").param("id", course.draft(county, 1).value()).update())
            .isInstanceOf(DataAccessException.class);
    }

    private void choose(OfferingId id) {
        assertThat(mvc.post().uri("/selection/offerings/" + id + "/selection").with(Cast.as(teacher)).with(Cast.csrf()).exchange()).hasStatus3xxRedirection();
    }

    private List<String> acts(TermId term) {
        return db.sql("select act from audit.entry where target = :target order by at, id").param("target", "term:" + term).query(String.class).list();
    }

    private String define(String code) {
        var first = LocalDate.now(Window.ZONE).toString();
        var made = post("/console/selection", "owner", county.id().toString(), "code", code, "title", "学期", "most", "2", "selectFirst", first, "selectLast", first);
        assertThat(made).hasStatus3xxRedirection();
        return made.getResponse().getRedirectedUrl().replaceAll(".*/", "");
    }

    private MvcTestResult discard(TermId term) {
        return post("/console/selection/terms/" + term + "/removal");
    }

    private List<Figure> figures(ProgramId program) {
        return tally.figures(program).stream().filter(it -> it.n() != 0).sorted(Comparator.comparing(Figure::toString)).toList();
    }

    private MvcTestResult correct(TermId term, String... fields) {
        return post("/console/selection/terms/" + term + "/correction", fields);
    }

    private MvcTestResult get(String path) {
        return mvc.get().uri(path).with(Cast.as(administrator)).exchange();
    }

    private MvcTestResult post(String path, String... fields) {
        var request = mvc.post().uri(path).with(Cast.as(administrator)).with(Cast.csrf());
        for (var i = 0; i < fields.length; i += 2) {
            request.param(fields[i], fields[i + 1]);
        }
        return request.exchange();
    }
}
