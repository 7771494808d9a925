package org.xingtan.recognition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.mock.web.MockMultipartFile;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import org.xingtan.directory.DocumentNumber;
import org.xingtan.directory.Role;
import org.xingtan.platform.Actor;
import org.xingtan.platform.Forbidden;
import org.xingtan.platform.NotFound;
import org.xingtan.platform.Problem;
import org.xingtan.platform.TeacherId;
import org.xingtan.testing.Await;
import org.xingtan.testing.Cast;
import org.xingtan.testing.Forms;
import org.xingtan.testing.XingtanTest;

/** Hours from a provider's workbook: what is wrong is said cell by cell, exactly the plan comes true, one decision posts it. */
@XingtanTest
class ProviderImportTests {

    static final List<String> HEADER = List.of("姓名", "证件号码", "培训名称", "类别", "开始日期", "结束日期", "学时", "证明编号");

    @Autowired MockMvcTester mvc;
    @Autowired Forms forms;
    @Autowired Cast cast;
    @Autowired Claimed claimed;
    @Autowired LoadClaims load;
    @Autowired Claims claims;
    @Autowired ProviderImports imports;
    @Autowired RunImports run;
    @Autowired HandInWorkbook desk;
    @Autowired ReviewClaim review;
    @Autowired RecognitionAudit audit;
    @Autowired RecognitionDuties duties;
    @Autowired org.xingtan.platform.persistence.OneRead read;
    @Autowired JdbcClient db;
    @Autowired org.springframework.transaction.support.TransactionOperations transactions;

    private final DocumentNumber first = Cast.documentNumber();
    private final DocumentNumber second = Cast.documentNumber();
    private Cast.Place city;
    private Cast.Place provider;
    private Actor reporter;
    private Actor authority;
    private TeacherId one;
    private TeacherId two;

    @BeforeEach
    void plant() {
        city = cast.city();
        var school = cast.school(cast.under(city, "COUNTY"));
        provider = cast.under(city, "PROVIDER");
        claimed.kinds(school);
        reporter = cast.actor(cast.staff(provider, Role.PROVIDER_STAFF));
        authority = cast.administrator(city);
        one = cast.aPerson().at(school).name("阿依古丽·买买提").document(first).save();
        two = cast.aPerson().at(cast.school(cast.under(city, "COUNTY"))).name("王芳").document(second).save();
    }

    @Test
    void exactlyThePlanComesTrueAndOneDecisionPostsIt() throws Exception {
        var id = load.plan(reporter, provider.id(), "OFFLINE_TRAINING", "学员.xlsx", workbook(row("阿依古丽•买买提", first.value(), "国培", "专业科目", Claimed.day(9), Claimed.day(8), "16", "G-1"),
            row("王芳", second.value(), "国培", "PROFESSIONAL", Claimed.day(9), Claimed.day(8), "16", "G-2")));
        assertThat(state(id)).isEqualTo(ProviderImport.State.PLANNED);
        assertThat(found(id).totals()).isEqualTo(new ProviderImport.Totals(2, 0, 0));
        assertThat(claims.of(one)).isEmpty();

        load.commit(reporter, id);
        await(id, ProviderImport.State.COMMITTED);
        assertThat(claims.of(one)).extracting(Claim::state, Claim::imported).containsExactly(tuple(Claim.State.WAITING, id));
        assertThat(credited()).isEqualTo("0");
        load.decide(authority, id, Claim.Decision.APPROVE, "名单属实");
        await(id, ProviderImport.State.DECIDED);

        assertThat(credited()).isEqualTo("32.00");
        assertThat(found(id).done()).isEqualTo(2);
        assertThat(findings()).isEmpty();
        assertThatThrownBy(() -> load.decide(authority, id, Claim.Decision.REJECT, "改判")).isInstanceOf(Problem.class);
    }

    @Test
    void theSameWorkbookAgainChangesNothing() throws Exception {
        var workbook = workbook(row("王芳", second.value(), "国培", "专业科目", Claimed.day(9), Claimed.day(8), "16", "G-2"));
        var id = load.plan(reporter, provider.id(), "OFFLINE_TRAINING", "a.xlsx", workbook);
        load.commit(reporter, id);
        await(id, ProviderImport.State.COMMITTED);

        var again = load.plan(reporter, provider.id(), "OFFLINE_TRAINING", "a.xlsx", workbook);

        assertThat(found(again).totals()).isEqualTo(new ProviderImport.Totals(0, 1, 0));
        assertThat(imports.remarks(again, 10)).extracting(it -> it.finding().code(), ProviderImport.Remark::refuses).containsExactly(tuple("recognition.import.known", false));
        assertThatThrownBy(() -> load.commit(reporter, again)).isInstanceOf(Problem.class);
        load.commit(reporter, id);
        assertThat(claims.of(two)).hasSize(1);
    }

    @Test
    void whatSomebodyElseIsPlanningIsWaitedFor() throws Exception {
        var id = desk.handIn(reporter, provider.id(), "OFFLINE_TRAINING", "a.xlsx", new java.io.ByteArrayInputStream(workbook(row("王芳", second.value(), "国培", "专业科目", Claimed.day(9), Claimed.day(8), "16", "G-2"))));
        var held = new java.util.concurrent.CountDownLatch(1);
        var other = java.util.concurrent.CompletableFuture.runAsync(() -> transactions.executeWithoutResult(_ -> {
            Await.until(() -> imports.claim(id));
            held.countDown();
            java.util.concurrent.locks.LockSupport.parkNanos(300_000_000);
        }));
        held.await();
        run.workOff(id);
        assertThat(state(id)).isEqualTo(ProviderImport.State.PLANNED);
        other.join();
    }

    @Test
    void whatIsWrongIsSaidByCell() throws Exception {
        var outside = Cast.documentNumber();
        cast.aPerson().at(cast.school()).name("外地人").document(outside).save();
        claimed.file(cast.actor(two), Claimed.training("8", 5));
        var id = load.plan(reporter, provider.id(), "OFFLINE_TRAINING", "学员.xlsx", workbook(
            row("阿依古丽·买买提", first.value(), "国培", "专业科目", Claimed.day(9), Claimed.day(8), "16", ""),
            row("阿依古丽·买买提", first.value(), "国培", "专业科目", Claimed.day(9), Claimed.day(8), "16", ""),
            row("阿依古丽·买买提", first.value(), "省培", "专业科目", Claimed.day(8), Claimed.day(8), "8", ""),
            row("外地人", outside.value(), "国培", "专业科目", Claimed.day(9), Claimed.day(8), "16", ""),
            row("李芳", second.value(), "国培", "专业科目", Claimed.day(9), Claimed.day(8), "16", ""),
            row("王芳", second.value(), "市培", "专业科目", Claimed.day(5), Claimed.day(5), "8", ""),
            row("王芳", second.value(), "区培", "专业科目", Claimed.day(4), Claimed.day(4), "9", ""),
            row("王芳", "431003198001010000", "校培", "无此类", "昨天", Claimed.day(4), "0", ""),
            row("王芳", second.value(), "=cmd()", "专业科目", Claimed.day(3), Claimed.day(3), "8", "")));

        assertThat(imports.remarks(id, 100)).extracting(it -> it.finding().row(), it -> it.finding().column(), it -> it.finding().code()).containsExactlyInAnyOrder(
            tuple(3, "培训名称", "recognition.import.twice"), tuple(4, "开始日期", "recognition.import.overlap-inside"), tuple(5, "证件号码", "recognition.import.nobody"),
            tuple(6, "姓名", "recognition.import.name"), tuple(7, "开始日期", "recognition.import.overlap"), tuple(8, "学时", "recognition.import.day-limit"),
            tuple(9, "证件号码", "recognition.import.number"), tuple(9, "类别", "verdict.recognition.form.category"), tuple(9, "结束日期", "verdict.recognition.form.days"),
            tuple(9, "学时", "verdict.recognition.form.hours"), tuple(10, "培训名称", "recognition.cell.formula"));
        assertThat(found(id).totals()).isEqualTo(new ProviderImport.Totals(1, 0, 8));
        assertThat(db.sql("select string_agg(typed::text, '') from recognition.import_row where import_id = :id").param("id", id).query(String.class).single())
            .doesNotContain(first.value()).doesNotContain(second.value());
        var page = forms.get(reporter, "/console/recognition/imports/" + id);
        assertThat(page).hasStatusOk().bodyText().contains("确认单位范围内没有这个证件号码的人", "第 4 行", "提交 1 件");
        assertThat(forms.post(reporter, "/console/recognition/imports/" + id + "/marked.xlsx", "reason", "修改后重报", "confirmed", "true")).hasStatusOk();
        assertThat(forms.post(reporter, "/console/recognition/imports/" + id + "/marked.xlsx")).hasStatus(422);
    }

    @Test
    void whatHasChangedSinceIsPlannedAgain() throws Exception {
        var id = load.plan(reporter, provider.id(), "OFFLINE_TRAINING", "a.xlsx", workbook(row("王芳", second.value(), "国培", "专业科目", Claimed.day(9), Claimed.day(8), "16", "")));
        claimed.file(cast.actor(two), Claimed.training("8", 9));

        load.commit(reporter, id);
        await(id, ProviderImport.State.PLANNED);

        assertThat(found(id).totals()).isEqualTo(new ProviderImport.Totals(0, 0, 1));
        assertThat(claims.of(two)).hasSize(1);
    }

    @Test
    void whatCannotBeDecidedWithTheOthersIsLeft() throws Exception {
        cast.appoint(two, Role.TRAINING_ADMINISTRATOR, city);
        var id = load.plan(reporter, provider.id(), "OFFLINE_TRAINING", "a.xlsx", workbook(row("王芳", second.value(), "国培", "专业科目", Claimed.day(9), Claimed.day(8), "16", ""),
            row("阿依古丽·买买提", first.value(), "国培", "专业科目", Claimed.day(9), Claimed.day(8), "16", "")));
        load.commit(reporter, id);
        await(id, ProviderImport.State.COMMITTED);

        load.decide(cast.actor(two), id, Claim.Decision.APPROVE, "");
        await(id, ProviderImport.State.DECIDED);

        assertThat(claims.of(two)).extracting(Claim::state).containsExactly(Claim.State.WAITING);
        assertThat(claims.of(one)).extracting(Claim::state).containsExactly(Claim.State.APPROVED);
        assertThat(found(id).reason()).isEqualTo("recognition.import.left");
        load.review(authority, two, claims.of(two).getFirst().id(), Claim.Decision.APPROVE, "");
        assertThat(findings()).isEmpty();
    }

    @Test
    void whoHasLeftTheAuthorityIsRefusedWithTheReasonAndTheOthersAreDecided() throws Exception {
        var id = committed();
        var county = cast.county();
        db.sql("update directory.organization set parent_id = :county, path = cast(:path as public.ltree) || public.subpath(path, -1) where id = :unit")
            .param("county", county.id().value()).param("path", county.path()).param("unit", claims.of(two).getFirst().unit().value()).update();

        load.decide(authority, id, Claim.Decision.APPROVE, "名单属实");
        await(id, ProviderImport.State.DECIDED);
        run.work(id);

        assertThat(claims.of(one)).extracting(Claim::state).containsExactly(Claim.State.APPROVED);
        var gone = claims.of(two).getFirst();
        assertThat(gone.state()).isEqualTo(Claim.State.REJECTED);
        assertThat(claims.steps(two, gone.id())).singleElement().satisfies(it -> assertThat(it.reason()).contains("已不在确认单位范围内"));
        assertThat(found(id).reason()).isEqualTo("recognition.import.gone");
        assertThat(found(id).arguments()).containsExactly("1", "0");
        assertThat(db.sql("select rule from messaging.message where teacher_id in (:one, :two) order by rule").param("one", one.value()).param("two", two.value())
            .query(String.class).list()).containsExactly("recognition.recognized", "recognition.rejected");
        assertThat(findings()).isEmpty();
    }

    @Test
    void whatWasRejectedOneByOneBeforeIsNotAmongThoseWhoHaveLeft() throws Exception {
        var id = committed();
        load.review(authority, two, claims.of(two).getFirst().id(), Claim.Decision.REJECT, "没有到场");

        load.decide(authority, id, Claim.Decision.APPROVE, "名单属实");
        await(id, ProviderImport.State.DECIDED);

        assertThat(claims.of(one)).extracting(Claim::state).containsExactly(Claim.State.APPROVED);
        assertThat(found(id).reason()).isNull();
        assertThat(findings()).isEmpty();
    }

    /** The database refuses one of them, however often it is tried. */
    @Test
    void whatTheDatabaseRefusesIsLeftAndTheDecisionComesToItsEnd() throws Exception {
        var id = committed();
        db.sql("create function recognition.refuse_one() returns trigger language plpgsql as $$ begin raise exception 'no' using errcode = '23514'; end $$;"
            + "create trigger refuse_one before insert on recognition.act for each row when (new.teacher_id = '" + two + "') execute function recognition.refuse_one()").update();
        try {
            load.decide(authority, id, Claim.Decision.APPROVE, "名单属实");
            await(id, ProviderImport.State.DECIDED);
        } finally {
            db.sql("drop function recognition.refuse_one() cascade").update();
        }

        assertThat(claims.of(one)).extracting(Claim::state).containsExactly(Claim.State.APPROVED);
        assertThat(found(id).arguments()).containsExactly("1");
    }

    @Test
    void whoDecidesNoMoreLeavesWhatWaits() throws Exception {
        var id = committed();
        var dismissed = cast.teacher(cast.school());
        db.sql("""
                update recognition.import
                   set state = 'DECIDING', decision = 'APPROVE', decided_by = :by, decided_by_name = 'x', decided_at = now(), expected = takes where id = :id
                """).param("by", dismissed.value()).param("id", id).update();
        run.work(id);
        await(id, ProviderImport.State.DECIDED);

        assertThat(claims.of(one)).extracting(Claim::state).containsExactly(Claim.State.WAITING);
        assertThat(claims.of(two)).extracting(Claim::state).containsExactly(Claim.State.WAITING);
        assertThat(found(id).reason()).isEqualTo("recognition.import.left");
        assertThat(found(id).arguments()).containsExactly("2");
    }

    @Autowired org.xingtan.testing.Killing killing;

    /** A node dies when one of two claims is made; whoever comes next makes both. */
    @Test
    void aCommitThatIsKilledLeavesNothingAndIsDoneByTheNextOne() throws Exception {
        var id = planned();
        var last = java.util.stream.Stream.of(one, two).max(java.util.Comparator.comparing(it -> it.value().toString())).orElseThrow();
        var school = db.sql("select organization_id from directory.person_card where teacher_id = :t").param("t", last.value()).query(UUID.class).single();
        try (var trap = killing.at("select 1 from directory.organization where id = ? for update", school)) {
            desk.commit(reporter, id);
            var worker = java.util.concurrent.CompletableFuture.runAsync(() -> run.work(id));
            trap.kill("recognition.claim");
            assertThat(claims.of(one)).isEmpty();
            assertThat(claims.of(two)).isEmpty();
            assertThat(state(id)).isEqualTo(ProviderImport.State.COMMITTING);
            worker.cancel(true);
        }
        await(id, ProviderImport.State.COMMITTED);

        assertThat(claims.of(one)).hasSize(1);
        assertThat(claims.of(two)).hasSize(1);
        assertThat(findings()).isEmpty();
    }

    /** A node dies between two decisions: one is made, the other is made by whoever comes next, none twice. */
    @Test
    void aDecisionThatIsKilledGoesOnWhereItStood() throws Exception {
        var id = committed();
        var last = java.util.stream.Stream.of(one, two).max(java.util.Comparator.comparing(it -> it.value().toString())).orElseThrow();
        try (var trap = killing.at("select 1 from recognition.claim where id = ? for update", claims.of(last).getFirst().id())) {
            desk.decide(authority, id, Claim.Decision.APPROVE, "名单属实");
            trap.kill("recognition.claim");
            assertThat(claims.of(last).getFirst().isWaiting()).isTrue();
        }
        await(id, ProviderImport.State.DECIDED);

        assertThat(credited()).isEqualTo("32.00");
        assertThat(db.sql("select count(*) from ledger.entry where teacher_id in (:one, :two)").param("one", one.value()).param("two", two.value()).query(Integer.class).single())
            .isEqualTo(2);
        assertThat(found(id).reason()).isNull();
        assertThat(db.sql("select count(*) from messaging.message where teacher_id in (:one, :two)").param("one", one.value()).param("two", two.value())
            .query(Integer.class).single()).isEqualTo(2);
        assertThat(findings()).isEmpty();
    }

    /** Both people, in a plan. */
    private UUID planned() throws Exception {
        return load.plan(reporter, provider.id(), "OFFLINE_TRAINING", "a.xlsx", workbook(row("阿依古丽·买买提", first.value(), "国培", "专业科目", Claimed.day(9), Claimed.day(8), "16", ""),
            row("王芳", second.value(), "国培", "专业科目", Claimed.day(9), Claimed.day(8), "16", "")));
    }

    private UUID committed() throws Exception {
        var id = planned();
        load.commit(reporter, id);
        await(id, ProviderImport.State.COMMITTED);
        return id;
    }

    @Test
    void nobodyElseSeesOrDecides() throws Exception {
        var id = load.plan(reporter, provider.id(), "OFFLINE_TRAINING", "a.xlsx", workbook(row("王芳", second.value(), "国培", "专业科目", Claimed.day(9), Claimed.day(8), "16", "")));
        var stranger = cast.actor(cast.staff(cast.under(city, "PROVIDER"), Role.PROVIDER_STAFF));
        assertThatThrownBy(() -> load.commit(stranger, id)).isInstanceOf(NotFound.class);
        assertThatThrownBy(() -> desk.view(stranger, id)).isInstanceOf(NotFound.class);
        load.commit(reporter, id);
        await(id, ProviderImport.State.COMMITTED);
        assertThatThrownBy(() -> load.decide(reporter, id, Claim.Decision.APPROVE, "")).isInstanceOf(NotFound.class);
        assertThatThrownBy(() -> load.decide(cast.administrator(city.parent()), id, Claim.Decision.APPROVE, "")).isInstanceOf(Forbidden.class);
        cast.appoint(reporter.teacher(), Role.TRAINING_ADMINISTRATOR, city);
        var other = cast.administrator(city).teacher();
        assertThat(read.of(duties.ofOffices(Set.of(reporter.teacher(), other)))).containsOnlyKeys(other);
        assertThatThrownBy(() -> desk.discard(reporter, id)).isInstanceOf(Problem.class);
        assertThat(desk.view(reporter, id).decides()).isFalse();
        assertThatThrownBy(() -> load.decide(reporter, id, Claim.Decision.APPROVE, "")).isInstanceOf(Forbidden.class);
        var claim = claims.of(two).getFirst();
        assertThatThrownBy(() -> review.review(reporter, two, claim.id(), null, Claim.Decision.APPROVE, "")).isInstanceOf(Forbidden.class).hasMessageContaining("recognition.import.own");
        assertThatThrownBy(() -> db.sql("update recognition.step set state = 'APPROVED', by = :by, by_name = 'x', at = now() where claim_id = :id")
            .param("by", reporter.teacher().value()).param("id", claim.id()).update()).hasMessageContaining("brought in");
    }

    @Test
    void aProviderHandsInByThePagesAndFindsItAgain() throws Exception {
        assertThat(forms.get(reporter, "/console/recognition/imports")).hasStatusOk().bodyText().contains("还没有批量申报", "下载模板");
        assertThat(forms.get(reporter, "/console/recognition/imports/template.xlsx")).hasStatusOk();
        assertThat(forms.get(cast.actor(cast.teacher(cast.school())), "/console/recognition/imports")).hasStatus(404);
        var sent = upload(reporter, workbook(row("王芳", second.value(), "国培", "专业科目", Claimed.day(9), Claimed.day(8), "16", "")), "OFFLINE_TRAINING");
        assertThat(sent).hasStatus3xxRedirection();
        var id = UUID.fromString(sent.getResponse().getRedirectedUrl().replaceAll(".*/", ""));
        run.work(id);
        await(id, ProviderImport.State.PLANNED);
        assertThat(forms.get(reporter, "/console/recognition/imports")).bodyText().contains("学员.xlsx");
        assertThat(forms.post(reporter, "/console/recognition/imports/" + id + "/commit")).hasStatus3xxRedirection();
        run.work(id);
        await(id, ProviderImport.State.COMMITTED);
        assertThat(forms.get(authority, "/console/recognition/imports")).bodyText().contains("学员.xlsx", "已提交，等待确认");
        assertThat(forms.get(authority, "/console/recognition/imports/" + id)).hasStatusOk().bodyText().contains("全部确认（1 件）", "王芳");
        assertThat(forms.get(authority, "/home")).bodyText().contains("批量申报待确认");
        assertThat(forms.post(authority, "/console/recognition/imports/" + id + "/decision", "decision", "RETURN", "reason", "x")).hasStatus(422);
        assertThat(forms.post(authority, "/console/recognition/imports/" + id + "/decision", "decision", "REJECT", "reason", "")).hasStatus(422);
        assertThat(forms.post(authority, "/console/recognition/imports/" + id + "/decision", "decision", "REJECT", "reason", "名单不实")).hasStatus3xxRedirection();
        run.work(id);
        await(id, ProviderImport.State.DECIDED);
        assertThat(claims.of(two)).extracting(Claim::state).containsExactly(Claim.State.REJECTED);
        assertThat(upload(reporter, new byte[] {1, 2, 3}, "OFFLINE_TRAINING")).hasStatus(415);
        assertThat(upload(reporter, new byte[0], "OFFLINE_TRAINING")).hasStatus(400);
        assertThat(upload(reporter, workbook(), "NONE")).hasStatus(422);
        var empty = load.plan(reporter, provider.id(), "OFFLINE_TRAINING", "b.xlsx", workbook());
        assertThat(found(empty).totals().rows()).isZero();
        assertThat(forms.post(reporter, "/console/recognition/imports/" + empty + "/discard")).hasStatus3xxRedirection();
    }

    private MvcTestResult upload(Actor actor, byte[] workbook, String kind) {
        return mvc.post().uri("/console/recognition/imports").multipart().contentType("multipart/form-data; boundary=b").with(Cast.as(actor)).with(Cast.csrf())
            .file(new MockMultipartFile("file", "学员.xlsx", null, workbook)).param("organization", provider.id().toString()).param("kind", kind).exchange();
    }

    /** The application works at it as well. */
    private void await(UUID id, ProviderImport.State state) {
        Await.until(() -> state(id) == state);
    }

    private ProviderImport found(UUID id) {
        return imports.find(id).orElseThrow();
    }

    private ProviderImport.State state(UUID id) {
        return found(id).state();
    }

    private String credited() {
        return db.sql("select coalesce(sum(credited), 0) from ledger.entry where teacher_id in (:one, :two)").param("one", one.value()).param("two", two.value())
            .query(String.class).single();
    }

    private List<String> findings() {
        return audit.findings(false).stream().filter(it -> it.contains(one.toString()) || it.contains(two.toString())).toList();
    }

    static List<String> row(String... cells) {
        return List.of(cells);
    }

    @SafeVarargs
    static byte[] workbook(List<String>... rows) throws IOException {
        return Sheets.of(HEADER, rows);
    }
}
