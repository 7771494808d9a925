package org.xingtan.journey;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** The pages of fees and of calendars, with something on them. */
final class FeePages {

    private final Stage stage;
    private final List<Pages.Sight> all = new ArrayList<>();

    private FeePages(Stage stage) {
        this.stage = stage;
    }

    static List<Pages.Sight> of(Stage stage) {
        var pages = new FeePages(stage);
        pages.fees();
        pages.calendars();
        return pages.all;
    }

    /** In front of who settles, of a unit that pays, and of a teacher. */
    private void fees() {
        var term = "/console/fee/terms/" + one("select id from selection.term where code = '2201期'");
        var paid = one("select statement_id from fee.payment order by id limit 1");
        add("gzfinance", "fee", "/console/fee");
        add("gzfinance", "fee-rules", "/console/fee/rules");
        add("gzfinance", "fee-term", term);
        add("gzfinance", "fee-term-choosing", "/console/fee/terms/" + one("select id from selection.term where code = '2202期'"));
        add("gzfinance", "fee-statement", "/console/fee/statements/" + paid);
        add("gzfinance", "fee-reconciliation", term + "/reconciliation");
        add("gzfinance", "fee-refunds", "/console/fee/refunds");
        add("gzfinance", "fee-refund", "/console/fee/refunds/" + one("select id from fee.refund limit 1"));
        add("gzfinance", "fee-invoices", "/console/fee/invoices");
        add("gzdistrict", "fee-reconciliation", term + "/reconciliation");
        add("school", "fee-none", "/console/fee");
        add("gzteacher", "fees-none", "/fees");
        var chosen = UUID.fromString(one("""
            select l.teacher_id from fee.line l join directory.person_card p on p.teacher_id = l.teacher_id order by l.teacher_id limit 1"""));
        stage.named(chosen, "charged");
        add("charged", "fees", "/fees");
    }

    private void calendars() {
        add("teacher", "calendar", "/calendar");
        add("gzteacher", "calendar-list", "/calendar?view=list");
        add("teacher", "calendar-empty", "/calendar?month=2001-02&view=list");
        add("teacher", "calendar-link", "/calendar/link");
        add("county", "deadlines", "/console/deadlines");
        add("gzcity", "deadlines-list", "/console/deadlines?view=list");
    }

    private void add(String role, String name, String path) {
        all.add(new Pages.Sight(role, name, path));
    }

    private String one(String sql) {
        return stage.db().sql(sql).query(String.class).single();
    }
}
