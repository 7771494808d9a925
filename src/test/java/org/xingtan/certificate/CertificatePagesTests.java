package org.xingtan.certificate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.setup.SecurityMockMvcConfigurers.springSecurity;
import static org.xingtan.testing.Cast.csrf;

import java.time.Instant;
import java.util.Locale;
import org.apache.pdfbox.Loader;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpStatus;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.web.context.WebApplicationContext;
import org.xingtan.directory.Role;
import org.xingtan.ledger.Hours;
import org.xingtan.platform.Actor;
import org.xingtan.platform.CreditHours;
import org.xingtan.platform.TeacherId;
import org.xingtan.testing.Cast;
import org.xingtan.testing.Forms;
import org.xingtan.testing.XingtanTest;

@XingtanTest
class CertificatePagesTests {

    @Autowired WebApplicationContext context;
    @Autowired IssueCertificate issue;
    @Autowired Certificates certificates;
    @Autowired Forms forms;
    @Autowired Cast cast;
    @Autowired JdbcClient db;

    private MockMvcTester mvc;
    private Cast.Place school;
    private TeacherId teacher;
    private CertificateCard card;

    @BeforeEach
    void issueOne() {
        mvc = MockMvcTester.from(context, builder -> builder.apply(springSecurity()).build());
        school = cast.school();
        teacher = cast.teacher(school);
        card = issue(teacher);
    }

    @Test
    void anybodyWithTheCodeSeesTheFrozenFactsWithTheNameMasked() {
        var body = text("/api/v1/verification/" + card.code().grouped().toLowerCase(Locale.ROOT), null);

        assertThat(body).contains("\"state\":\"VALID\"", "\"name\":\"李*静\"", card.number(), "\"hours\":\"6.00\"", "\"supersededBy\":null")
            .doesNotContain("李文静");
        assertThat(text("/verification/" + card.code(), null)).contains("李*静", card.number(), school.name()).doesNotContain("李文静");
    }

    @Test
    void tamperedAndUnknownCodesAreNotThere() {
        var code = card.code().value();
        var tampered = (code.charAt(0) == '2' ? "3" : "2") + code.substring(1);

        for (var wrong : new String[] {tampered, VerificationCode.next().value(), "x", code + code}) {
            assertThat(mvc.get().uri("/api/v1/verification/{code}", wrong)).hasStatus(HttpStatus.NOT_FOUND);
            assertThat(mvc.get().uri("/verification/{code}", wrong)).hasStatus(HttpStatus.NOT_FOUND).bodyText().contains("没有这份证书");
        }
    }

    @Test
    void typedCodeLeadsToItsPage() {
        assertThat(mvc.get().uri("/verification").param("code", card.code().grouped())).hasRedirectedUrl("/verification/" + card.code());
        assertThat(mvc.get().uri("/verification").param("code", "\"><script>")).hasStatus(HttpStatus.NOT_FOUND).bodyText().doesNotContain("\"><script>");
        assertThat(mvc.get().uri("/verification")).hasStatusOk();
    }

    @Test
    void revokedIsSaidPlainly() {
        var administrator = cast.administrator(school);
        assertThat(mvc.post().uri("/console/certificates/{teacher}/{id}/revocation", teacher, card.id()).param("reason", "身份不符")
            .with(Cast.as(administrator)).with(csrf())).hasStatus3xxRedirection();

        assertThat(text("/api/v1/verification/" + card.code(), null)).contains("\"state\":\"REVOKED\"");
        assertThat(text("/verification/" + card.code(), null)).contains("证书已撤销").doesNotContain("证书有效");
        assertThat(text("/certificates", cast.actor(teacher))).contains("身份不符");
    }

    @Test
    void replacedLeadsToItsSuccessor() {
        assertThat(mvc.post().uri("/console/certificates/{teacher}/{id}/reissue", teacher, card.id()).param("reason", "改名")
            .with(Cast.as(cast.administrator(school))).with(csrf())).hasStatus3xxRedirection();
        var next = certificates.of(teacher, card.program()).orElseThrow();

        assertThat(text("/api/v1/verification/" + card.code(), null)).contains("\"state\":\"SUPERSEDED\"", "\"supersededBy\":\"" + next.number() + "\"");
        assertThat(text("/verification/" + card.code(), null)).contains("/verification/" + next.code());
    }

    @Test
    void fileIsForItsOwnerAndTheUnitsAboveOnly() throws Exception {
        var uri = "/certificates/" + card.id() + ".pdf";

        assertThat(mvc.get().uri(uri).with(Cast.as(cast.actor(teacher)))).hasStatusOk().hasContentType("application/pdf");
        assertThat(mvc.get().uri(uri).with(Cast.as(cast.administrator(school)))).hasStatusOk();
        assertThat(mvc.get().uri(uri + "?teacher=" + teacher).with(Cast.as(cast.administrator(school)))).hasStatusOk();
        assertThat(mvc.get().uri(uri).with(Cast.as(cast.administrator(cast.school())))).hasStatus(HttpStatus.NOT_FOUND);
        assertThat(mvc.get().uri(uri + "?teacher=" + teacher).with(Cast.as(cast.administrator(cast.school())))).hasStatus(HttpStatus.NOT_FOUND);
        assertThat(mvc.get().uri(uri).with(Cast.as(cast.actor(cast.teacher(school))))).hasStatus(HttpStatus.NOT_FOUND);
        assertThat(mvc.get().uri("/certificates/nonsense.pdf").with(Cast.as(cast.actor(teacher)))).hasStatus(HttpStatus.NOT_FOUND);
    }

    @Test
    void ownListShowsWhatIsThereOrHowToEarnIt() {
        assertThat(text("/certificates", cast.actor(teacher))).contains(card.number());
        assertThat(text("/api/v1/me/certificates", cast.actor(teacher)))
            .contains(card.number(), "\"verification\":\"" + card.code() + "\"", "\"pdf\":\"/certificates/" + card.id() + ".pdf\"");
        assertThat(text("/certificates", cast.actor(cast.teacher(school)))).contains("还没有证书", "/programs");
        assertThat(text("/api/v1/me/certificates", cast.actor(cast.teacher(school)))).isEqualTo("{\"items\":[],\"next\":null}");
    }

    @Test
    void ownListIsReadInParts() {
        issue(teacher);
        issue(teacher);

        forms.assertInParts(cast.actor(teacher), "/api/v1/me/certificates");
    }

    @Test
    void unitPrintsTheCertificatesOfItsPeople() throws Exception {
        var second = issue(cast.teacher(school));
        var administrator = cast.administrator(school);
        assertThat(text("/console/certificates", administrator)).contains(card.number(), second.number());

        var file = mvc.get().uri("/console/certificates.pdf").param("organization", school.id().toString()).with(Cast.as(administrator)).exchange();

        assertThat(file).hasStatusOk();
        try (var document = Loader.loadPDF(file.getResponse().getContentAsByteArray())) {
            assertThat(document.getNumberOfPages()).isEqualTo(2);
        }
        assertThat(db.sql("select after::text from audit.entry where act = 'certificate.print' and target = :target")
            .param("target", "organization:" + school.id()).query(String.class).list()).singleElement().asString().contains("2");
    }

    @Test
    void theListSaysHowManyAndOffersTheUnitsBelow() {
        var above = cast.administrator(school.parent());
        var page = text("/console/certificates", above);

        assertThat(page).contains("共 1 份证书", "<option value=\"" + school.id() + "\"", "<option value=\"" + school.parent().id() + "\"");
        assertThat(text("/console/certificates?organization=" + school.id(), above)).contains("共 1 份证书", "<option value=\"" + school.parent().id() + "\"");
        assertThat(text("/console/certificates", cast.administrator(school))).doesNotContain(school.parent().id().toString());
    }

    @Test
    void consoleIsClosedToWhoHasNoUnitAndToOtherUnits() {
        assertThat(mvc.get().uri("/console/certificates").with(Cast.as(cast.actor(teacher)))).hasStatus(HttpStatus.NOT_FOUND);
        assertThat(mvc.get().uri("/console/certificates?organization=" + school.id()).with(Cast.as(cast.administrator(cast.school()))))
            .hasStatus(HttpStatus.NOT_FOUND);
        assertThat(mvc.get().uri("/console/certificates.pdf?organization=" + school.id()).with(Cast.as(cast.administrator(cast.school()))))
            .hasStatus(HttpStatus.NOT_FOUND);
        assertThat(text("/console/certificates?organization=" + school.id(), cast.administrator(school.parent()))).contains(card.number());
        assertThat(text("/console/certificates", cast.actor(cast.staff(school, Role.PRINCIPAL)))).contains(card.number()).doesNotContain("/revocation");
    }

    private CertificateCard issue(TeacherId to) {
        var hours = new Hours(CreditHours.of("6"), CreditHours.of("6"));
        return issue.issue(to, CertificateModuleTests.program(school), "PARTICIPANT", school.id(), hours, Instant.parse("2023-01-19T17:00:00Z")).orElseThrow();
    }

    private String text(String uri, @org.jspecify.annotations.Nullable Actor actor) {
        var request = mvc.get().uri(uri).locale(Locale.SIMPLIFIED_CHINESE);
        var result = (actor == null ? request : request.with(Cast.as(actor))).exchange();
        assertThat(result).hasStatusOk();
        try {
            return result.getResponse().getContentAsString(java.nio.charset.StandardCharsets.UTF_8);
        } catch (java.io.UnsupportedEncodingException e) {
            throw new IllegalStateException(e);
        }
    }
}
