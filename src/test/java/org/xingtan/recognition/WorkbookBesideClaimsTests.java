package org.xingtan.recognition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.xingtan.testing.Cast.as;
import static org.xingtan.testing.Cast.csrf;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.xingtan.directory.DocumentNumber;
import org.xingtan.directory.Role;
import org.xingtan.platform.Actor;
import org.xingtan.platform.Condition;
import org.xingtan.platform.CreditHours;
import org.xingtan.platform.Refused;
import org.xingtan.testing.Await;
import org.xingtan.testing.Cast;
import org.xingtan.testing.XingtanTest;

/** What a provider's workbook says of people, and what they say themselves at the same moment. */
@XingtanTest
class WorkbookBesideClaimsTests extends ClaimSteps {

    private static final int ROUNDS = 6;

    @Autowired ProviderImports imports;
    @Autowired RunImports run;
    @Autowired Kinds kinds;
    @Autowired Clock clock;
    @Autowired MockMvcTester mvc;

    private Cast.Place city;
    private Cast.Place provider;
    private Actor reporter;
    private Actor authority;

    /** Somebody of whom a workbook speaks. */
    private record Known(Actor person, DocumentNumber document, String number) {}

    /** Of whatever comes with a workbook the first claim is made when this is free. */
    @BeforeEach
    void provide() {
        city = school.parent().parent();
        provider = cast.under(city, "PROVIDER");
        reporter = cast.actor(cast.staff(provider, Role.PROVIDER_STAFF));
        authority = cast.administrator(city);
        db.sql("create or replace function recognition.pause() returns trigger language plpgsql as $$ begin perform pg_advisory_xact_lock_shared(4712); return new; end $$").update();
        db.sql("create trigger pause before insert on recognition.claim for each row when (new.import_id is not null) execute function recognition.pause()").update();
    }

    @AfterEach
    void goOn() {
        db.sql("drop function if exists recognition.pause() cascade").update();
    }

    @Test
    void whoFilesPutsRightOrUndoesMeanwhileIsToldWhatTheWorkbookHasTaken() throws Exception {
        var same = known(school);
        var overlapping = known(school);
        var returned = known(school);
        var rejected = known(school);
        var corrected = claimed.file(returned.person, Claimed.training("8", 20));
        load.review(principal, returned.person.teacher(), corrected, Claim.Decision.RETURN, "日期有误");
        var undone = claimed.file(rejected.person, Claimed.training("8", 9));
        load.review(principal, rejected.person.teacher(), undone, Claim.Decision.REJECT, "不实");
        var review = claims.steps(rejected.person.teacher(), undone).getFirst().act();
        var id = planned(provider, reporter, "OFFLINE_TRAINING", List.of(same, overlapping, returned, rejected));

        var outcomes = whileItIsMade(id, List.of(
            () -> said(() -> claimed.file(same.person, training())),
            () -> said(() -> claimed.file(overlapping.person, Claimed.training("8", 9))),
            () -> said(() -> load.correct(returned.person, corrected, Claimed.training("8", 8))),
            () -> said(() -> takeBack.undo(principal, rejected.person.teacher(), undone, review, "误点"))));

        assertThat(outcomes).containsExactly("recognition.once", "recognition.overlap", "recognition.overlap", "recognition.meanwhile");
        Await.until(() -> state(id) == ProviderImport.State.COMMITTED);
        assertThat(imports.claims(id, true, 10)).hasSize(4);
        assertSound(List.of(same, overlapping, returned, rejected));
    }

    @Test
    void whosePeopleGoOverMeanwhileClaimInTheUnitThatTookOver() throws Exception {
        var old = cast.school(school.parent());
        var into = cast.school(school.parent());
        var id = planned(provider, reporter, "OFFLINE_TRAINING", List.of(known(old), known(old)));

        assertThat(whileItIsMade(id, List.of(() -> merge(county, old, into)))).containsExactly("done");

        Await.until(() -> state(id) == ProviderImport.State.COMMITTED);
        assertThat(imports.claims(id, true, 10)).extracting(Claim::unit).containsExactly(into.id(), into.id());
    }

    @Test
    void whatIsConfirmedByAnAuthorityThatGoesOverMeanwhileWaitsAtTheOneThatTookOver() throws Exception {
        var old = cast.under(city, "COUNTY");
        var into = cast.under(city, "COUNTY");
        var here = cast.under(old, "PROVIDER");
        var place = cast.school(old);
        var id = planned(here, cast.actor(cast.staff(here, Role.PROVIDER_STAFF)), "OFFLINE_TRAINING", List.of(known(place)));

        var outcomes = whileItIsMade(id, List.of(() -> {
            move(here, into);
            move(place, into);
            return merge(authority, old, into);
        }));

        assertThat(outcomes).containsExactly("done");

        Await.until(() -> state(id) == ProviderImport.State.COMMITTED);
        assertThat(imports.claims(id, true, 10)).extracting(Claim::lies).containsExactly(into.id());
    }

    @Test
    void everyDayOfEverybodyIsTakenOnceHoweverCloseTheyCome() throws Exception {
        goOn();
        for (var round = 0; round < ROUNDS; round++) {
            var people = List.of(known(school), known(school), known(school), known(school));
            var id = planned(provider, reporter, "OFFLINE_TRAINING", people);
            var tasks = new ArrayList<Callable<String>>();
            tasks.add(() -> said(() -> load.commit(reporter, id)));
            people.forEach(it -> tasks.add(() -> said(() -> claimed.file(it.person, training()))));

            var outcomes = together(tasks);
            Await.until(() -> state(id) == ProviderImport.State.COMMITTED || state(id) == ProviderImport.State.PLANNED);
            assertThat(outcomes).as("round %s", round).containsAnyOf("done", "recognition.once").doesNotContain("recognition.meanwhile").contains("done");
            for (var again = 0; again < people.size() && state(id) == ProviderImport.State.PLANNED && imports.find(id).orElseThrow().totals().takes() > 0; again++) {
                load.commit(reporter, id);
                Await.until(() -> state(id) == ProviderImport.State.COMMITTED || state(id) == ProviderImport.State.PLANNED);
            }
            assertThat(state(id) == ProviderImport.State.COMMITTED || imports.find(id).orElseThrow().totals().takes() == 0).as("round %s", round).isTrue();
            people.forEach(it -> assertThat(claims.of(it.person.teacher())).singleElement().matches(Claim::isWaiting));
            assertSound(people);
        }
    }

    /** Of a kind of which sixteen hours count in a year each says sixteen. */
    @Test
    void theMostOfAKindIsGivenOnceWhoeverDecidesFirst() throws Exception {
        goOn();
        var kind = kinds.get(claimed.kinds(school), "OTHER_PLATFORM", 1);
        kinds.add(new Kind(kind.jurisdiction(), kind.code(), 2, kind.position(), kind.title(), kind.measure(), kind.hours(), CreditHours.of("16"), kind.categories(),
            kind.evidenceFiles(), kind.evidence(), kind.sharesEvidence(), kind.needsPresence(), kind.needsCounty(), kind.basis(), false), null, clock.instant());
        for (var round = 0; round < ROUNDS; round++) {
            var of = known(school);
            var own = claimed.file(of.person, Claimed.wanted("OTHER_PLATFORM", "16", 5, 4));
            load.review(principal, of.person.teacher(), own, Claim.Decision.APPROVE, "");
            var id = planned(provider, reporter, "OTHER_PLATFORM", List.of(of));
            load.commit(reporter, id);
            Await.until(() -> state(id) == ProviderImport.State.COMMITTED);

            var outcomes = together(List.of(() -> said(() -> load.review(county, of.person.teacher(), own, Claim.Decision.APPROVE, "")),
                () -> said(() -> load.decide(authority, id, Claim.Decision.APPROVE, ""))));
            Await.until(() -> state(id) == ProviderImport.State.DECIDED);

            assertThat(outcomes.getFirst()).isIn("done", "recognition.converts-within");
            assertThat(claims.of(of.person.teacher())).extracting(Claim::state).containsExactlyInAnyOrder(Claim.State.APPROVED, Claim.State.WAITING);
            assertThat(db.sql("select sum(credited) from ledger.entry where teacher_id = :t").param("t", of.person.teacher().value()).query(String.class).single()).isEqualTo("16.00");
            assertSound(List.of(of));
        }
    }

    /** Another workbook, of other people, may name the same ones: whoever waits for one of them has none that comes after it. */
    @Test
    void certificatesAreTakenByTheirNumbersWhoeverTheyBelongTo() throws Exception {
        var people = java.util.stream.Stream.of(known(school), known(school)).sorted(java.util.Comparator.comparing(it -> it.person.teacher().toString())).toList();
        var id = planned(provider, reporter, "OTHER_PLATFORM", List.of(new Known(people.getFirst().person, people.getFirst().document, "N-2"),
            new Known(people.getLast().person, people.getLast().document, "N-1")));
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            transaction.executeWithoutResult(other -> {
                take("n1");
                threads.submit(() -> load.commit(reporter, id));
                awaitWaiting(1, List.of());
                db.sql("set local lock_timeout = 300").update();
                take("n2");
                other.setRollbackOnly();
            });
        }
        Await.until(() -> state(id) == ProviderImport.State.COMMITTED);
    }

    private void take(String number) {
        db.sql("insert into recognition.sole_number (jurisdiction, kind, number_key, teacher_id) values (:jurisdiction, 'OTHER_PLATFORM', :number, :teacher)")
            .param("jurisdiction", claimed.kinds(school).value()).param("number", number).param("teacher", teacher.teacher().value()).update();
    }

    private void assertSound(List<Known> people) {
        assertThat(audit.findings(false)).noneMatch(line -> people.stream().anyMatch(it -> line.contains(it.person.teacher().toString())));
    }

    /** What is said to those who come when the people of a workbook are about to get its claims. */
    private List<String> whileItIsMade(UUID id, List<Callable<String>> tasks) throws Exception {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var coming = new ArrayList<Future<String>>();
            transaction.executeWithoutResult(_ -> {
                db.sql("select pg_advisory_xact_lock(4712)").query(_ -> {});
                threads.submit(() -> load.commit(reporter(id), id));
                awaitWaiting(1, List.of());
                for (var task : tasks) {
                    coming.add(threads.submit(task));
                    awaitWaiting(1 + coming.size(), List.of(coming.getLast()));
                }
            });
            return coming.stream().map(WorkbookBesideClaimsTests::get).toList();
        }
    }

    private Actor reporter(UUID id) {
        return cast.actor(imports.find(id).orElseThrow().requested().person());
    }

    /** Until so many wait for us, or for who does, or one of these has not waited. */
    private void awaitWaiting(int waiting, List<Future<String>> or) {
        Await.until(() -> or.stream().anyMatch(Future::isDone)
            || db.sql("""
                with recursive waits (pid) as (
                    select pg_backend_pid()
                     union
                    select l.pid from pg_locks l join waits w on w.pid = any (pg_blocking_pids(l.pid)) where not l.granted)
                select count(*) > :waiting from waits
                """).param("waiting", waiting).query(Boolean.class).single());
    }

    private static String get(Future<String> task) {
        try {
            return task.get();
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    private static String said(Runnable act) {
        try {
            act.run();
            return "done";
        } catch (Refused e) {
            return e.verdict().unmet().stream().map(Condition::code).collect(Collectors.joining(" "));
        }
    }

    private void move(Cast.Place unit, Cast.Place into) {
        db.sql("update directory.organization set parent_id = :into, path = cast(:path as public.ltree) || public.subpath(path, -1) where id = :unit")
            .param("into", into.id().value()).param("path", into.path()).param("unit", unit.id().value()).update();
    }

    private String merge(Actor by, Cast.Place old, Cast.Place into) {
        var answer = mvc.post().uri("/console/units/" + old.id() + "/merging").param("code", into.code()).param("confirmed", "true").with(csrf()).with(as(by)).exchange();
        return answer.getResponse().getStatus() == 302 ? "done" : "merger " + answer.getResponse().getStatus();
    }

    private Known known(Cast.Place at) {
        var document = Cast.documentNumber();
        return new Known(cast.actor(cast.aPerson().at(at).name("王芳").document(document).save()), document, "");
    }

    /** What the workbook says of everybody, as somebody says it himself. */
    private static LoadClaims.Wanted training() {
        return new LoadClaims.Wanted("OFFLINE_TRAINING", "PROFESSIONAL", null, "国培", null, Claimed.day(9), Claimed.day(8), "16", List.of(Claimed.paper()));
    }

    private UUID planned(Cast.Place by, Actor reporter, String kind, List<Known> people) throws Exception {
        @SuppressWarnings("unchecked")
        List<String>[] rows = people.stream().map(it -> ProviderImportTests.row("王芳", it.document.value(), "国培", "专业科目", Claimed.day(9), Claimed.day(8), "16", it.number)).toArray(List[]::new);
        var id = load.plan(reporter, by.id(), kind, "学员.xlsx", ProviderImportTests.workbook(rows));
        Await.until(() -> state(id) == ProviderImport.State.PLANNED);
        assertThat(imports.find(id).orElseThrow().totals().takes()).isEqualTo(people.size());
        return id;
    }

    private ProviderImport.State state(UUID id) {
        return imports.find(id).orElseThrow().state();
    }
}
