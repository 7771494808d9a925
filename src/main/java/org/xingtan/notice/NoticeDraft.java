package org.xingtan.notice;

import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.xingtan.document.DocumentId;
import org.xingtan.platform.Condition;
import org.xingtan.platform.Verdict;

/**
 * A notice that is being written: anything of it may still be missing.
 *
 * @param forwards number of the notice that it forwards; empty for an original
 */
public record NoticeDraft(String number, String issuer, String title, @Nullable LocalDate issuedOn, @Nullable LocalDate printedOn,
                          NoticeDefinition.Disclosure disclosure, String addressees, String signedBy, String summary, String forwards,
                          List<UUID> attachments) {

    static NoticeDraft empty(String issuer) {
        return new NoticeDraft("", issuer, "", null, null, NoticeDefinition.Disclosure.PUBLIC, "", "", "", "", List.of());
    }

    NoticeDraft with(List<UUID> attachments) {
        return new NoticeDraft(number, issuer, title, issuedOn, printedOn, disclosure, addressees, signedBy, summary, forwards, attachments);
    }

    /**
     * What publishing needs.
     *
     * @param numberFree     whether no other notice has the number
     * @param originalExists whether the notice that it forwards is here
     * @param open           whether everybody may have its attachments
     */
    Verdict verdict(boolean numberFree, boolean originalExists, boolean open) {
        return Verdict.of(Condition.of("notice.has-title", !title.isEmpty()), Condition.of("notice.has-number", !number.isEmpty()),
            Condition.of("notice.number-free", numberFree, number), Condition.of("notice.has-issuer", !issuer.isEmpty()),
            Condition.of("notice.has-date", issuedOn != null), Condition.of("notice.has-addressees", !addressees.isEmpty()),
            Condition.of("notice.printed-later", issuedOn == null || printedOn == null || !printedOn.isBefore(issuedOn)),
            Condition.of("notice.original", forwards.isEmpty() || originalExists && !forwards.equals(number), forwards),
            Condition.of("notice.attachments", open));
    }

    /** @throws NullPointerException unless the verdict is met */
    NoticeDefinition definition() {
        return new NoticeDefinition(number, issuer, title, Objects.requireNonNull(issuedOn), printedOn, disclosure, addressees,
            signedBy.isEmpty() ? null : signedBy, summary, forwards.isEmpty() ? null : forwards,
            attachments.stream().map(DocumentId::new).toList());
    }
}
