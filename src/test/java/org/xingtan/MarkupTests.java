package org.xingtan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.put;
import static org.xingtan.testing.Cast.csrf;
import static org.xingtan.testing.Visitor.text;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.ContentDisposition;
import org.springframework.http.MediaType;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;
import org.springframework.web.util.HtmlUtils;
import org.xingtan.catalog.CourseDefinition;
import org.xingtan.catalog.DefineCourse;
import org.xingtan.catalog.QuestionDefinition;
import org.xingtan.catalog.Questions;
import org.xingtan.certificate.CertificateCard;
import org.xingtan.certificate.IssueCertificate;
import org.xingtan.certificate.ReissueCertificate;
import org.xingtan.certificate.RevokeCertificate;
import org.xingtan.directory.LoadDirectory;
import org.xingtan.directory.OrganizationRow;
import org.xingtan.directory.Role;
import org.xingtan.document.Documents;
import org.xingtan.enrollment.JoinProgram;
import org.xingtan.identity.OpenAccounts;
import org.xingtan.ledger.AnnualRequirement;
import org.xingtan.ledger.DefineRequirement;
import org.xingtan.ledger.Earning;
import org.xingtan.ledger.Ledger;
import org.xingtan.ledger.ReverseEntry;
import org.xingtan.notice.NoticeDefinition;
import org.xingtan.notice.PublishNotice;
import org.xingtan.platform.Actor;
import org.xingtan.platform.CreditHours;
import org.xingtan.platform.LessonId;
import org.xingtan.platform.OrganizationId;
import org.xingtan.platform.Uuids;
import org.xingtan.platform.Window;
import org.xingtan.platform.persistence.Json;
import org.xingtan.program.Audience;
import org.xingtan.program.CertificateRule;
import org.xingtan.program.CompletionRule;
import org.xingtan.program.CreditRule;
import org.xingtan.program.ProgramDefinition;
import org.xingtan.program.ProgramDetail;
import org.xingtan.program.Programs;
import org.xingtan.program.PublishProgram;
import org.xingtan.program.Rules;
import org.xingtan.testing.Cast;
import org.xingtan.testing.Visitor;
import org.xingtan.testing.XingtanTest;

/** Markup stays text, wherever a person or an import puts it and wherever it is shown. */
@XingtanTest
class MarkupTests {

    private static final String TRACK = "PARTICIPANT";
    private static final String PASSWORD = "river-lamp-58";
    private static final CreditRule CREDIT = new CreditRule("COMMON", new CreditRule.Fixed(CreditHours.of("0.50")), List.of());

    @Autowired MockMvc mvc;
    @Autowired Cast cast;
    @Autowired LoadDirectory directory;
    @Autowired Documents documents;
    @Autowired PublishNotice notices;
    @Autowired DefineCourse courses;
    @Autowired Questions questions;
    @Autowired PublishProgram publish;
    @Autowired Programs programs;
    @Autowired DefineRequirement requirements;
    @Autowired Ledger ledger;
    @Autowired ReverseEntry reverse;
    @Autowired JoinProgram join;
    @Autowired OpenAccounts accounts;
    @Autowired IssueCertificate issue;
    @Autowired ReissueCertificate reissue;
    @Autowired RevokeCertificate revoke;

    private final Markup markup = new Markup();
    private final String run = Uuids.next().toString();
    private Cast.Place school;
    private Actor teacher;
    private Actor administrator;

    @BeforeEach
    void people() {
        var county = cast.county();
        var id = OrganizationId.next();
        directory.organizations(Stream.of(new OrganizationRow(id, "M-" + run, markup.in("school"), markup.in("school in English"), "SCHOOL",
            county.id(), null, List.of(), false, false, false)));
        school = new Cast.Place(id, "M-" + run, "", "SCHOOL", county.path() + "." + ("M-" + run).replace('-', '_'), county);
        teacher = cast.actor(cast.aPerson().name(markup.in("teacher")).at(school).save());
        var head = cast.aPerson().name(markup.in("administrator")).at(school).posts("TRAINING_STAFF").save();
        cast.appoint(head, Role.TRAINING_ADMINISTRATOR, school);
        administrator = cast.actor(head);
    }

    @Test
    void whatIsImportedOrWrittenDownIsShownAsItIs() throws Exception {
        var number = markup.in("notice number");
        var attachment = documents.store(markup.in("attachment"), "application/pdf", ("%PDF-1.7 " + run).getBytes(StandardCharsets.UTF_8));
        var notice = notices.publish(new NoticeDefinition(number, markup.in("issuer"), markup.in("notice"), LocalDate.of(2023, 1, 5), null,
            NoticeDefinition.Disclosure.PUBLIC, markup.in("addressees"), markup.in("signed by"), markup.in("notice summary"), null,
            List.of(attachment)));
        var program = program(number);
        join.join(teacher, program.id(), TRACK);
        var placed = program.lessons().getFirst();
        var lesson = "/programs/" + program.id() + "/lessons/" + placed.lesson().id();
        requirement();

        look(teacher, "/", "/home", "/me", "/programs", "/programs/" + program.id(), "/programs/" + program.id() + "/lessons", lesson, lesson + "/quiz",
            "/notices", "/notices/" + notice, "/courses", "/courses/" + placed.course().id(), "/standing?year=2023", "/password", "/sign-in-names");
        var file = send(teacher, get("/notices/" + notice + "/attachments/" + attachment));
        assertThat(ContentDisposition.parse(String.valueOf(file.getHeader("Content-Disposition"))).getFilename()).isEqualTo(Markup.of("attachment"));
        attempt(program, placed.lesson().id());
        hours(program);
        certificates(program);
        token();
        supervise(program);
        markup.assertAllSeen();
    }

    @ParameterizedTest
    @CsvSource({"/sign-in, username", "/sign-in, next", "/activation, name", "/activation, documentType", "/activation, number", "/activation, code",
        "/activation, username", "/verification, code", "/preferences, next", "/sign-in-names/email, email", "/courses, q", "/courses, stage",
        "/notices, after", "/programs, after", "/receipts, program", "/standing, year"})
    void whatIsTypedIsRepeatedAsItIs(String address, String field) throws Exception {
        for (var request : List.of(get(address), post(address), get(address).with(Cast.as(teacher)), post(address).with(Cast.as(teacher)))) {
            var answer = mvc.perform(request.param(field, Markup.of(field)).with(csrf())).andReturn().getResponse();
            assertThat(answer.getStatus()).isLessThan(500);
            Markup.assertInert(address, text(answer));
            assertThat(String.valueOf(answer.getHeader("Location"))).doesNotContain("hostile");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"<p title=\"%s\">", "<p title='%s'>"})
    void whatIsNotEscapedIsFound(String page) {
        Markup.assertInert("escaped", page.formatted(HtmlUtils.htmlEscape(Markup.of("x"))));
        assertThatThrownBy(() -> Markup.assertInert("bare", page.formatted(Markup.of("x")))).isInstanceOf(AssertionError.class);
        assertThatThrownBy(() -> Markup.assertInert("escaped for an element only", page.formatted(Markup.of("x").replace("<", "&lt;").replace(">", "&gt;"))))
            .isInstanceOf(AssertionError.class);
    }

    private ProgramDetail program(String notice) {
        courses.define(new CourseDefinition(run, markup.in("course"), markup.in("course summary"), school.id(), List.of(), List.of(
            CourseDefinition.Lesson.text(markup.in("lesson"), markup.in("lesson summary"), 40, markup.in("body"), CourseDefinition.Quiz.ofAll(List.of(
                QuestionDefinition.single(markup.in("question"), markup.in("explanation"), 0, markup.in("option"), "4"),
                QuestionDefinition.matching("match", "", Map.of(markup.in("left"), markup.in("right"))),
                QuestionDefinition.fill("fill", "", "5"))))
                .asking(List.of(new CourseDefinition.Asked(20, QuestionDefinition.single(markup.in("asked"), "", 0, markup.in("asked option"), "4")))))));
        var now = Instant.now();
        return programs.current(publish.publish(new ProgramDefinition(run, markup.in("program"), markup.in("program summary"), "SCHOOL", markup.in("term"),
            school.id(), notice, null, false, 2.0, List.of(new Window(Window.Kind.LEARN, now.minus(1, ChronoUnit.DAYS), now.plus(30, ChronoUnit.DAYS))),
            List.of(new ProgramDefinition.Phase(Uuids.next(), markup.in("phase"), List.of(), List.of(ProgramDefinition.Section.of(markup.in("section"), run)))),
            List.of(new ProgramDetail.Track(TRACK, markup.in("track"), markup.in("track in English"), new Audience.All(List.of()))),
            new Rules(Map.of(TRACK, new CompletionRule.AllLessons(null)), CREDIT, new CertificateRule(List.of(TRACK), markup.in("certificate"), "TEST")))));
    }

    private void requirement() {
        requirements.define(school.parent().id(), 2023, markup.in("requirement"), markup.in("basis"), CreditHours.of("1"),
            List.of(new AnnualRequirement.Category("COMMON", markup.in("category"), markup.in("category in English"), CreditHours.of("1"))));
    }

    private void attempt(ProgramDetail program, LessonId lesson) throws Exception {
        var started = send(teacher, json(post("/api/v1/lessons/" + lesson + "/attempts"), Map.of("program", program.id().toString())));
        var attempt = text(started).replaceAll("(?s).*\"attempt\"\\s*:\\s*\"([^\"]+)\".*", "$1");
        for (var question : questions.ofLesson(lesson)) {
            var answer = switch (question.kind()) {
                case SINGLE -> "a";
                case MATCHING -> Map.of("a", "t1");
                default -> markup.in("answer");
            };
            send(teacher, json(put("/api/v1/attempts/" + attempt + "/answers/" + question.id()), Map.of("answer", answer)));
        }
        look(teacher, "/attempts/" + attempt);
        send(teacher, json(post("/api/v1/attempts/" + attempt + "/submission"), Map.of()));
        look(teacher, "/attempts/" + attempt);
    }

    private void hours(ProgramDetail program) throws Exception {
        var entry = ledger.post(new Earning(teacher.teacher(), school.id(), school.path(), program.id(), Earning.Place.NOWHERE, CREDIT, 1,
            List.of(program.id().value()), CreditHours.of("0.50"), "lesson", "l", markup.in("entry"), Map.of(), LocalDate.of(2023, 1, 20)));
        reverse.reverse(administrator, teacher.teacher(), entry.id(), markup.in("reversal"));
        look(teacher, "/receipts");
    }

    private void certificates(ProgramDetail program) throws Exception {
        var first = issue.issue(teacher.teacher(), program, TRACK, school.id(), ledger.hours(teacher.teacher(), program.id()), Instant.now()).orElseThrow();
        look(teacher, "/certificates");
        assertPrinted(first);
        var second = reissue.reissue(administrator, teacher.teacher(), first.id(), markup.in("reissue"));
        revoke.revoke(administrator, teacher.teacher(), second.id(), markup.in("revocation"));
        look(teacher, "/certificates", "/verification/" + first.code().value(), "/verification/" + second.code().value());
    }

    /** Letters, and nothing that a reader of PDF would do. */
    private void assertPrinted(CertificateCard card) throws Exception {
        var answer = mvc.perform(get("/certificates/" + card.id() + ".pdf").with(Cast.as(teacher))).andReturn().getResponse();
        try (var document = Loader.loadPDF(answer.getContentAsByteArray())) {
            assertThat(new PDFTextStripper().getText(document).replaceAll("\\s", "")).contains(Stream.of("teacher", "school", "certificate", "program")
                .map(place -> Markup.of(place).replaceAll("\\s", "")).toList());
            assertThat(document.getDocumentCatalog().getOpenAction()).isNull();
            assertThat(document.getPage(0).getAnnotations()).isEmpty();
        }
    }

    private void token() throws Exception {
        var username = "markup-" + run;
        accounts.open(List.of(new OpenAccounts.Row(teacher.teacher(), username, null, accounts.hash(PASSWORD), null)));
        new Visitor(mvc).send(json(post("/api/v1/tokens"), Map.of("username", username, "password", PASSWORD, "name", markup.in("token"))));
        look(teacher, "/sign-ins");
    }

    private void supervise(ProgramDetail program) throws Exception {
        look(administrator, "/console", "/console/statistics", "/console/statistics?program=" + program.id(), "/console/teachers/" + teacher.teacher(),
            "/console/organizations/" + school.id(), "/console/organizations/" + school.id() + "/teachers",
            "/console/organizations/" + school.id() + "/activation", "/console/teachers/" + teacher.teacher() + "/activation",
            "/console/certificates", "/console/certificates?program=" + program.id());
        for (var kind : List.of("not-started", "stuck", "quiz-failed")) {
            look(administrator, "/console/monitoring/" + kind + "?program=" + program.id());
        }
    }

    private void look(Actor who, String... addresses) throws Exception {
        for (var address : addresses) {
            for (var language : List.of("zh-CN", "en")) {
                var answer = send(who, get(address).header("Accept-Language", language));
                assertThat(answer.getContentType()).as(address).startsWith("text/html");
                markup.see(address, text(answer));
            }
        }
    }

    private MockHttpServletResponse send(Actor who, MockHttpServletRequestBuilder request) throws Exception {
        var answer = mvc.perform(request.with(Cast.as(who)).with(csrf())).andReturn().getResponse();
        assertThat(answer.getStatus()).as(text(answer)).isLessThan(300);
        assertThat(answer.getHeader("X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(answer.getHeader("Content-Security-Policy")).containsPattern("script-src 'self';|default-src 'none'; sandbox");
        return answer;
    }

    private static MockHttpServletRequestBuilder json(MockHttpServletRequestBuilder request, Map<String, ?> body) {
        return request.contentType(MediaType.APPLICATION_JSON).content(Json.write(body));
    }
}
