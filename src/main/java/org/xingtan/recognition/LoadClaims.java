package org.xingtan.recognition;

import java.io.ByteArrayInputStream;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.xingtan.document.DocumentId;
import org.xingtan.document.Documents;
import org.xingtan.ledger.Earning;
import org.xingtan.ledger.LoadEntries;
import org.xingtan.platform.Actor;
import org.xingtan.platform.CreditHours;
import org.xingtan.platform.OrganizationId;
import org.xingtan.platform.TeacherId;
import org.xingtan.platform.Uuids;

/** Claims of invented people, decided as anybody's: what the rules refuse is refused here as well. */
@Component
public class LoadClaims {

    /**
     * A claim to be filed.
     *
     * @param kind     null for the first one that takes the category
     * @param from     a day, {@code 2026-03-15}
     * @param evidence files it rests on
     */
    public record Wanted(@Nullable String kind, String category, @Nullable String theme, String title, @Nullable String number, String from, String to,
                         String hours, List<Paper> evidence) {

        ClaimForm form(List<DocumentId> files) {
            return new ClaimForm(kind, category, theme, title, number, from, to, hours, files.stream().map(DocumentId::toString).toList());
        }
    }

    /** @param name with an ending that says what it is: pdf, jpg, png or docx */
    public record Paper(String name, byte[] bytes) {}

    /**
     * A training that many attended, each of them with a claim that his school and the district have approved.
     *
     * @param kind   one that a list of those present proves for all of them
     * @param list   of those present
     * @param filed  when all of them claimed; school and district decide in the week after
     * @param people left out are who has hours of these days already, or reviews at his own school
     */
    public record Recognized(OrganizationId jurisdiction, String kind, String category, @Nullable String theme, String title, LocalDate from, LocalDate to,
                             CreditHours hours, Paper list, Instant filed, List<TeacherId> people) {}

    private final FileClaim file;
    private final ReviewClaim review;
    private final TakeBack takeBack;
    private final FileClaim.Ground ground;
    private final KeepKinds keep;
    private final Workbooks workbooks;

    /** What brings in workbooks. */
    @Component
    record Workbooks(HandInWorkbook desk, RunImports run, Lists lists) {}

    LoadClaims(FileClaim file, ReviewClaim review, TakeBack takeBack, FileClaim.Ground ground, KeepKinds keep, Workbooks workbooks) {
        this.file = file;
        this.review = review;
        this.takeBack = takeBack;
        this.ground = ground;
        this.keep = keep;
        this.workbooks = workbooks;
    }

    /** The usual kinds, for an authority that has none yet. */
    @Transactional
    public void kinds(OrganizationId authority, String basis) {
        ground.kinds().hold(authority);
        if (ground.kinds().all(authority).isEmpty()) {
            keep.adopt(authority, basis, null);
        }
    }

    /** @throws org.xingtan.platform.Refused with the verdict */
    @Transactional
    public UUID file(Actor claimant, Wanted wanted) {
        return file.file(claimant, Uuids.next(), wanted.form(bring(claimant, wanted))).claim().id();
    }

    /** Puts right what was returned. */
    @Transactional
    public void correct(Actor claimant, UUID id, Wanted wanted) {
        file.correct(claimant, id, wanted.form(bring(claimant, wanted)));
    }

    private List<DocumentId> bring(Actor claimant, Wanted wanted) {
        return wanted.evidence.stream().map(it -> ground.evidence().bring(claimant.teacher(), it.name, new ByteArrayInputStream(it.bytes)).id()).toList();
    }

    @Transactional
    public void review(Actor reviewer, TeacherId teacher, UUID id, Claim.Decision decision, String reason) {
        review.review(reviewer, teacher, id, null, decision, reason);
    }

    @Transactional
    public void withdraw(Actor claimant, UUID id) {
        takeBack.withdraw(claimant, id);
    }

    /** @return how many of them have it recognized */
    @Transactional
    public int recognized(Recognized all) {
        return workbooks.lists.load(all);
    }

    /** A provider's workbook, as far as its plan. */
    public UUID plan(Actor reporter, OrganizationId provider, String kind, String fileName, byte[] workbook) {
        var id = workbooks.desk.handIn(reporter, provider, kind, fileName, new ByteArrayInputStream(workbook));
        workbooks.run.workOff(id);
        return id;
    }

    /** Its plan comes true. */
    public void commit(Actor reporter, UUID id) {
        workbooks.desk.commit(reporter, id);
        workbooks.run.work(id);
    }

    /** The authority decides on all of its claims. */
    public void decide(Actor reviewer, UUID id, Claim.Decision decision, String reason) {
        workbooks.desk.decide(reviewer, id, decision, reason);
        workbooks.run.work(id);
    }

    /** Claims of many in a few statements. */
    @Component
    static class Lists {

        private static final String WHO = """
            with who as materialized (
                select p.teacher_id, p.name, p.organization_id as unit_id, c.id as above_id, c.kind as above_level, own.teacher_id as own_by, own.name as own_name,
                       above.teacher_id as above_by, above.name as above_name, gen_random_uuid() as id, gen_random_uuid() as filed, gen_random_uuid() as first,
                       gen_random_uuid() as next
                  from directory.person_card p
                  join directory.organization_card o on o.id = p.organization_id
                  join directory.organization_card c on c.id = o.parent_id and c.kind in ('COUNTY', 'CITY')
                  join lateral (select a.teacher_id, t.name from directory.appointment_card a join directory.teacher_card t on t.teacher_id = a.teacher_id
                                 where a.organization_id = o.id and a.role = 'TRAINING_ADMINISTRATOR' order by a.teacher_id limit 1) own on true
                  join lateral (select a.teacher_id, t.name from directory.appointment_card a join directory.teacher_card t on t.teacher_id = a.teacher_id
                                 where a.organization_id = c.id and a.role = 'TRAINING_ADMINISTRATOR' order by a.teacher_id limit 1) above on true
                 where p.teacher_id = any (:people) and own.teacher_id <> p.teacher_id and above.teacher_id <> p.teacher_id
                   and not exists (select from ledger.entry_card e where e.teacher_id = p.teacher_id and e.earned_on between :from and :to)),
            """;

        private static final String WRITE = WHO + """
            claim as (
                insert into recognition.claim (teacher_id, id, jurisdiction, kind, kind_version, category, theme, title, title_key, from_on, to_on, claimed, needs_presence,
                       unit_id, state, recognized, posting, filed_at, changed_at)
                select w.teacher_id, w.id, :jurisdiction, :kind, :version, :category, cast(:theme as text), :title, :titleKey, cast(:from as date), cast(:to as date),
                       cast(:hours as numeric), :presence, w.unit_id, 'APPROVED', cast(:hours as numeric), 1, cast(:filed as timestamptz), cast(:done as timestamptz)
                  from who w),
            step as (
                insert into recognition.step (teacher_id, claim_id, position, level, unit_id, state, by, by_name, at, act_id)
                select w.teacher_id, w.id, 1, 'SCHOOL', w.unit_id, 'APPROVED', w.own_by, w.own_name, cast(:seen as timestamptz), w.first from who w
                 union all
                select w.teacher_id, w.id, 2, 'COUNTY', null, 'SKIPPED', null, null, null, null from who w where w.above_level <> 'COUNTY'
                 union all
                select w.teacher_id, w.id, case w.above_level when 'COUNTY' then 2 else 3 end, w.above_level, w.above_id, 'APPROVED', w.above_by, w.above_name,
                       cast(:done as timestamptz), w.next
                  from who w),
            act as (
                insert into recognition.act (teacher_id, claim_id, n, id, act, level, at, by, by_name)
                select w.teacher_id, w.id, 1, w.filed, 'FILED', cast(null as text), cast(:filed as timestamptz), w.teacher_id, w.name from who w
                 union all
                select w.teacher_id, w.id, 2, w.first, 'APPROVE', 'SCHOOL', cast(:seen as timestamptz), w.own_by, w.own_name from who w
                 union all
                select w.teacher_id, w.id, 3, w.next, 'APPROVE', w.above_level, cast(:done as timestamptz), w.above_by, w.above_name from who w),
            brought as (
                insert into recognition.brought (teacher_id, document_id, sha256, brought_at)
                select w.teacher_id, :document, :sha256, cast(:filed as timestamptz) from who w),
            evidence as (
                insert into recognition.evidence (teacher_id, claim_id, position, document_id, sha256, live)
                select w.teacher_id, w.id, 1, :document, :sha256, true from who w)
            select w.teacher_id, w.id, w.above_name from who w
            """;

        private record Written(TeacherId teacher, UUID claim, String approvedBy) {}

        private final JdbcClient db;
        private final FileClaim.Ground ground;
        private final Documents documents;
        private final LoadEntries entries;

        Lists(JdbcClient db, FileClaim.Ground ground, Documents documents, LoadEntries entries) {
            this.db = db;
            this.ground = ground;
            this.documents = documents;
            this.entries = entries;
        }

        int load(Recognized all) {
            var kind = ground.kinds().inForce(all.jurisdiction).stream().filter(it -> it.code().equals(all.kind) && it.sharesEvidence()).findFirst().orElseThrow();
            var list = documents.find(documents.seal(all.list.name, "application/pdf", new ByteArrayInputStream(all.list.bytes))).orElseThrow();
            var written = ask(all, kind).param("document", list.id().value()).param("sha256", list.sha256())
                .query((row, _) -> new Written(new TeacherId(row.getObject(1, UUID.class)), row.getObject(2, UUID.class), row.getString(3))).list();
            entries.open(written.stream().map(Written::teacher).toList(), all.jurisdiction, done(all));
            entries.entries(written.stream().map(it -> entry(all, kind, it)));
            return written.size();
        }

        private JdbcClient.StatementSpec ask(Recognized all, Kind kind) {
            return db.sql(WRITE).param("people", TeacherId.array(all.people)).param("jurisdiction", all.jurisdiction.value()).param("kind", kind.code())
                .param("version", kind.version()).param("category", all.category).param("theme", all.theme).param("title", all.title)
                .param("titleKey", ClaimForm.key(all.title)).param("from", all.from).param("to", all.to).param("hours", all.hours.value())
                .param("presence", kind.needsPresence()).param("filed", all.filed.atOffset(ZoneOffset.UTC))
                .param("seen", all.filed.plus(Duration.ofDays(3)).atOffset(ZoneOffset.UTC)).param("done", done(all).atOffset(ZoneOffset.UTC));
        }

        private static Instant done(Recognized all) {
            return all.filed.plus(Duration.ofDays(6));
        }

        private static LoadEntries.Entry entry(Recognized all, Kind kind, Written one) {
            var evidence = new LinkedHashMap<String, Object>(Map.of("claim", one.claim.toString(), "kind", kind.code(), "from", all.from.toString(), "to", all.to.toString(),
                "claimed", all.hours.toString(), "approvedBy", one.approvedBy));
            if (all.theme != null) {
                evidence.put("theme", all.theme);
            }
            return new LoadEntries.Entry(one.teacher, all.jurisdiction, null, Earning.Place.NOWHERE, all.category, all.to, all.hours, all.hours, null, kind.version(),
                PostHours.SOURCE, one.claim.toString(), all.title, done(all), (int) Claim.days(all.from, all.to), evidence);
        }
    }
}
