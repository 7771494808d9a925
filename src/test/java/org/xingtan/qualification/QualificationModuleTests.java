package org.xingtan.qualification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.xingtan.testing.Cast.as;
import static org.xingtan.testing.Cast.csrf;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.mock.web.MockMultipartFile;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.transaction.support.TransactionTemplate;
import org.xingtan.directory.Role;
import org.xingtan.platform.Actor;
import org.xingtan.platform.Duties.Duty;
import org.xingtan.platform.Forbidden;
import org.xingtan.platform.NotFound;
import org.xingtan.platform.Refused;
import org.xingtan.platform.TeacherId;
import org.xingtan.platform.Window;
import org.xingtan.platform.persistence.OneRead;
import org.xingtan.qualification.FiguresView.Figures;
import org.xingtan.qualification.Need.Standing;
import org.xingtan.testing.Cast;
import org.xingtan.testing.XingtanTest;

/** Certificates entered, confirmed and refused; verdicts and figures that follow at once. */
@XingtanTest
class QualificationModuleTests {

    private static final LocalDate TODAY = LocalDate.now(Window.ZONE);

    @Autowired MockMvcTester mvc;
    @Autowired Cast cast;
    @Autowired JdbcClient db;
    @Autowired EnterQualification enter;
    @Autowired DecideQualifications decide;
    @Autowired Qualifications qualifications;
    @Autowired LookAtPerson look;
    @Autowired LookAtQualifications console;
    @Autowired KeepFigures figures;
    @Autowired QualificationDuties duties;
    @Autowired OneRead read;
    @Autowired ChangeKind change;
    @Autowired Kinds kinds;
    @Autowired OwnNumbers numbers;
    @Autowired TransactionTemplate transaction;

    private Cast.Place county;
    private Cast.Place school;
    private Actor administrator;
    private TeacherId teacher;

    @BeforeEach
    void plant() {
        county = cast.county();
        school = cast.under(county, "SCHOOL", "JUNIOR");
        administrator = cast.administrator(school);
        teacher = cast.teacher(school);
    }

    @Test
    void whatSomebodyEntersCountsOnceHisUnitConfirmsIt() {
        enter.own(cast.actor(teacher), form("20114301001"), null);
        enter.own(cast.actor(teacher), form("２０１１ 4301001"), null);
        assertThat(qualifications.of(teacher)).singleElement().satisfies(it -> assertThat(it.number()).isEqualTo("20*******01"));
        assertThat(standing(teacher)).isEqualTo(Standing.WAITING);

        assertThat(decide.confirm(administrator, claims(teacher))).isEqualTo(1);
        assertThat(decide.confirm(administrator, claims(teacher))).isZero();
        assertThat(standing(teacher)).isEqualTo(Standing.HELD);

        assertThat(decide.refuse(administrator, claims(teacher), "不是本人的证书")).isEqualTo(1);
        assertThat(standing(teacher)).isEqualTo(Standing.MISSING);
        assertThat(acts()).containsExactly("qualification.enter", "qualification.confirm", "qualification.refuse");
    }

    @Test
    void whatIsTakenBackIsDecidedByNobodyAndWhatIsDecidedIsNotTakenBack() {
        var actor = cast.actor(teacher);
        enter.own(actor, form("20114301002"), null);
        var claims = claims(teacher);
        enter.withdraw(actor, qualifications.of(teacher).getFirst().id());
        enter.withdraw(actor, qualifications.of(teacher).getFirst().id());
        assertThatThrownBy(() -> decide.confirm(administrator, claims)).isInstanceOf(Refused.class);

        enter.own(actor, form("20114301002"), null);
        decide.confirm(administrator, List.of(qualifications.of(teacher).getFirst().claim()));
        assertThatThrownBy(() -> enter.withdraw(actor, qualifications.of(teacher).getFirst().id())).isInstanceOf(Refused.class);
    }

    @Test
    void manyAreDecidedAtOnceAllOrNone() {
        var other = cast.teacher(school);
        var stranger = cast.teacher(cast.school());
        for (var person : List.of(teacher, other, stranger)) {
            enter.own(cast.actor(person), form("2011" + person.value().toString().substring(24)), null);
        }
        var all = List.of(claim(teacher), claim(other), claim(stranger));
        assertThatThrownBy(() -> decide.confirm(administrator, all)).isInstanceOf(NotFound.class);
        assertThat(standing(teacher)).isEqualTo(Standing.WAITING);
        assertThat(decide.confirm(administrator, all.subList(0, 2))).isEqualTo(2);
        assertThatThrownBy(() -> decide.confirm(administrator, List.of())).isInstanceOf(Refused.class);
        assertThatThrownBy(() -> decide.refuse(administrator, all.subList(0, 1), " ")).isInstanceOf(Refused.class);
    }

    @Test
    void nobodyDecidesAboutHimselfNorDoesTheDatabaseLetHim() {
        cast.appoint(teacher, Role.TRAINING_ADMINISTRATOR, school);
        var himself = cast.actor(teacher);
        enter.own(himself, form("20114301003"), null);
        assertThatThrownBy(() -> decide.confirm(himself, claims(teacher))).isInstanceOf(Forbidden.class);
        assertThatThrownBy(() -> decide.enter(himself, teacher, form("20114301004"), null)).isInstanceOf(Forbidden.class);
        assertThatThrownBy(() -> decide.confirm(cast.actor(cast.staff(school, Role.PRINCIPAL)), claims(teacher))).isInstanceOf(NotFound.class);
        assertThatThrownBy(() -> db.sql("""
            update qualification.qualification set state = 'CONFIRMED', decided_at = now(), decided_by = teacher_id where teacher_id = :teacher
            """).param("teacher", teacher.value()).update()).isInstanceOf(DataAccessException.class).hasMessageContaining("nobody_decides_about_himself");
    }

    @Test
    void theDatabaseKeepsWhatWasEntered() {
        decide.enter(administrator, teacher, form("20114301005"), null);
        for (var act : List.of("set issued_on = issued_on - 1", "set number_hash = '\\x00'", "set state = 'WITHDRAWN'", "set authority = 'x'")) {
            assertThatThrownBy(() -> db.sql("update qualification.qualification " + act + " where teacher_id = :teacher").param("teacher", teacher.value())
                .update()).as(act).isInstanceOf(DataAccessException.class);
        }
        assertThatThrownBy(() -> db.sql("delete from qualification.qualification where teacher_id = :teacher").param("teacher", teacher.value()).update())
            .isInstanceOf(DataAccessException.class).hasMessageContaining("only the state moves");
    }

    @Test
    void oneNumberIsConfirmedOfOnePersonWhoeverIsAtItAtOnce() throws Exception {
        var people = IntStream.range(0, 6).mapToObj(_ -> cast.teacher(school)).toList();
        var number = "N" + UUID.randomUUID().toString().substring(0, 13);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var answers = threads.invokeAll(people.stream().<Callable<Boolean>>map(person -> () -> {
                try {
                    return decide.enter(administrator, person, form(number), null);
                } catch (Refused e) {
                    return false;
                }
            }).toList());
            var confirmed = 0;
            for (var answer : answers) {
                confirmed += answer.get() ? 1 : 0;
            }
            assertThat(confirmed).isEqualTo(1);
        }
        assertThat(people.stream().map(this::standing)).containsOnlyOnce(Standing.HELD);
        assertThat(figures.findings(false)).isEmpty();
    }

    @Test
    void theSameOneEnteredManyTimesAtOnceIsOne() throws Exception {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var answer : threads.invokeAll(IntStream.range(0, 8).<Callable<Boolean>>mapToObj(_ ->
                () -> decide.enter(administrator, teacher, form("20114301006"), null)).toList())) {
                answer.get();
            }
        }
        assertThat(qualifications.of(teacher)).hasSize(1);
        assertThat(acts()).containsExactly("qualification.enter", "qualification.confirm");
    }

    @Test
    void aMoveAndACorrectedPostChangeVerdictAndFiguresAtOnce() {
        decide.enter(administrator, teacher, form("20114301007"), null);
        figures.keep();
        var kindergarten = cast.under(county, "SCHOOL", "PRESCHOOL");
        assertThat(figures("TEACHER")).isEqualTo(new Figures(1, 0, 0, 0, 0));

        db.sql("update directory.employment set posts = '{CLASSROOM_TEACHER,PRINCIPAL}' where teacher_id = :teacher").param("teacher", teacher.value()).update();
        assertThat(look.needs(teacher)).extracting(it -> it.kind().code()).containsExactly("TEACHER", "PRINCIPAL");
        assertThat(figures("PRINCIPAL")).isEqualTo(new Figures(0, 0, 0, 0, 1));

        db.sql("update directory.employment set organization_id = :to where teacher_id = :teacher").param("to", kindergarten.id().value())
            .param("teacher", teacher.value()).update();
        assertThat(look.needs(teacher)).extracting(it -> it.kind().code()).containsExactly("TEACHER", "KINDERGARTEN_DIRECTOR");
        assertThat(figures("PRINCIPAL")).isEqualTo(Figures.NONE);
        assertThat(figures("KINDERGARTEN_DIRECTOR")).isEqualTo(new Figures(0, 0, 0, 0, 1));
        figures.keep();
        assertThat(figures("KINDERGARTEN_DIRECTOR")).isEqualTo(new Figures(0, 0, 0, 0, 1));
        assertThat(figures.findings(false)).isEmpty();

        db.sql("update directory.organization set stages = '{PRIMARY}' where id = :id").param("id", kindergarten.id().value()).update();
        assertThat(figures("PRINCIPAL")).isEqualTo(new Figures(0, 0, 0, 0, 1));
    }

    /** The rule of the verdict and the view that counts many say the same, and counted figures are those of the facts. */
    @Test
    void ruleViewAndFiguresAgreeWhateverWasEntered() {
        var random = new Random(17);
        var above = cast.administrator(county);
        var nursery = cast.under(county, "SCHOOL", "PRESCHOOL");
        for (var i = 0; i < 40; i++) {
            var person = cast.teacher(random.nextBoolean() ? school : nursery,
                List.of("CLASSROOM_TEACHER", "PRINCIPAL", "NURSERY_CARER", "HEALTH_CARER", "LIBRARIAN").get(random.nextInt(5)), "HOMEROOM_TEACHER");
            for (var n = random.nextInt(4); n > 0; n--) {
                enterAnything(above, person, random);
            }
            assertThat(look.needs(person).stream().map(it -> it.kind().code() + " " + it.standing() + " " + it.until()).toList())
                .isEqualTo(db.sql("select kind || ' ' || standing || ' ' || coalesce(valid_until::text, 'null') from qualification.need_card "
                    + "where teacher_id = :teacher order by position").param("teacher", person.value()).query(String.class).list());
        }
        var before = console.figures(above, question(county)).figures();
        listsAreThoseOfTheFacts(above);
        figures.keep();
        listsAreThoseOfTheFacts(above);
        assertThat(console.figures(above, question(county)).figures()).isEqualTo(before);
        assertThat(figures.findings(false)).isEmpty();
    }

    private void listsAreThoseOfTheFacts(Actor above) {
        for (var which : NeedList.Which.values()) {
            var list = console.needs(above, new LookAtQualifications.Question(county.id().toString(), null, which.code(), null, null, null));
            assertThat(list.count()).as(which.code()).isEqualTo(db.sql("""
                select count(*) from qualification.need_card n join directory.organization o on o.id = n.organization_id
                 where o.path <@ cast(:path as public.ltree) and n.standing = any (:standings)
                """).param("path", county.path()).param("standings", which.standings()).query(Integer.class).single());
            assertThat(list.page().items()).as(which.code()).hasSize(Math.min(list.count(), LookAtQualifications.ROWS));
        }
    }

    private void enterAnything(Actor above, TeacherId person, Random random) {
        var kind = kinds.all().get(random.nextInt(5)).code();
        var until = List.of("", TODAY.toString(), TODAY.minusDays(1).toString(), TODAY.plusDays(90).toString(), TODAY.plusDays(91).toString());
        var form = new QualificationForm(kind, "R" + random.nextInt(1_000_000_000), "教育局", "2015-07-01", until.get(random.nextInt(5)));
        if (random.nextBoolean()) {
            enter.own(cast.actor(person), form, null);
        } else {
            decide.enter(above, person, form, null);
        }
        if (random.nextInt(4) == 0) {
            decide.refuse(above, List.of(qualifications.of(person).getFirst().claim()), "核对不符");
        }
    }

    @Test
    void theWayGoesFromTheCountyToThePersonAndAnotherCountyIsNotThere() {
        var neighbor = cast.administrator(cast.county());
        enter.own(cast.actor(teacher), form("20114301008"), null);
        var person = "/console/qualifications/people/" + teacher;
        assertThat(page(cast.administrator(county), "/console/qualifications?organization=" + county.id())).contains("organization=" + school.id());
        assertThat(page(administrator, "/console/qualifications/people?which=waiting")).contains(person).doesNotContain("20114301008");
        assertThat(page(administrator, person)).contains("已登记，等单位确认", "教师法");

        for (var path : List.of("?organization=" + school.id(), "/people?organization=" + school.id(), "/claims?organization=" + school.id(),
            "/import?organization=" + school.id(), "/people/" + teacher, "/people/" + teacher + "/" + qualifications.of(teacher).getFirst().id() + "/evidence")) {
            assertThat(mvc.get().uri("/console/qualifications" + path).with(as(neighbor))).as(path).hasStatus(404);
        }
        assertThat(mvc.post().uri("/console/qualifications/claims/confirmation").with(as(neighbor)).with(csrf()).param("claim", claim(teacher))).hasStatus(404);
        assertThat(mvc.post().uri("/console/qualifications/people/export?organization=" + school.id()).with(as(neighbor)).with(csrf())
            .param("reason", "年度检查").param("confirmed", "true")).hasStatus(404);
        assertThat(mvc.get().uri("/console/qualifications").with(as(cast.actor(teacher)))).hasStatus(404);
        assertThat(standing(teacher)).isEqualTo(Standing.WAITING);
    }

    @Test
    void listsGoOnByKeyAndAreTakenAwayWithAReason() {
        IntStream.range(0, 60).forEach(_ -> cast.teacher(school));
        var first = page(administrator, "/console/qualifications/people?kind=TEACHER");
        var next = first.replaceAll("(?s).*after=([A-Za-z0-9_-]+).*", "$1");
        var second = page(administrator, "/console/qualifications/people?kind=TEACHER&after=" + next);
        assertThat(people(first)).isEqualTo(50);
        assertThat(people(second)).isEqualTo(11);
        for (var bad : List.of("after=bm9uZQ", "which=nonsense", "kind=NONE")) {
            assertThat(mvc.get().uri("/console/qualifications/people?" + bad).with(as(administrator))).as(bad).hasStatus(400);
        }
        var export = "/console/qualifications/people/export?kind=TEACHER&which=missing&file=csv";
        assertThat(mvc.post().uri(export).with(as(administrator)).with(csrf())).hasStatus(422);
        var taken = mvc.post().uri(export).with(as(administrator)).with(csrf()).param("reason", "年度检查").exchange();
        assertThat(taken).hasStatusOk();
        assertThat(new String(taken.getResponse().getContentAsByteArray(), StandardCharsets.UTF_8)).contains("年度检查", "未登记").hasLineCount(63);
    }

    @Test
    void whoLacksSomethingAndWhoHasToDecideReadItOnTheirLists() {
        var admin = administrator.teacher();
        assertThat(read.of(duties.of(Set.of(teacher, admin)))).isEmpty();
        assertThat(read.of(duties.ofOffices(Set.of(admin)))).isEmpty();
        enter.own(cast.actor(teacher), form("20114301009"), null);
        assertThat(read.of(duties.ofOffices(Set.of(admin))).get(admin)).extracting(Duty::text).containsExactly("qualification.duty.decide");
        decide.refuse(administrator, claims(teacher), "编号不清");
        assertThat(read.of(duties.of(Set.of(teacher, admin))).get(teacher)).singleElement().satisfies(duty -> {
            assertThat(duty.text()).isEqualTo("qualification.duty.refused");
            assertThat(duty.arguments()).contains("编号不清");
        });
        decide.enter(administrator, teacher, new QualificationForm("TEACHER", "20114301010", "教育局", "2015-07-01", TODAY.plusDays(5).toString()), null);
        assertThat(read.of(duties.of(Set.of(teacher, admin))).get(teacher)).extracting(Duty::text).containsExactly("qualification.duty.expiring");
    }

    @Test
    void theOperatorSaysSinceWhenItIsAskedForAndNobodyElse() {
        var operator = cast.actor(cast.staff(cast.nation(), Role.OPERATOR));
        var nurse = cast.teacher(school, "HEALTH_CARER");
        assertThatThrownBy(() -> change.change(administrator, "HEALTH_CARER", new ChangeKind.Form("60", "依据", ""))).isInstanceOf(NotFound.class);
        assertThatThrownBy(() -> change.change(operator, "HEALTH_CARER", new ChangeKind.Form("0", " ", "x"))).isInstanceOf(Refused.class);
        var before = kinds.find("HEALTH_CARER").orElseThrow();
        change.change(operator, "HEALTH_CARER", new ChangeKind.Form("60", before.basis(), "2020-01-01"));
        try {
            assertThat(read.of(duties.of(Set.of(nurse))).get(nurse)).extracting(Duty::text).containsExactly("qualification.duty.missing");
            assertThat(page(operator, "/console/qualifications/kinds")).contains("有效期 60 个月");
        } finally {
            change.change(operator, "HEALTH_CARER", new ChangeKind.Form("", before.basis(), ""));
        }
        assertThat(kinds.find("HEALTH_CARER").orElseThrow()).isEqualTo(before);
    }

    @Test
    void theFormComesBackWithEveryMistakeAndAPictureIsServedToThoseInCharge() {
        var actor = cast.actor(teacher);
        var bad = mvc.post().uri("/me/qualifications").with(as(actor)).with(csrf()).param("kind", "TEACHER").param("number", "1").param("authority", "x")
            .param("issued", "2999-01-01").locale(Locale.SIMPLIFIED_CHINESE).exchange();
        assertThat(bad).hasStatus(422);
        assertThat(new String(bad.getResponse().getContentAsByteArray(), StandardCharsets.UTF_8)).contains("证书编号为", "发证机关为", "发证日期是");

        var picture = new byte[] {(byte) 0x89, 'P', 'N', 'G', 0x0D, 0x0A, 0x1A, 0x0A, 1, 2, 3, 4};
        enter.own(actor, form("20114301011"), new MockMultipartFile("file", "证书.png", "image/png", picture));
        var id = qualifications.of(teacher).getFirst().id();
        assertThat(mvc.get().uri("/console/qualifications/people/" + teacher + "/" + id + "/evidence").with(as(administrator))).hasStatusOk()
            .hasHeader("X-Content-Type-Options", "nosniff");
        assertThat(mvc.get().uri("/me/qualifications/" + id + "/evidence").with(as(cast.actor(cast.teacher(school))))).hasStatus(404);
        assertThat(db.sql("select count(*) from document.document_card d join qualification.qualification q on q.document_id = d.id where q.id = :id")
            .param("id", id).query(Integer.class).single()).isEqualTo(1);
    }

    @Test
    void theCopyOfOnesDataHasTheNumberAndWithTheAccountItGoes() {
        var number = "N" + UUID.randomUUID().toString().substring(0, 13).toUpperCase(Locale.ROOT);
        decide.enter(administrator, teacher, form(number), null);
        assertThat(numbers.of(teacher).values()).containsExactly(number);

        transaction.executeWithoutResult(_ -> numbers.forget(teacher));

        assertThat(numbers.of(teacher)).isEmpty();
        assertThat(qualifications.of(teacher)).singleElement().satisfies(it -> assertThat(it.number()).isEqualTo("***"));
        assertThat(standing(teacher)).isEqualTo(Standing.HELD);
        assertThat(decide.enter(administrator, cast.teacher(school), form(number), null)).isTrue();
        assertThat(figures.findings(false)).isEmpty();
    }

    private static QualificationForm form(String number) {
        return new QualificationForm("TEACHER", number, "郴州市教育局", "2015-07-01", "");
    }

    private Standing standing(TeacherId person) {
        return look.needs(person).getFirst().standing();
    }

    private List<String> claims(TeacherId person) {
        return qualifications.of(person).stream().map(Qualification::claim).toList();
    }

    private String claim(TeacherId person) {
        return qualifications.of(person).getFirst().claim();
    }

    private Figures figures(String kind) {
        return console.figures(cast.administrator(county), question(county)).of(kind);
    }

    private static LookAtQualifications.Question question(Cast.Place place) {
        return new LookAtQualifications.Question(place.id().toString(), null, null, null, null, null);
    }

    private List<String> acts() {
        return db.sql("select act from audit.entry where target = :target order by at, id").param("target", "teacher:" + teacher).query(String.class).list();
    }

    private static int people(String page) {
        return page.split("<th scope=\"row\">", -1).length - 1;
    }

    private String page(Actor actor, String path) {
        var result = mvc.get().uri(path).locale(Locale.SIMPLIFIED_CHINESE).with(as(actor)).exchange();
        assertThat(result).as(path).hasStatusOk();
        return new String(result.getResponse().getContentAsByteArray(), StandardCharsets.UTF_8);
    }
}
