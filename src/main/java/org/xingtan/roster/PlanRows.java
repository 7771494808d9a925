package org.xingtan.roster;

import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.springframework.stereotype.Component;
import org.xingtan.directory.DocumentNumber;
import org.xingtan.directory.IncomingPeople;
import org.xingtan.directory.Vocabulary;
import org.xingtan.platform.Problem;
import org.xingtan.platform.Scope;
import org.xingtan.platform.Window;
import org.xingtan.platform.web.Texts;
import org.xingtan.platform.workbook.SheetTable;
import org.xingtan.platform.workbook.UploadedWorkbook;
import org.xingtan.roster.Decision.Action;

/** Plans a workbook a few thousand rows at a time, so that its length costs no memory. */
@Component
class PlanRows {

    /** More people than any city has teachers. */
    static final int MOST = 300_000;
    private static final int AT_ONCE = 4_000;

    private final PlanStore store;
    private final Subtrees subtrees;
    private final RosterHeadings headings;
    private final Vocabulary vocabulary;
    private final Texts texts;
    private final Clock clock;

    PlanRows(PlanStore store, Subtrees subtrees, RosterHeadings headings, Vocabulary vocabulary, Texts texts, Clock clock) {
        this.store = store;
        this.subtrees = subtrees;
        this.headings = headings;
        this.vocabulary = vocabulary;
        this.texts = texts;
        this.clock = clock;
    }

    Totals plan(RosterImport one, UploadedWorkbook workbook) {
        store.clear(one);
        try (var table = new SheetTable(workbook, headings.in(Locale.SIMPLIFIED_CHINESE))) {
            return new Planning(one, table, workbook.rowCount()).run();
        }
    }

    /** One workbook's planning. */
    private final class Planning {

        private final RosterImport one;
        private final SheetTable table;
        private final int expected;
        private final LocalDate today = LocalDate.ofInstant(clock.instant(), Window.ZONE);
        private final RosterWords words;
        private final RosterPolicy policy;
        private final Map<DocumentNumber, Integer> seen = new HashMap<>();
        private final Map<Action, Integer> counts = new HashMap<>();
        private List<RosterRow> rows = new ArrayList<>();
        private List<RowFinding> findings = new ArrayList<>();
        private int read;

        Planning(RosterImport one, SheetTable table, int expected) {
            this.one = one;
            this.table = table;
            this.expected = expected;
            this.words = new RosterWords(one.unit(), subtrees.units(one.unit()), vocabulary, texts);
            this.policy = new RosterPolicy(new Scope(List.of(one.unit().path())), today);
        }

        Totals run() {
            table.findings().forEach(finding -> findings.add(new RowFinding(finding, false)));
            for (var row : table) {
                var reading = new ReadRosterRow(words, table, row, today);
                var found = reading.read();
                findings.addAll(reading.findings());
                found.filter(this::isFirst).ifPresentOrElse(rows::add, () -> count(Action.REFUSED));
                if (++read % AT_ONCE == 0) {
                    flush();
                }
                if (read > MOST) {
                    throw new Problem(413, "roster.too-many", MOST);
                }
            }
            flush();
            if (read == 0) {
                throw new Problem(422, "roster.empty");
            }
            return Totals.of(n(Action.CREATE), n(Action.CHANGE), n(Action.TRANSFER), n(Action.RETIRE), n(Action.UNCHANGED), n(Action.REFUSED));
        }

        private boolean isFirst(RosterRow row) {
            var first = seen.putIfAbsent(row.document(), row.number());
            if (first != null) {
                findings.add(RowFinding.refusal(row.number(), table.nameOf(RosterHeadings.DOCUMENT), "roster.document.twice", first));
            }
            return first == null;
        }

        private void flush() {
            var known = store.known(rows.stream().map(RosterRow::document).toList());
            var incoming = new ArrayList<IncomingPeople.Incoming>();
            var asking = new ArrayList<Decision.Asking>();
            for (var row : rows) {
                var decision = policy.decide(row, known.get(row.document()));
                count(decision.action());
                findings.addAll(decision.findings());
                if (decision.incoming() != null) {
                    incoming.add(decision.incoming());
                }
                if (decision.asking() != null) {
                    asking.add(decision.asking());
                }
            }
            store.add(one, incoming, asking, findings);
            store.progress(one, read, Math.max(read, expected - table.header()));
            rows = new ArrayList<>();
            findings = new ArrayList<>();
        }

        private void count(Action action) {
            counts.merge(action, 1, Integer::sum);
        }

        private int n(Action action) {
            return counts.getOrDefault(action, 0);
        }
    }
}
