package org.xingtan.recognition;

import java.io.ByteArrayInputStream;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.xingtan.document.DocumentId;
import org.xingtan.platform.Actor;
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

    private final FileClaim file;
    private final ReviewClaim review;
    private final TakeBack takeBack;
    private final FileClaim.Ground ground;
    private final KeepKinds keep;
    private final Workbooks workbooks;

    /** What brings in workbooks. */
    @Component
    record Workbooks(HandInWorkbook desk, RunImports run) {}

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
        return file.file(claimant, Uuids.next(), wanted.form(bring(claimant, wanted))).id();
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
        review.review(reviewer, teacher, id, decision, reason);
    }

    @Transactional
    public void withdraw(Actor claimant, UUID id) {
        takeBack.withdraw(claimant, id);
    }

    /** A provider's workbook, as far as its plan. */
    public UUID plan(Actor reporter, OrganizationId provider, String kind, String fileName, byte[] workbook) {
        var id = workbooks.desk.handIn(reporter, provider, kind, fileName, new ByteArrayInputStream(workbook));
        workbooks.run.work(id);
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
}
