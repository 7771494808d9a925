package org.xingtan.planning;

import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.xingtan.directory.Organizations;
import org.xingtan.platform.OrganizationId;

/** Lines name units by where they lie, and follow them; whoever a unit goes up in keeps its plans. The history says that they followed. */
@Component
class FollowPlans implements Organizations.Follower, Organizations.Heir {

    private static final String FOLLOWED = "FOLLOWED";

    private final TrainingPlans plans;
    private final PlanLines lines;
    private final JdbcClient db;
    private final Clock clock;

    FollowPlans(TrainingPlans plans, PlanLines lines, JdbcClient db, Clock clock) {
        this.plans = plans;
        this.lines = lines;
        this.db = db;
        this.clock = clock;
    }

    @Override
    public Runnable beforeChange(UUID[] units) {
        var before = paths(units);
        return () -> {
            var after = paths(units);
            readdress(before.entrySet().stream().filter(it -> !it.getValue().equals(after.get(it.getKey())))
                .collect(Collectors.toMap(Map.Entry::getValue, it -> after.get(it.getKey()))));
        };
    }

    /** A plan whose name that one has already in that year gets the unit's behind it. */
    @Override
    public void inherit(OrganizationId unit, OrganizationId into) {
        var passing = db.sql("select p.id, o.name from planning.plan p join directory.organization_card o on o.id = p.unit_id where p.unit_id = :unit order by p.id for update of p")
            .param("unit", unit.value()).query((row, _) -> Map.entry(row.getObject(1, UUID.class), row.getString(2))).list();
        passing.forEach(it -> pass(plans.find(it.getKey()).orElseThrow(), it.getValue(), into));
        var paths = paths(new UUID[] {unit.value(), into.value()});
        readdress(Map.of(paths.get(unit.value()), paths.get(into.value())));
    }

    private void pass(TrainingPlan plan, String unit, OrganizationId into) {
        var free = List.of(plan.title(), plan.title() + " · " + unit, plan.title() + " · " + plan.id()).stream()
            .filter(title -> !plans.isTaken(plan.id(), into, plan.year(), title)).findFirst().orElseThrow();
        plans.pass(plan.id(), into, free, plans.addStep(plan.id(), FOLLOWED, null, "", Map.of("title", plan.title(), "unit", plan.unit().toString()), "", clock.instant()));
    }

    private void readdress(Map<String, String> moved) {
        if (moved.isEmpty()) {
            return;
        }
        for (var named : lines.naming()) {
            if (!moved(named, moved).says(named)) {
                plans.lock(named.plan()).orElseThrow();
                lines.find(named.id()).ifPresent(line -> follow(line, moved(line, moved)));
            }
        }
    }

    private static PlanLine moved(PlanLine line, Map<String, String> paths) {
        return line.with(Group.of(line.group().audience().moved(paths)));
    }

    /** What a keeper has changed before the plan was held stays. */
    private void follow(PlanLine line, PlanLine next) {
        if (!next.says(line)) {
            var n = plans.addStep(line.plan(), FOLLOWED, null, line.title(), Map.of("title", line.title(), "units", line.group().units()), "", clock.instant());
            plans.raise(line.plan(), n);
            lines.change(next, n);
        }
    }

    private Map<UUID, String> paths(UUID[] units) {
        var paths = new HashMap<UUID, String>();
        db.sql("select id, path::text from directory.organization_card where id = any (?)").param(units).query(row -> {
            paths.put(row.getObject(1, UUID.class), row.getString(2));
        });
        return paths;
    }
}
