package org.xingtan.planning;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.xingtan.platform.Actor;
import org.xingtan.platform.OrganizationId;
import org.xingtan.platform.ProgramId;
import org.xingtan.platform.Uuids;

/** For whoever fills a platform: plans as their units would keep them. */
@Component
public class LoadPlans {

    /** A line. @param hours aimed at; null where none are named @param study whether school-based study serves it as well */
    public record Wanted(String title, Group group, String aims, @Nullable String category, @Nullable String hours, List<ProgramId> trainings, boolean study) {

        /** Served by trainings alone. */
        public Wanted(String title, Group group, String aims, @Nullable String category, @Nullable String hours, List<ProgramId> trainings) {
            this(title, group, aims, category, hours, trainings, false);
        }

        private LineForm form() {
            return new LineForm(title, aims, category, hours, study ? "on" : null, number(group.from()), number(group.to()), group.stages(), group.subjects(), group.rural() ? "on" : null,
                group.posts(), group.units(), null, null);
        }

        private static @Nullable String number(@Nullable Integer years) {
            return years == null ? null : years.toString();
        }
    }

    private final KeepTrainingPlan plans;
    private final KeepPlanLines lines;

    LoadPlans(KeepTrainingPlan plans, KeepPlanLines lines) {
        this.plans = plans;
        this.lines = lines;
    }

    /** A draft of the unit's. */
    @Transactional
    public UUID plan(Actor administrator, OrganizationId unit, int year, String title, String basis, String aims) {
        return plans.load(administrator, unit, new PlanForm(String.valueOf(year), title, basis, aims, null, null));
    }

    @Transactional
    public UUID line(Actor administrator, UUID plan, Wanted wanted) {
        var id = Uuids.next();
        lines.add(administrator, plan, id, wanted.form());
        if (!wanted.trainings.isEmpty()) {
            lines.serve(administrator, id, wanted.trainings, null);
        }
        return id;
    }

    /** People see it from now on. */
    @Transactional
    public void publish(Actor administrator, UUID plan) {
        plans.load(administrator, plan);
    }
}
