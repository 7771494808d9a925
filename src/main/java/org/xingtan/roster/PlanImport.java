package org.xingtan.roster;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.xingtan.document.Documents;
import org.xingtan.platform.persistence.Patience;
import org.xingtan.platform.persistence.TemporaryFiles;
import org.xingtan.platform.workbook.UploadedWorkbook;

/** Use case: a workbook that was sent becomes a plan, the whole of it or nothing. */
@Component
public class PlanImport {

    static final int SECONDS = 600;

    private final Imports imports;
    private final Subtrees subtrees;
    private final Documents documents;
    private final PlanRows planRows;
    private final Patience patience;
    private final Clock clock;

    PlanImport(Imports imports, Subtrees subtrees, Documents documents, PlanRows planRows, Patience patience, Clock clock) {
        this.imports = imports;
        this.subtrees = subtrees;
        this.documents = documents;
        this.planRows = planRows;
        this.patience = patience;
        this.clock = clock;
    }

    /** Waits for commits under way in its subtree; leaves what another node works at, or what nobody waits for any more. */
    @Transactional(timeout = SECONDS)
    public void plan(UUID id) {
        if (!subtrees.claim(id)) {
            return;
        }
        var one = imports.find(id).filter(it -> it.is(ImportState.READING));
        if (one.isPresent()) {
            patience.extend();
            subtrees.lock(one.get().unit());
            var totals = read(one.get());
            if (!imports.planned(id, totals, clock.instant())) {
                throw new CommitImport.Overtaken();
            }
        }
    }

    private Totals read(RosterImport one) {
        try {
            return TemporaryFiles.with(".xlsx", file -> documents.copy(one.document(), file), file -> {
                try (var workbook = UploadedWorkbook.open(file)) {
                    return planRows.plan(one, workbook);
                }
            });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
