package org.xingtan.demo;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.xingtan.directory.LoadDirectory;
import org.xingtan.directory.OrganizationRow;
import org.xingtan.platform.OrganizationId;

/** The tree of the demo: real provinces, cities and counties with invented schools. */
@Component
class DemoOrganizations {

    private final LoadDirectory directory;
    private final JdbcClient db;

    DemoOrganizations(LoadDirectory directory, JdbcClient db) {
        this.directory = directory;
        this.db = db;
    }

    boolean areThere() {
        return db.sql("select exists (select from directory.organization_card)").query(Boolean.class).single();
    }

    /** Lets the database see how many there are by now: within one transaction nobody else does, and it would look up each. */
    void countTables() {
        db.sql("analyze directory.organization, directory.teacher, directory.employment, directory.appointment, enrollment.participation, learning.lesson_completion, "
            + "ledger.entry, ledger.account, tally.delta, selection.place, selection.selection, standing.state").update();
    }

    List<DemoUnit> load() {
        var ids = new HashMap<String, OrganizationId>();
        var rows = new ArrayList<OrganizationRow>();
        for (var row : DemoResources.table("organizations.tsv")) {
            var id = OrganizationId.next();
            ids.put(row.get("code"), id);
            rows.add(row(id, row, ids));
        }
        directory.organizations(rows.stream());
        return units(rows);
    }

    private static OrganizationRow row(OrganizationId id, DemoResources.Row row, Map<String, OrganizationId> ids) {
        return new OrganizationRow(id, row.get("code"), row.get("name"), row.get("nameEn"), row.get("kind"),
            row.has("parent") ? ids.get(row.get("parent")) : null, row.has("division") ? row.get("division") : null, row.list("stages"),
            row.get("ownership").equals("PRIVATE"), row.has("ruralSince"), row.get("subordination").equals("DIRECT"));
    }

    private List<DemoUnit> units(List<OrganizationRow> rows) {
        var paths = new HashMap<String, String>();
        db.sql("select code, path::text as path from directory.organization_card")
            .query(row -> {
                paths.put(row.getString("code"), row.getString("path"));
            });
        return rows.stream().map(row -> new DemoUnit(row.id(), row.code(), row.name(), row.kind(), row.stages(), paths.get(row.code()))).toList();
    }
}
