package org.xingtan.roster;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.multipart.MultipartFile;
import org.xingtan.platform.Actor;
import org.xingtan.platform.OrganizationId;
import org.xingtan.platform.web.Dates;
import org.xingtan.platform.web.Texts;

@RestController
class RosterApi {

    record Progress(int done, int of) {}

    /** @param refuses whether the row is left out because of it */
    record FindingJson(int row, @Nullable String column, String code, String text, boolean refuses) {}

    record Reason(String code, String text) {}

    record ImportJson(String id, String state, Progress progress, Totals totals, List<FindingJson> findings, String organization, String file,
                      String requestedAt, @Nullable String committedAt, @Nullable Reason reason) {}

    private final UploadRoster upload;
    private final RosterDesk desk;
    private final Findings findings;
    private final Texts texts;

    RosterApi(UploadRoster upload, RosterDesk desk, Findings findings, Texts texts) {
        this.upload = upload;
        this.desk = desk;
        this.findings = findings;
        this.texts = texts;
    }

    @PostMapping("/api/v1/organizations/{id}/roster-imports")
    @ResponseStatus(HttpStatus.ACCEPTED)
    ImportJson upload(Actor actor, @PathVariable OrganizationId id, @RequestParam MultipartFile file, Locale locale) {
        return json(upload.upload(actor, id, file), locale);
    }

    @GetMapping("/api/v1/roster-imports/{id}")
    ImportJson one(Actor actor, @PathVariable UUID id, Locale locale) {
        return json(desk.look(actor, id), locale);
    }

    @PostMapping("/api/v1/roster-imports/{id}/commit")
    @ResponseStatus(HttpStatus.ACCEPTED)
    ImportJson commit(Actor actor, @PathVariable UUID id, Locale locale) {
        return json(desk.commit(actor, id), locale);
    }

    @DeleteMapping("/api/v1/roster-imports/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void discard(Actor actor, @PathVariable UUID id) {
        desk.discard(actor, id);
    }

    private ImportJson json(RosterImport one, Locale locale) {
        var reason = one.reason() == null ? null : new Reason(one.reason(), texts.get(one.reason(), locale, one.arguments().toArray()));
        return new ImportJson(one.id().toString(), one.state().name(), new Progress(one.done(), one.expected()), one.totals(),
            findings.all(one.id()).stream().map(it -> finding(it, locale)).toList(), one.unit().id().toString(), one.fileName(),
            Dates.rfc3339(one.requested().at()), rfc3339(one.committedAt()), reason);
    }

    private static @Nullable String rfc3339(@Nullable Instant at) {
        return at == null ? null : Dates.rfc3339(at);
    }

    private FindingJson finding(RowFinding it, Locale locale) {
        return new FindingJson(it.finding().row(), it.finding().column(), it.finding().code(), Planned.text(texts, it, locale), it.refuses());
    }
}
