package org.xingtan.roster;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.xingtan.document.DocumentCard;
import org.xingtan.platform.web.Texts;
import org.xingtan.platform.web.Ui;

/**
 * An import on its page.
 *
 * @param people       what is going to happen to whom, a part of it
 * @param nextPeople   the row it goes on behind; null when that is all
 * @param findings     what is to be said, a part of it
 * @param nextFindings the number of the finding it goes on behind; null when that is all
 * @param workbook     as it came
 */
public record RosterView(RosterImport one, List<Planned.Person> people, @Nullable Integer nextPeople, List<RowFinding> findings, int findingCount,
                         @Nullable Integer nextFindings, DocumentCard workbook) {

    /** A finding in the reader's language. */
    public String text(Ui ui, RowFinding finding) {
        return Planned.text(ui.texts(), finding, ui.locale());
    }

    /** Why it failed or is planned again; null when there is nothing to say. */
    public @Nullable String reason(Ui ui) {
        Texts texts = ui.texts();
        return one.reason() == null ? null : texts.get(one.reason(), ui.locale(), one.arguments().toArray());
    }

    public String href() {
        return "/console/roster/imports/" + one.id();
    }
}
