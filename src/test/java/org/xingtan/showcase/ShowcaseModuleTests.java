package org.xingtan.showcase;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.xingtan.testing.Cast.as;
import static org.xingtan.testing.Cast.csrf;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.mock.web.MockMultipartFile;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import org.xingtan.directory.Organizations;
import org.xingtan.directory.Role;
import org.xingtan.platform.Actor;
import org.xingtan.platform.Duties;
import org.xingtan.platform.Forbidden;
import org.xingtan.platform.NotFound;
import org.xingtan.platform.Problem;
import org.xingtan.platform.Refused;
import org.xingtan.platform.Uuids;
import org.xingtan.platform.persistence.OneRead;
import org.xingtan.program.ProgramDetail;
import org.xingtan.summary.OpenCall;
import org.xingtan.summary.SummaryText;
import org.xingtan.summary.WriteSummary;
import org.xingtan.testing.Cast;
import org.xingtan.testing.Curriculum;
import org.xingtan.testing.XingtanTest;

@XingtanTest
class ShowcaseModuleTests {

    @Autowired Cast cast;
    @Autowired Curriculum curriculum;
    @Autowired NominateCase nominate;
    @Autowired DecideCase decide;
    @Autowired LookAtCases look;
    @Autowired ShowcaseDuties duties;
    @Autowired OneRead read;
    @Autowired OpenCall calls;
    @Autowired WriteSummary reports;
    @Autowired Organizations organizations;
    @Autowired PlatformTransactionManager transactions;
    @Autowired JdbcClient db;
    @Autowired MockMvcTester mvc;

    private Cast.Place city;
    private Cast.Place county;
    private Cast.Place school;
    private ProgramDetail program;
    private Actor author;
    private Actor middle;
    private Actor authority;
    private UUID id;

    @BeforeEach
    void aDraftOfTheSchool() {
        city = cast.city();
        county = cast.under(city, "COUNTY");
        school = cast.school(county);
        program = curriculum.aProgram(city.id()).publish();
        author = cast.administrator(school);
        middle = cast.administrator(county);
        authority = cast.administrator(city);
        id = Uuids.next();
        nominate.begin(author, id, program, school.id(), "三段式直播课");
    }

    @Test
    void goesUpLevelByLevelAndIsPublishedByTheAuthorityOfTheProgram() {
        assertThat(body("/programs/" + program.id() + "/cases", null)).contains("还没有发布典型案例");
        nominate.submit(author, words(text(true)));
        assertThat(duty(middle)).containsExactly("showcase.duty.decide");
        assertThat(duty(authority)).isEmpty();
        decide.approve(middle, id, version(), "做法实在");
        assertThat(duty(middle)).isEmpty();
        assertThat(duty(authority)).containsExactly("showcase.duty.decide");
        assertThat(mvc.get().uri("/programs/" + program.id() + "/cases/" + id)).hasStatus(404);
        decide.approve(authority, id, version(), "");

        assertThat(steps()).containsExactly(CaseStep.Act.PUBLISHED, CaseStep.Act.FORWARDED, CaseStep.Act.SUBMITTED);
        assertThat(body("/programs/" + program.id() + "/cases", null)).contains("三段式直播课", "王小研", school.name());
        assertThat(body("/programs/" + program.id() + "/cases/" + id, null)).contains("每段八分钟").doesNotContain("做法实在");
        assertThat(mvc.get().uri("/programs/" + curriculum.aProgram(city.id()).publish().id() + "/cases/" + id)).hasStatus(404);
        assertThat(trail()).containsExactlyInAnyOrder("showcase.submit", "showcase.forward", "showcase.publish");
    }

    @Test
    void whatTheCityKeepsPassesByTheCounty() {
        db.sql("update directory.organization set subordination = 'DIRECT' where id = :id").param("id", school.id().value()).update();
        nominate.submit(author, words(text(true)));
        assertThat(duty(middle)).isEmpty();
        assertThat(duty(authority)).containsExactly("showcase.duty.decide");
    }

    @Test
    void isNotHandedInBeforeEverybodyWhoIsNamedHasAgreed() {
        assertThatThrownBy(() -> nominate.submit(author, words(text(false)))).isInstanceOf(Refused.class);
        assertThatThrownBy(() -> nominate.submit(author, words(new CaseText("三段式直播课", List.of(), List.of(), "摘要", "正文", null)))).isInstanceOf(Refused.class);
        nominate.save(author, words(text(false)));

        assertThatThrownBy(() -> db.sql("""
                update showcase.typical_case set state = 'WAITING', lies_id = :county, submitted_by = begun_by, version = version + 1 where id = :id
                """).param("county", county.id().value()).param("id", id).update()).isInstanceOf(DataAccessException.class);
        assertThat(look.one(author, id).it().text().agreed()).isEmpty();
    }

    @Test
    void comesBackWithAReasonAndIsHandedInAgain() {
        nominate.submit(author, words(text(true)));
        var read = version();
        assertThatThrownBy(() -> decide.giveBack(middle, id, read, " ")).isInstanceOf(Refused.class);
        decide.giveBack(middle, id, read, "请补充效果");
        decide.giveBack(middle, id, read, "请补充效果");

        assertThat(duty(author)).containsExactly("showcase.duty.returned");
        assertThat(body("/console/cases/" + id, author)).contains("请补充效果", "已退回");
        nominate.submit(author, new NominateCase.Words(id, version(), text(true), List.of()));
        assertThat(steps()).containsExactly(CaseStep.Act.SUBMITTED, CaseStep.Act.RETURNED, CaseStep.Act.SUBMITTED);
    }

    @Test
    void whatIsSentTwiceIsDoneOnce() {
        nominate.begin(author, id, program, school.id(), "三段式直播课");
        nominate.save(author, words(text(false)));
        nominate.save(author, words(text(false)));
        var second = new NominateCase.Words(id, 2, text(true), List.of());
        nominate.submit(author, second);
        nominate.submit(author, second);
        var read = version();
        decide.approve(middle, id, read, "");
        decide.approve(middle, id, read, "");

        assertThat(steps()).containsExactly(CaseStep.Act.FORWARDED, CaseStep.Act.SUBMITTED);
        assertThatThrownBy(() -> nominate.save(author, new NominateCase.Words(id, version(), text(true), List.of()))).isInstanceOf(Problem.class);
    }

    @Test
    void ofTwoWhoDecideAtOnceOneDoes() throws Exception {
        nominate.submit(author, words(text(true)));
        var read = version();
        var acts = new ArrayList<Callable<String>>();
        for (var n = 0; n < 6; n++) {
            var actor = cast.administrator(county);
            var forwards = n % 2 == 0;
            acts.add(() -> {
                try {
                    if (forwards) {
                        decide.approve(actor, id, read, "");
                    } else {
                        decide.giveBack(actor, id, read, "请补充效果");
                    }
                    return "done";
                } catch (Problem | NotFound e) {
                    return "late";
                }
            });
        }
        var outcomes = new ArrayList<String>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var outcome : threads.invokeAll(acts)) {
                outcomes.add(outcome.get());
            }
        }
        assertThat(outcomes).containsOnlyOnce("done");
        assertThat(steps()).hasSize(2);
        assertThat(trail()).hasSize(2);
    }

    @Test
    void nobodyDecidesOnWhatIsNotHisOrHeHandedInHimself() {
        nominate.submit(author, words(text(true)));
        var read = version();
        for (var stranger : List.of(cast.administrator(cast.under(city, "COUNTY")), cast.administrator(cast.school(county)), cast.actor(cast.teacher(school)))) {
            assertThatThrownBy(() -> decide.approve(stranger, id, read, "")).isInstanceOf(NotFound.class);
            assertThat(mvc.get().uri("/console/cases/" + id).with(as(stranger))).hasStatus(404);
            assertThat(mvc.post().uri("/console/cases/" + id + "/approval").with(csrf()).param("version", "" + read).with(as(stranger))).hasStatus(404);
        }
        assertThatThrownBy(() -> decide.approve(author, id, read, "")).isInstanceOf(NotFound.class);
        cast.appoint(author.teacher(), Role.TRAINING_ADMINISTRATOR, county);
        var both = cast.actor(author.teacher());
        assertThatThrownBy(() -> decide.approve(both, id, read, "")).isInstanceOf(Forbidden.class);
        assertThatThrownBy(() -> nominate.begin(middle, Uuids.next(), program, school.id(), "替学校写的")).isInstanceOf(NotFound.class);
        assertThatThrownBy(() -> nominate.begin(author, Uuids.next(), curriculum.aProgram(cast.city().id()).publish(), school.id(), "别处的研修"))
            .isInstanceOf(Refused.class);
    }

    @Test
    void isWithdrawnWithAReasonForGood() {
        published();
        var read = version();
        assertThatThrownBy(() -> decide.withdraw(middle, id, read, "不归县里撤")).isInstanceOf(NotFound.class);
        assertThatThrownBy(() -> decide.withdraw(authority, id, read, "")).isInstanceOf(Refused.class);
        decide.withdraw(authority, id, read, "作者要求撤下");
        decide.withdraw(authority, id, read, "作者要求撤下");

        assertThat(mvc.get().uri("/programs/" + program.id() + "/cases/" + id)).hasStatus(404);
        assertThat(body("/console/cases/" + id, author)).contains("作者要求撤下");
        assertThatThrownBy(() -> db.sql("update showcase.typical_case set state = 'PUBLISHED', version = version + 1 where id = :id").param("id", id).update())
            .isInstanceOf(DataAccessException.class);
    }

    @Test
    void theDatabaseLetsNothingSkipALevelOrChangeAfterwards() {
        assertThatThrownBy(() -> db.sql("update showcase.typical_case set state = 'PUBLISHED', published_at = now(), version = version + 1 where id = :id")
            .param("id", id).update()).isInstanceOf(DataAccessException.class);
        nominate.submit(author, words(text(true)));
        assertThatThrownBy(() -> db.sql("""
                update showcase.typical_case set state = 'PUBLISHED', lies_id = null, published_at = now(), version = version + 1 where id = :id
                """).param("id", id).update()).isInstanceOf(DataAccessException.class);
        assertThatThrownBy(() -> db.sql("update showcase.typical_case set text = 'x', version = version + 1 where id = :id").param("id", id).update())
            .isInstanceOf(DataAccessException.class);
        assertThatThrownBy(() -> db.sql("update showcase.step set reason = 'x' where case_id = :id").param("id", id).update())
            .isInstanceOf(DataAccessException.class);
    }

    @Test
    void aDraftIsItsUnitsOwnAndMarkupStaysText() {
        nominate.save(author, words(new CaseText("<b>三段课</b>", List.of("王小研"), List.of(), "<script>x</script>", "正文", null)));

        assertThat(mvc.get().uri("/console/cases/" + id).with(as(middle))).hasStatus(404);
        assertThat(body("/console/cases", middle)).doesNotContain("三段课");
        assertThat(body("/console/cases/" + id, author)).contains("&lt;b&gt;三段课", "&lt;script&gt;x").doesNotContain("<script>x");
        assertThatThrownBy(() -> nominate.save(author, new NominateCase.Words(id, version(), new CaseText("三段式直播课", List.of(), List.of(), "", "字".repeat(20_001), null),
            List.of()))).isInstanceOf(Refused.class);
    }

    @Test
    void itsFilesArePublicOnceItIsPublished() {
        var file = new MockMultipartFile("files", "教案.pdf", "application/pdf", "%PDF-1.7 c".getBytes(StandardCharsets.US_ASCII));
        nominate.save(author, new NominateCase.Words(id, 1, text(true), List.of(file)));
        nominate.submit(author, new NominateCase.Words(id, 2, text(true), List.of()));
        var document = look.one(author, id).files().getFirst().id();
        var address = "/programs/" + program.id() + "/cases/" + id + "/files/" + document;

        assertThat(mvc.get().uri(address)).hasStatus(404);
        assertThat(mvc.get().uri("/console/cases/" + id + "/files/" + document).with(as(middle))).hasStatusOk();
        decide.approve(middle, id, version(), "");
        decide.approve(authority, id, version(), "");
        assertThat(mvc.get().uri(address)).hasStatusOk();
    }

    @Test
    void comesWithTheReportThatTheUnitHasHandedIn() {
        var call = Uuids.next();
        calls.open(middle, new OpenCall.Order(call, county.id(), "寒假总结", "", LocalDate.of(2023, 2, 28), 15));
        var with = new CaseText("三段式直播课", List.of("王小研"), List.of("王小研"), "摘要", "正文", call);
        assertThatThrownBy(() -> nominate.save(author, words(with))).isInstanceOf(Refused.class);
        reports.submit(author, new WriteSummary.Words(call, school.id(), 1, new SummaryText("做法", "成效", "把一节课分成三段", "问题"), List.of()));
        nominate.submit(author, words(with));

        assertThat(body("/console/cases/" + id, middle)).contains("寒假总结", "把一节课分成三段");
    }

    @Test
    void nobodyAboveDecidesEarly() {
        nominate.submit(author, words(text(true)));
        var read = version();
        assertThat(look.one(authority, id).decides()).isFalse();
        assertThatThrownBy(() -> decide.approve(authority, id, read, "")).isInstanceOf(NotFound.class);
        assertThatThrownBy(() -> decide.giveBack(authority, id, read, "请补充效果")).isInstanceOf(NotFound.class);

        assertThat(steps()).containsExactly(CaseStep.Act.SUBMITTED);
        assertThat(look.one(middle, id).decides()).isTrue();
    }

    @Test
    void theNearestAboveDecidesInItsOwnNameForAUnitThatHasNobody() {
        var empty = cast.under(city, "COUNTY");
        var pupil = cast.school(empty);
        var writer = cast.administrator(pupil);
        id = Uuids.next();
        nominate.begin(writer, id, program, pupil.id(), "三段式直播课");
        nominate.submit(writer, words(text(true)));
        assertThat(duty(authority)).containsExactly("showcase.duty.decide");
        assertThat(body("/console/cases?which=waiting", authority)).contains("三段式直播课");
        decide.approve(authority, id, version(), "");

        assertThat(look.one(authority, id).it().lies()).isEqualTo(city.id());
        assertThat(look.one(authority, id).steps().getFirst()).satisfies(step -> assertThat(step.act()).isEqualTo(CaseStep.Act.FORWARDED))
            .satisfies(step -> assertThat(step.unit().chinese()).isEqualTo(city.name()));
    }

    @Test
    void whileItIsWrittenOnceMoreThoseAboveSeeItsHistoryAlone() {
        var file = new MockMultipartFile("files", "教案.pdf", "application/pdf", "%PDF-1.7 r".getBytes(StandardCharsets.US_ASCII));
        nominate.submit(author, new NominateCase.Words(id, 1, text(true), List.of(file)));
        var document = look.one(author, id).files().getFirst().id();
        decide.giveBack(middle, id, version(), "请补充效果");
        nominate.save(author, new NominateCase.Words(id, version(), new CaseText("三段式直播课", List.of("王小研", "周知行"), List.of("王小研"), "摘要", "写到一半", null),
            List.of()));

        assertThat(body("/console/cases/" + id, middle)).contains("三段式直播课", "请补充效果").doesNotContain("写到一半", "周知行", "教案.pdf");
        assertThat(mvc.get().uri("/console/cases/" + id + "/files/" + document).with(as(middle))).hasStatus(404);
        assertThat(body("/console/cases/" + id, author)).contains("写到一半", "周知行", "教案.pdf");
    }

    @Test
    void whatIsHandedInKeepsItsFiles() {
        var file = new MockMultipartFile("files", "教案.pdf", "application/pdf", "%PDF-1.7 k".getBytes(StandardCharsets.US_ASCII));
        nominate.save(author, new NominateCase.Words(id, 1, text(true), List.of(file)));
        var document = look.one(author, id).files().getFirst().id();
        nominate.detach(author, id, 2, document);
        nominate.detach(author, id, 2, document);
        assertThat(version()).isEqualTo(3);
        assertThatThrownBy(() -> nominate.submit(author, new NominateCase.Words(id, 2, text(true), List.of()))).isInstanceOf(Problem.class);
        nominate.submit(author, new NominateCase.Words(id, 3, text(true), List.of(file)));

        assertThatThrownBy(() -> db.sql("delete from showcase.attachment where case_id = :id").param("id", id).update()).isInstanceOf(DataAccessException.class);
        assertThatThrownBy(() -> db.sql("insert into showcase.attachment (case_id, document_id) select :id, id from document.document limit 1").param("id", id)
            .update()).isInstanceOf(DataAccessException.class);
        assertThat(look.one(author, id).files()).hasSize(1);
    }

    @Test
    void whatWaitsForAUnitPassesToTheOneItGoesUpIn() {
        var into = cast.under(city, "COUNTY");
        var heir = cast.administrator(into);
        nominate.submit(author, words(text(true)));
        merged(county, into);
        decide.approve(heir, id, version(), "");
        assertThat(look.one(authority, id).it().lies()).isEqualTo(city.id());

        var sister = cast.school(into);
        var writer = cast.administrator(sister);
        merged(school, sister);
        decide.giveBack(authority, id, version(), "请补充效果");
        assertThat(duty(writer)).containsExactly("showcase.duty.returned");
        assertThat(look.one(writer, id).writes()).isTrue();
    }

    private void merged(Cast.Place unit, Cast.Place into) {
        new TransactionTemplate(transactions).executeWithoutResult(_ -> organizations.merge(unit.id(), into.id()));
    }

    @Test
    void isWrittenByForm() {
        assertThat(mvc.post().uri("/console/cases/" + id).with(csrf()).param("version", "1").param("title", "三段式直播课").param("author0", "王小研")
            .param("agreed0", "true").param("author1", "").param("summary", "摘要").param("text", "正文").param("handIn", "true").with(as(author))).hasStatus(302);

        assertThat(look.one(middle, id).it()).satisfies(it -> assertThat(it.state()).isEqualTo(TypicalCase.State.WAITING))
            .satisfies(it -> assertThat(it.lies()).isEqualTo(county.id())).satisfies(it -> assertThat(it.text().agreed()).containsExactly("王小研"));
        assertThat(body("/console/cases?which=waiting", middle)).contains("三段式直播课");
        assertThat(body("/console/cases?which=waiting", authority)).doesNotContain("三段式直播课");
        assertThat(body("/programs/" + program.id(), author)).contains("/programs/" + program.id() + "/cases");
    }

    private void published() {
        nominate.submit(author, words(text(true)));
        decide.approve(middle, id, version(), "");
        decide.approve(authority, id, version(), "");
    }

    private static CaseText text(boolean agreed) {
        return new CaseText("三段式直播课", List.of("王小研"), agreed ? List.of("王小研") : List.of(), "低年级的注意力只有八分钟", "一节课分成三段，每段八分钟。", null);
    }

    private NominateCase.Words words(CaseText text) {
        return new NominateCase.Words(id, 1, text, List.of());
    }

    private int version() {
        return db.sql("select version from showcase.typical_case where id = :id").param("id", id).query(Integer.class).single();
    }

    private List<CaseStep.Act> steps() {
        return look.one(author, id).steps().stream().map(CaseStep::act).toList();
    }

    private List<String> trail() {
        return db.sql("select act from audit.entry where act like 'showcase.%' and target = :target").param("target", "organization:" + school.id())
            .query(String.class).list();
    }

    private List<String> duty(Actor actor) {
        return read.of(duties.ofOffices(Set.of(actor.teacher()))).getOrDefault(actor.teacher(), List.of()).stream().map(Duties.Duty::text).toList();
    }

    /** @param actor null for anybody */
    private String body(String address, @Nullable Actor actor) {
        var request = mvc.get().uri(address);
        var answer = (actor == null ? request : request.with(as(actor))).exchange();
        assertThat(answer).as(address).hasStatusOk();
        return new String(answer.getResponse().getContentAsByteArray(), StandardCharsets.UTF_8);
    }
}
