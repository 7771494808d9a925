package org.xingtan.unit;

import static java.time.ZoneOffset.UTC;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.xingtan.directory.LoadDirectory;
import org.xingtan.directory.OrganizationRow;
import org.xingtan.directory.Organizations;
import org.xingtan.platform.Actor;
import org.xingtan.platform.OrganizationId;
import org.xingtan.platform.Uuids;
import org.xingtan.platform.Window;
import org.xingtan.platform.persistence.CopyIn;
import org.xingtan.platform.persistence.Json;
import org.xingtan.unit.Decision.Action;

/** Does what was decided, in the caller's transaction: new units, moves, changes, and what each was before. */
@Component
class ApplyUnits {

    private static final Set<String> DIVISIONS = Set.of("PROVINCE", "CITY", "COUNTY");

    private final Organizations organizations;
    private final LoadDirectory load;
    private final JdbcClient db;
    private final CopyIn copy;

    ApplyUnits(Organizations organizations, LoadDirectory load, JdbcClient db, CopyIn copy) {
        this.organizations = organizations;
        this.load = load;
        this.db = db;
        this.copy = copy;
    }

    void apply(Actor actor, List<Decision> decisions, Map<String, KnownUnit> known, @Nullable UUID importId, Instant now) {
        db.sql("set constraints directory.organization_fits deferred").update();
        var ids = new HashMap<String, OrganizationId>();
        known.values().forEach(unit -> ids.put(unit.code(), unit.id()));
        var created = parentsFirst(decisions);
        created.forEach(decision -> ids.put(decision.row().code(), OrganizationId.next()));
        load.organizations(created.stream().map(decision -> row(decision, ids)));
        var moved = with(decisions, Action.MOVE);
        var changed = new ArrayList<>(with(decisions, Action.CHANGE));
        changed.addAll(moved);
        var afterwards = organizations.changing(changed.stream().map(decision -> ids.get(decision.row().code())).toList());
        moved.forEach(decision -> organizations.move(ids.get(decision.row().code()), ids.get(decision.facts().parent())));
        organizations.change(changed.stream().map(decision -> row(decision, ids)).toList(), LocalDate.ofInstant(now, Window.ZONE));
        // What follows walks along paths: with the statistics of the tree as it was, the planner would compare each with each.
        db.sql("analyze directory.organization").update();
        db.sql("set constraints directory.organization_fits immediate").update();
        afterwards.run();
        remember(actor, decisions, known, ids, importId, now);
    }

    /** What happened to one unit, beside what a workbook does. */
    void remember(Actor actor, OrganizationId unit, String act, Instant now) {
        copy(rows -> rows.add(Uuids.next(), unit, act, null, null, null, actor.teacher(), actor.personName(), now.atOffset(UTC)));
    }

    private void remember(Actor actor, List<Decision> decisions, Map<String, KnownUnit> known, Map<String, OrganizationId> ids,
                          @Nullable UUID importId, Instant now) {
        copy(rows -> decisions.stream().filter(decision -> decision.action().ordinal() < Action.UNCHANGED.ordinal()).forEach(decision -> {
            var before = known.get(decision.row().code());
            rows.add(Uuids.next(), ids.get(decision.row().code()), decision.action(), before == null ? null : Json.write(before.facts()),
                Json.write(decision.facts()), importId, actor.teacher(), actor.personName(), now.atOffset(UTC));
        }));
    }

    private void copy(java.util.function.Consumer<CopyIn.Rows> rows) {
        copy.copy("unit.change (id, organization_id, act, before, after, import_id, by_id, by_name, at)", rows);
    }

    private static List<Decision> with(List<Decision> decisions, Action action) {
        return decisions.stream().filter(decision -> decision.action() == action).toList();
    }

    private static List<Decision> parentsFirst(List<Decision> decisions) {
        var waiting = with(decisions, Action.CREATE).stream().collect(Collectors.toMap(it -> it.row().code(), it -> it, (one, _) -> one,
            java.util.LinkedHashMap::new));
        var sorted = new java.util.LinkedHashMap<String, Decision>();
        waiting.keySet().forEach(code -> put(code, waiting, sorted));
        return List.copyOf(sorted.values());
    }

    private static void put(@Nullable String code, Map<String, Decision> waiting, Map<String, Decision> sorted) {
        var decision = code == null || sorted.containsKey(code) ? null : waiting.get(code);
        if (decision != null) {
            put(decision.facts().parent(), waiting, sorted);
            sorted.put(code, decision);
        }
    }

    private static OrganizationRow row(Decision decision, Map<String, OrganizationId> ids) {
        var facts = decision.facts();
        var code = decision.row().code();
        return new OrganizationRow(ids.get(code), code, facts.name(), facts.nameEn(), facts.kind(), facts.parent() == null ? null : ids.get(facts.parent()),
            DIVISIONS.contains(facts.kind()) && code.matches("\\d{6}") ? code : null, facts.stages(), facts.privatelyOwned(), facts.rural(), facts.direct());
    }
}
