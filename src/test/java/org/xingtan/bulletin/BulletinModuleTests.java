package org.xingtan.bulletin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.xingtan.testing.Cast.as;
import static org.xingtan.testing.Cast.csrf;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.apache.poi.xwpf.extractor.XWPFWordExtractor;
import org.apache.poi.xwpf.usermodel.XWPFDocument;
import org.dhatim.fastexcel.reader.ReadableWorkbook;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import org.xingtan.enrollment.JoinProgram;
import org.xingtan.ledger.AnnualRequirement;
import org.xingtan.ledger.DefineRequirement;
import org.xingtan.standing.CountStandings;
import org.xingtan.standing.Standings;
import org.xingtan.platform.Actor;
import org.xingtan.platform.CreditHours;
import org.xingtan.platform.Duties;
import org.xingtan.platform.NotFound;
import org.xingtan.platform.Problem;
import org.xingtan.platform.Refused;
import org.xingtan.platform.TeacherId;
import org.xingtan.platform.Uuids;
import org.xingtan.platform.persistence.OneRead;
import org.xingtan.program.Audience;
import org.xingtan.program.CompletionRule;
import org.xingtan.program.CountEligible;
import org.xingtan.program.ProgramDetail;
import org.xingtan.testing.Cast;
import org.xingtan.testing.Curriculum;
import org.xingtan.testing.XingtanTest;

@XingtanTest
class BulletinModuleTests {

    private static final BulletinText TEXT = new BulletinText("寒假研修进度通报", "各地进展顺利。\n请尽快完成。", null);

    @Autowired Cast cast;
    @Autowired Curriculum curriculum;
    @Autowired JoinProgram join;
    @Autowired CountEligible countEligible;
    @Autowired DefineRequirement requirements;
    @Autowired Standings standings;
    @Autowired CountStandings count;
    @Autowired DraftBulletin draft;
    @Autowired EditBulletin edit;
    @Autowired PublishBulletin publish;
    @Autowired LookAtBulletins look;
    @Autowired BulletinAudit audit;
    @Autowired BulletinDuties duties;
    @Autowired OneRead read;
    @Autowired JdbcClient db;
    @Autowired MockMvcTester mvc;

    private Cast.Place city;
    private Cast.Place county;
    private Cast.Place school;
    private ProgramDetail program;
    private Actor administrator;

    @BeforeEach
    void plant() {
        city = cast.city();
        county = cast.under(city, "COUNTY");
        school = cast.school(county);
        program = curriculum.aProgram(city.id())
            .track("PARTICIPANT", new Audience.Post(List.of("CLASSROOM_TEACHER")), new CompletionRule.AllLessons(null)).publish();
        administrator = cast.administrator(city);
    }

    @Test
    void holdsTheFiguresOfItsInstant() {
        joined(school, 3);
        joined(county, 1);
        cast.aPerson().at(school).posts("FINANCE").save();
        countEligible.count(program);
        var id = begun(2);

        joined(school, 2);

        var view = look.at(administrator, id, null);
        assertThat(view.total().denominator()).isEqualTo(4);
        assertThat(view.total().excluded()).isEqualTo(2);
        assertThat(view.total().enrolled()).isEqualTo(4);
        assertThat(view.below()).singleElement().satisfies(line -> {
            assertThat(line.code()).isEqualTo(county.code());
            assertThat(line.enrolled()).isEqualTo(4);
            assertThat(line.hasBelow()).isTrue();
        });
        var inside = look.at(administrator, id, county.id().toString());
        assertThat(inside.own()).extracting(BulletinLine::isOwn).containsExactly(false, true);
        assertThat(inside.own().getLast().enrolled()).isEqualTo(1);
        assertThat(inside.below()).singleElement().extracting(BulletinLine::enrolled).isEqualTo(3L);
        assertThat(inside.trail()).extracting(BulletinLine::code).containsExactly(city.code(), county.code());
    }

    @Test
    void figuresAreTakenAnewOnRequest() {
        joined(school, 1);
        var id = begun(1);
        joined(school, 1);

        edit.refresh(administrator, id, 1);

        assertThat(look.at(administrator, id, null).total().enrolled()).isEqualTo(2);
        assertThatThrownBy(() -> edit.refresh(administrator, id, 1)).isInstanceOf(Problem.class);
    }

    @Test
    void aUnitIsTheSumOfWhatStandsBelowWhileFiguresChange() throws Exception {
        var schools = IntStream.range(0, 4).mapToObj(_ -> cast.school(county)).toList();
        var over = new AtomicBoolean();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var changing = threads.submit(() -> {
                for (var i = 0; !over.get(); i++) {
                    join.join(cast.actor(cast.teacher(i % 5 == 4 ? county : schools.get(i % 4))), program.id(), null);
                }
                return null;
            });
            var previous = -1L;
            for (var round = 0; round < 12; round++) {
                var view = look.at(administrator, begun(2), county.id().toString());
                var sum = view.below().stream().mapToLong(BulletinLine::enrolled).sum() + view.own().stream().filter(BulletinLine::isOwn).mapToLong(BulletinLine::enrolled).sum();
                assertThat(view.total().enrolled()).isEqualTo(sum).isGreaterThanOrEqualTo(previous);
                previous = sum;
            }
            over.set(true);
            changing.get();
            assertThat(previous).isPositive();
        }
        assertThat(audit.findings(false)).isEmpty();
    }

    @Test
    void numbersOfAYearHaveNoGapThoughManyPublishAtOnce() throws Exception {
        var ids = IntStream.range(0, 8).mapToObj(_ -> begun(1)).toList();
        edit.discard(administrator, ids.getFirst());
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var tasks = new ArrayList<Callable<Object>>();
            ids.subList(1, 8).forEach(id -> tasks.add(Executors.callable(() -> publish.publish(administrator, id, 1))));
            for (var done : threads.invokeAll(tasks)) {
                done.get();
            }
        }
        assertThat(db.sql("select number from bulletin.bulletin where organization_id = :id and number is not null order by number")
            .param("id", city.id().value()).query(Integer.class).list()).containsExactly(1, 2, 3, 4, 5, 6, 7);
        assertThat(audit.findings(false)).isEmpty();
    }

    @Test
    void publishingTwiceIsPublishingOnceAndWhatWasPreviewedIsPublished() {
        var id = begun(1);
        edit.write(administrator, id, 1, new BulletinText("另一个标题", "", null));

        assertThatThrownBy(() -> publish.publish(administrator, id, 1)).isInstanceOf(Problem.class);
        publish.publish(administrator, id, 2);
        publish.publish(administrator, id, 2);

        assertThat(look.at(administrator, id, null).bulletin().published()).isNotNull().extracting(Bulletin.Published::number).isEqualTo(1);
    }

    @Test
    void aNewBulletinStandsOnTheListsOfThoseBelowUntilItIsPutRight() {
        var reader = cast.administrator(county);
        var id = published();

        assertThat(read.of(duties.ofOffices(Set.of(reader.teacher(), administrator.teacher(), cast.teacher(school)))))
            .containsOnlyKeys(reader.teacher()).satisfies(it -> assertThat(it.get(reader.teacher())).extracting(Duties.Duty::href)
                .containsExactly("/console/bulletins/" + id));
        var correction = BulletinId.next();
        draft.correct(administrator, id, correction);
        publish.publish(administrator, correction, 1);
        assertThat(read.of(duties.ofOffices(Set.of(reader.teacher()))).get(reader.teacher())).extracting(Duties.Duty::href)
            .containsExactly("/console/bulletins/" + correction);
        assertThat(mvc.get().uri("/home").with(as(reader))).hasStatusOk().bodyText().contains("新通报：" + TEXT.title());
    }

    @Test
    void whatIsPublishedNeverChanges() {
        joined(school, 1);
        var id = published();

        assertThatThrownBy(() -> edit.write(administrator, id, 2, new BulletinText("改", "", null))).isInstanceOf(Problem.class);
        assertThatThrownBy(() -> edit.refresh(administrator, id, 2)).isInstanceOf(Problem.class);
        assertThatThrownBy(() -> edit.discard(administrator, id)).isInstanceOf(Problem.class);
        for (var sql : List.of("update bulletin.bulletin set title = 'x' where id = :id", "delete from bulletin.bulletin where id = :id",
                "delete from bulletin.line where bulletin_id = :id", "update bulletin.line set numerator = 9 where bulletin_id = :id",
                "insert into bulletin.line select bulletin_id, position + 1000, gen_random_uuid(), parent_id, part, depth, code, name, name_en, 1, 1, 0, 1, 1, 1, 1 from bulletin.line where bulletin_id = :id")) {
            assertThatThrownBy(() -> db.sql(sql).param("id", id.value()).update()).as(sql).isInstanceOf(DataAccessException.class);
        }
        assertThatThrownBy(() -> db.sql("truncate bulletin.bulletin, bulletin.line").update()).isInstanceOf(DataAccessException.class);
    }

    @Test
    void theDatabaseKeepsNumbersWithoutGap() {
        var id = begun(1);

        assertThatThrownBy(() -> db.sql("""
                update bulletin.bulletin set year = 2026, number = 7, published_at = now(), published_by = drafted_by, published_by_name = 'x' where id = :id
                """).param("id", id.value()).update()).isInstanceOf(DataAccessException.class).hasMessageContaining("no gap");
    }

    @Test
    void aCorrectionRefersToTheOldOneAndTheOldOneToIt() {
        joined(school, 1);
        var old = published();
        joined(school, 1);
        var correction = BulletinId.next();
        draft.correct(administrator, old, correction);
        draft.correct(administrator, old, correction);
        var second = BulletinId.next();
        draft.correct(administrator, old, second);
        publish.publish(administrator, correction, 1);

        assertThat(look.at(administrator, old, null).bulletin().correctedBy()).isNotNull().extracting(Bulletin.Reference::number).isEqualTo(2);
        assertThat(look.at(administrator, old, null).total().enrolled()).isEqualTo(1);
        assertThat(look.at(administrator, correction, null).total().enrolled()).isEqualTo(2);
        assertThat(look.at(administrator, correction, null).bulletin().corrects()).isNotNull().extracting(Bulletin.Reference::number).isEqualTo(1);
        assertThatThrownBy(() -> publish.publish(administrator, second, 1)).isInstanceOf(Refused.class);
        assertThatThrownBy(() -> draft.correct(administrator, old, BulletinId.next())).isInstanceOf(Refused.class);
    }

    @Test
    void nothingIsRankedWithoutAReason() {
        var other = cast.under(city, "COUNTY");
        assertThat(look.at(administrator, begun(1), null).below()).extracting(BulletinLine::rank).containsOnlyNulls();
        assertThatThrownBy(() -> begin(new BulletinText("标题", "", " "), 1)).isInstanceOf(Refused.class);

        var person = cast.teacher(cast.school(other));
        join.join(cast.actor(person), program.id(), null);
        joined(school, 1);
        countEligible.count(program);
        db.sql("insert into tally.delta values (:t, :id, :p, :o, 'COMPLETED', 1)").param("t", person.value()).param("id", Uuids.next())
            .param("p", program.id().value()).param("o", other.id().value()).update();
        var id = begin(new BulletinText("标题", "", "上级要求排名"), 1);
        assertThat(look.at(administrator, id, null).below()).extracting(BulletinLine::code).containsExactly(other.code(), county.code());
        assertThat(look.at(administrator, id, null).below()).extracting(BulletinLine::rank).containsExactly(1, 2);
    }

    @Test
    void hoursOfAYearAgreeWithEachStanding() {
        requirements.define(city.id(), 2031, "年度要求", "测试文", CreditHours.of("3.00"),
            List.of(new AnnualRequirement.Category("COMMON", "公需", null, CreditHours.of("1.00")),
                new AnnualRequirement.Category("PROFESSIONAL", "专业", null, CreditHours.of("2.00"))));
        var people = List.of(earned(school, "1.00", "2.00"), earned(school, "0.50", "9.00"), earned(county, "1.00", "2.50"), cast.teacher(school));
        count.all(2031);
        var id = BulletinId.next();
        draft.begin(administrator, new DraftBulletin.Order(id, city.id(), new Subject.OfHours(2031), 2, TEXT));

        var met = people.stream().filter(it -> standings.of(it, 2031).verdict().met()).count();
        var view = look.at(administrator, id, county.id().toString());
        assertThat(met).isEqualTo(2);
        assertThat(view.total().numerator()).isEqualTo(met);
        assertThat(view.total().denominator()).isEqualTo(4);
        assertThat(view.total().enrolled()).isNull();
        assertThat(view.total().hours()).isEqualTo(CreditHours.of("16.00"));
        assertThat(view.below()).singleElement().extracting(BulletinLine::numerator).isEqualTo(1L);
        assertThat(look.at(administrator, id, null).total().excluded()).isZero();
        assertThat(audit.findings(false)).isEmpty();
    }

    @Test
    void isReadByTheUnitsItIsAboutAndByThoseAboveAndIsNotThereForOthers() {
        var id = published();
        var drafted = begun(1);
        var below = cast.administrator(school);
        var stranger = cast.administrator(cast.city());

        assertThat(look.at(below, id, null).manages()).isFalse();
        assertThat(look.at(cast.administrator(city.parent()), id, null).manages()).isTrue();
        assertThat(look.list(below, null).page().items()).extracting(Bulletin::id).contains(id).doesNotContain(drafted);
        for (var address : List.of("/console/bulletins/" + id, "/console/bulletins/" + id + "?unit=" + school.id(), "/console/bulletins/new?organization=" + city.id())) {
            assertThat(mvc.get().uri(address).with(as(stranger))).as(address).hasStatus(404);
            assertThat(mvc.get().uri(address).with(as(cast.actor(cast.teacher(school))))).as(address).hasStatus(404);
        }
        assertThat(mvc.get().uri("/console/bulletins/{id}", drafted).with(as(below))).hasStatus(404);
        assertThatThrownBy(() -> publish.publish(below, drafted, 1)).isInstanceOf(NotFound.class);
        assertThatThrownBy(() -> draft.correct(below, id, BulletinId.next())).isInstanceOf(NotFound.class);
        assertThat(mvc.post().uri("/console/bulletins/{id}/export", id).with(csrf()).param("file", "xlsx").param("reason", "上报汇总").with(as(stranger))).hasStatus(404);
    }

    @Test
    void takesFormsTwiceAndRefusesNonsense() {
        var id = BulletinId.next().toString();
        for (var i = 0; i < 2; i++) {
            assertThat(form(id, "program:" + program.id(), "1", "标题")).hasStatus(302);
        }
        assertThat(body("/console/bulletins/" + id)).contains("标题", "草稿", "不排名");
        assertThat(form(BulletinId.next().toString(), "program:" + program.id(), "1", "")).hasStatus(422);
        assertThat(form(BulletinId.next().toString(), "program:x", "1", "标题")).hasStatus(400);
        assertThat(form(BulletinId.next().toString(), "program:" + program.id(), "9", "标题")).hasStatus(400);
        assertThat(form(BulletinId.next().toString(), "hours:1900", "1", "标题")).hasStatus(404);
        assertThat(mvc.get().uri("/console/bulletins?after=!").with(as(administrator))).hasStatus(400);
        assertThat(body("/console/bulletins/new")).contains(program.title());
        assertThat(body("/console/bulletins")).contains("标题");
    }

    @Test
    void filesBearWhoTookThemWhenAndWhyAndLeaveATrace() throws IOException {
        joined(school, 1);
        var id = published();

        var xlsx = export(id, "xlsx");
        try (var book = new ReadableWorkbook(new ByteArrayInputStream(xlsx))) {
            var rows = book.getFirstSheet().read();
            assertThat(rows.getLast().getCellText(0)).contains(administrator.personName(), "上报省厅汇总");
            assertThat(rows.getFirst().getCellText(0)).isEqualTo("代码");
            assertThat(rows.stream().map(row -> row.getCellText(1))).anySatisfy(name -> assertThat(name).contains(county.name()));
        }
        try (var document = new XWPFDocument(new ByteArrayInputStream(export(id, "docx"))); var text = new XWPFWordExtractor(document)) {
            assertThat(text.getText()).contains(TEXT.title(), "各地进展顺利。", county.name(), administrator.personName(), "上报省厅汇总");
        }
        assertThat(mvc.post().uri("/console/bulletins/{id}/export", id).with(csrf()).param("file", "xlsx").param("reason", " ").with(as(administrator))).hasStatus(422);
        assertThat(mvc.post().uri("/console/bulletins/{id}/export", id).with(csrf()).param("file", "exe").param("reason", "上报汇总").with(as(administrator))).hasStatus(400);
        assertThat(db.sql("select after->>'reason' from audit.entry where act = 'bulletin.export' and target = :target")
            .param("target", "bulletin:" + id).query(String.class).list()).hasSize(2).containsOnly("上报省厅汇总");
    }

    private byte[] export(BulletinId id, String file) {
        var answer = mvc.post().uri("/console/bulletins/{id}/export", id).with(csrf()).param("file", file).param("reason", "上报省厅汇总")
            .with(as(administrator)).exchange();
        assertThat(answer).hasStatusOk();
        assertThat(answer.getResponse().getHeader("Content-Disposition")).contains("." + file);
        return answer.getResponse().getContentAsByteArray();
    }

    private BulletinId begun(int depth) {
        return begin(TEXT, depth);
    }

    private BulletinId begin(BulletinText text, int depth) {
        var id = BulletinId.next();
        draft.begin(administrator, new DraftBulletin.Order(id, city.id(), new Subject.OfProgram(program.id()), depth, text));
        return id;
    }

    private BulletinId published() {
        var id = begun(2);
        publish.publish(administrator, id, 1);
        return id;
    }

    private void joined(Cast.Place place, int people) {
        IntStream.range(0, people).forEach(_ -> join.join(cast.actor(cast.teacher(place)), program.id(), null));
    }

    private TeacherId earned(Cast.Place place, String common, String professional) {
        var teacher = cast.teacher(place);
        db.sql("insert into ledger.account values (:teacher, :jurisdiction, now())").param("teacher", teacher.value()).param("jurisdiction", city.id().value()).update();
        entry(teacher, "COMMON", common);
        entry(teacher, "PROFESSIONAL", professional);
        return teacher;
    }

    private void entry(TeacherId teacher, String category, String hours) {
        db.sql("""
                insert into ledger.entry (teacher_id, id, jurisdiction, category, year, earned_on, earned, credited, rule_version, source, reference, title, posted_at)
                values (:teacher, :id, :jurisdiction, :category, 2031, :on, :hours::numeric, :hours::numeric, 1, 'test', :category, 'x', now())
                """)
            .param("teacher", teacher.value()).param("id", Uuids.next()).param("jurisdiction", city.id().value()).param("category", category)
            .param("on", LocalDate.of(2031, 3, 1)).param("hours", hours).update();
    }

    private MvcTestResult form(String id, String subject, String depth, String title) {
        return mvc.post().uri("/console/bulletins").with(csrf()).with(as(administrator)).param("id", id).param("organization", city.id().toString())
            .param("subject", subject).param("depth", depth).param("title", title).exchange();
    }

    private String body(String address) {
        var answer = mvc.get().uri(address).with(as(administrator)).exchange();
        assertThat(answer).as(address).hasStatusOk();
        return new String(answer.getResponse().getContentAsByteArray(), StandardCharsets.UTF_8);
    }
}
