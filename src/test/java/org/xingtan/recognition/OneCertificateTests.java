package org.xingtan.recognition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
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
    @Autowired Kinds kinds;
    @Autowired AlreadyClaimed already;

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

    /** Nobody gives it free between the question whether somebody holds it and the one who that is. */
    @Test
    void whoComesWhileItIsGivenFreeHoldsItOrIsRefused() throws Exception {
        var first = claimed.file(teacher, certificate("GIVEN-FREE", "OTHER_PLATFORM"));
        var other = cast.actor(cast.teacher(school));
        var later = claims.find(other.teacher(), claimed.file(other, certificate("NOT YET", "OTHER_PLATFORM"))).orElseThrow();
        var wanted = new Claim(later.teacher(), later.id(), later.jurisdiction(), later.kind(), later.kindVersion(), later.category(), null, null, later.title(), "GIVEN-FREE",
            later.from(), later.to(), later.claimed(), later.unit(), null, later.state(), later.lies(), later.dueOn(), null, 0, later.filedAt(), later.changedAt());
        var kind = kinds.get(later.jurisdiction(), later.kind(), later.kindVersion());
        db.sql("create function recognition.pause() returns trigger language plpgsql as $$ begin perform pg_advisory_xact_lock_shared(4711); return null; end $$").update();
        db.sql("create trigger pause after insert on recognition.sole_number for each statement execute function recognition.pause()").update();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var coming = transaction.execute(_ -> {
                db.sql("select pg_advisory_xact_lock(4711)").query(_ -> {});
                var holds = threads.submit(() -> transaction.execute(_ -> already.holdsNumber(wanted, kind)));
                await(holds, 1);
                await(threads.submit(() -> takeBack.withdraw(teacher, first)), 2);
                return holds;
            });
            assertThat(coming.get()).isEqualTo(holders(later, "givenfree").contains(other.teacher().value()));
        } finally {
            db.sql("drop function recognition.pause() cascade").update();
        }
    }

    /** Until it has ended, or so many wait for a lock. */
    private void await(Future<?> task, int waiting) {
        while (!task.isDone() && db.sql("select count(*) < :waiting from pg_locks where not granted").param("waiting", waiting).query(Boolean.class).single()) {
            Thread.onSpinWait();
        }
    }

    @Test
    void aClaimWhoseCertificateNobodyHoldsHoldsItAfterARepair() {
        var claim = claim(claimed.file(teacher, certificate("LOST-1", "OTHER_PLATFORM")));
        for (var table : List.of("sole_number", "sole_evidence")) {
            db.sql("delete from recognition." + table + " where teacher_id = :t").param("t", teacher.teacher().value()).update();
        }
        assertThat(findings()).hasSize(2).anyMatch(it -> it.endsWith("names a certificate that nobody holds")).anyMatch(it -> it.endsWith("rests on a paper that nobody holds"));

        audit.findings(true);
        assertThat(findings()).isEmpty();
        assertThat(holders(claim, "lost1")).containsExactly(teacher.teacher().value());
        assertThatThrownBy(() -> claimed.file(cast.actor(cast.teacher(school)), certificate("LOST 1", "OTHER_PLATFORM"))).isInstanceOf(Refused.class);
    }

    private List<UUID> holders(Claim claim, String key) {
        return db.sql("select teacher_id from recognition.sole_number where jurisdiction = :j and kind = :kind and number_key = :key")
            .param("j", claim.jurisdiction().value()).param("kind", claim.kind()).param("key", key).query(UUID.class).list();
    }

    private static LoadClaims.Wanted certificate(String number, String kind) {
        var it = Claimed.wanted(kind, "4", 3, 3);
        return new LoadClaims.Wanted(it.kind(), it.category(), null, it.title(), number, it.from(), it.to(), it.hours(), it.evidence());
    }
}
