package org.xingtan.recognition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.xingtan.directory.Role;
import org.xingtan.platform.Condition;
import org.xingtan.platform.Refused;
import org.xingtan.testing.Cast;
import org.xingtan.testing.XingtanTest;

/** A certificate is one person's, by its number. */
@XingtanTest
class OneCertificateTests extends ClaimSteps {

    @Autowired ProviderImports imports;

    /** Of a kind of which one paper serves one person. */
    @Test
    void aCertificateIsOnePersonsInAWorkbookAndBesideIt() throws Exception {
        var provider = cast.under(school.parent().parent(), "PROVIDER");
        var reporter = cast.actor(cast.staff(provider, Role.PROVIDER_STAFF));
        var first = Cast.documentNumber();
        var second = Cast.documentNumber();
        cast.aPerson().at(school).name("李静").document(first).save();
        cast.aPerson().at(school).name("王芳").document(second).save();
        var twice = load.plan(reporter, provider.id(), "OTHER_PLATFORM", "学员.xlsx", ProviderImportTests.workbook(
            ProviderImportTests.row("李静", first.value(), "国培", "专业科目", Claimed.day(9), Claimed.day(8), "8", "G-9"),
            ProviderImportTests.row("王芳", second.value(), "国培", "PROFESSIONAL", Claimed.day(9), Claimed.day(8), "8", "g 9")));
        assertThat(imports.find(twice).orElseThrow().totals()).isEqualTo(new ProviderImport.Totals(1, 0, 1));
        claimed.file(teacher, certificate("G-10", "OTHER_PLATFORM"));

        var beside = load.plan(reporter, provider.id(), "OTHER_PLATFORM", "学员.xlsx", ProviderImportTests.workbook(
            ProviderImportTests.row("王芳", second.value(), "国培二", "PROFESSIONAL", Claimed.day(7), Claimed.day(6), "8", "G-10")));
        assertThat(imports.find(beside).orElseThrow().totals()).isEqualTo(new ProviderImport.Totals(0, 0, 1));
    }

    /** Photographed anew it is the same certificate; whose it is the second person does not learn. */
    @Test
    void oneCertificateServesOnePersonHoweverItIsPhotographed() throws Exception {
        var first = claimed.file(teacher, certificate("G-2026—001", "OTHER_PLATFORM"));
        var other = cast.actor(cast.teacher(cast.school(school.parent())));
        assertThatThrownBy(() -> claimed.file(other, certificate("g2026 001", "OTHER_PLATFORM"))).isInstanceOfSatisfying(Refused.class, it ->
            assertThat(it.verdict().unmet()).extracting(Condition::code, Condition::arguments)
                .containsExactly(org.assertj.core.groups.Tuple.tuple("recognition.number.sole", List.of())));
        claimed.file(other, certificate("省电教馆 G-2026-001", "OTHER_PLATFORM"));
        claimed.file(teacher, certificate("L-1", "OFFLINE_TRAINING"));
        claimed.file(other, certificate("L-1", "OFFLINE_TRAINING"));

        load.review(principal, teacher.teacher(), first, Claim.Decision.REJECT, "证书有误");
        var review = review(first, 1);
        var second = claimed.file(other, certificate("G-2026-001", "OTHER_PLATFORM"));
        assertThatThrownBy(() -> takeBack.undo(principal, teacher.teacher(), first, review, "误点")).isInstanceOf(Refused.class);
        takeBack.withdraw(other, second);
        takeBack.undo(principal, teacher.teacher(), first, review, "误点");
        assertThat(findings()).isEmpty();
        db.sql("update recognition.sole_number set teacher_id = :other where teacher_id = :t and number_key = 'g2026001'").param("other", other.teacher().value())
            .param("t", teacher.teacher().value()).update();
        assertThat(findings()).singleElement().asString().contains("names a certificate that is held by another person");
    }

    @Test
    void ofTwoWhoClaimByOneCertificateAtOnceOneIsFirst() throws Exception {
        var others = List.of(teacher, cast.actor(cast.teacher(school)), cast.actor(cast.teacher(school)), cast.actor(cast.teacher(cast.school(school.parent()))));

        var outcomes = together(others.stream().<Callable<String>>map(it -> () -> outcome(() -> claimed.file(it, certificate("AT-ONCE", "OTHER_PLATFORM")))).toList());

        assertThat(outcomes).containsOnlyOnce("done");
        assertThat(outcomes.stream().filter("Refused"::equals)).hasSize(3);
        assertThat(findings()).isEmpty();
    }

    private static LoadClaims.Wanted certificate(String number, String kind) {
        var it = Claimed.wanted(kind, "4", 3, 3);
        return new LoadClaims.Wanted(it.kind(), it.category(), null, it.title(), number, it.from(), it.to(), it.hours(), it.evidence());
    }
}
