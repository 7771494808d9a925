package org.xingtan.planning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.transaction.support.TransactionTemplate;
import org.xingtan.directory.Organizations;
import org.xingtan.platform.Forbidden;
import org.xingtan.platform.NotFound;
import org.xingtan.platform.Problem;
import org.xingtan.platform.Refused;
import org.xingtan.platform.Uuids;
import org.xingtan.testing.Cast;
import org.xingtan.testing.Crossing;
import org.xingtan.testing.XingtanTest;

/** Who plans for whom, what a published plan holds, and what the database lets nobody do. */
@XingtanTest
class PlanLawsTests extends PlanSteps {

    @Autowired Organizations organizations;
    @Autowired TransactionTemplate transaction;
    @Autowired Crossing crossing;

    private static PlanForm form(String title, String shown, String reason) {
        return new PlanForm(String.valueOf(YEAR), title, "", "目标", shown, reason);
    }

    private static LineForm line(String title, String post, String shown, String reason) {
        return new LineForm(title, "", null, null, null, null, null, null, null, null, List.of(post), null, shown, reason);
    }

    @Test
    void aUnitPlansForItselfAndNobodyForItsUnitsBelow() {
        assertThatThrownBy(() -> keep.draft(city, Uuids.next(), county.id(), form("甲", null, null))).isInstanceOf(Forbidden.class);
        assertThatThrownBy(() -> keep.draft(principal, Uuids.next(), county.id(), form("甲", null, null))).isInstanceOf(NotFound.class);
        var id = keep.draft(principal, Uuids.next(), school.id(), form("本校", null, null));
        assertThatThrownBy(() -> keep.publish(office, id, null)).isInstanceOf(Forbidden.class);
        assertThatThrownBy(() -> keepLines.add(city, id, Uuids.next(), line("一", "RESEARCHER", null, null))).isInstanceOf(Forbidden.class);
    }

    @Test
    void theSameFormAgainIsTheSamePlan() {
        var made = Uuids.next();
        var id = keep.draft(office, made, county.id(), form("甲", null, null));
        assertThat(keep.draft(office, made, county.id(), form("甲", null, null))).isEqualTo(id);
        assertThatThrownBy(() -> keep.draft(office, Uuids.next(), county.id(), form("甲", null, null))).isInstanceOf(Refused.class).hasMessageContaining("planning.once");
        var first = Uuids.next();
        keepLines.add(office, id, first, line("一", "RESEARCHER", null, null));
        keepLines.add(office, id, first, line("一", "RESEARCHER", null, null));
        assertThat(lines.of(id)).hasSize(1);
        assertThatThrownBy(() -> keepLines.add(office, id, first, line("二", "RESEARCHER", null, null))).isInstanceOf(Problem.class).hasMessageContaining("error.changed-meanwhile");
        assertThatThrownBy(() -> keepLines.add(office, id, Uuids.next(), line("一", "PRINCIPAL", null, null))).isInstanceOf(Refused.class).hasMessageContaining("planning.line.once");
    }

    @Test
    void anEmptyPlanAndOneOfAYearThatIsOverAreNotPublished() {
        var empty = plan();
        assertThatThrownBy(() -> keep.publish(office, empty, null)).isInstanceOf(Refused.class).hasMessageContaining("planning.publish.lines");
        var past = load.plan(office, county.id(), YEAR - 1, "去年", "", "目标");
        line(past, "一", Group.EVERYBODY);
        assertThatThrownBy(() -> keep.publish(office, past, null)).isInstanceOf(Refused.class).hasMessageContaining("planning.publish.year");
        assertThatThrownBy(() -> keep.draft(office, Uuids.next(), county.id(), new PlanForm(String.valueOf(YEAR - 1), "晚了", "", "目标", null, null)))
            .isInstanceOf(Refused.class).hasMessageContaining("planning.form.year-ahead");
    }

    @Test
    void whatIsPublishedChangesWithAReasonThatStays() {
        var training = curriculum.aProgram(county.id()).publish().id();
        var id = published(posts("RESEARCHER"));
        var line = lines.of(id).getFirst();
        assertThatThrownBy(() -> keepLines.serve(office, line.id(), List.of(training), " ")).isInstanceOf(Refused.class).hasMessageContaining("planning.reason");
        assertThatThrownBy(() -> keepLines.change(office, line.id(), line("改名", "RESEARCHER", null, null))).isInstanceOf(Refused.class).hasMessageContaining("planning.reason");
        assertThatThrownBy(() -> keepLines.remove(office, line.id(), null)).isInstanceOf(Refused.class).hasMessageContaining("planning.reason");
        assertThatThrownBy(() -> keep.change(office, id, form("改名", null, ""))).isInstanceOf(Refused.class).hasMessageContaining("planning.reason");
        assertThatThrownBy(() -> keep.withdraw(office, id, "")).isInstanceOf(Refused.class).hasMessageContaining("planning.reason");

        keepLines.serve(office, line.id(), List.of(training), "新增培训");
        keepLines.serve(office, line.id(), List.of(training), "再发一次");
        keepLines.change(office, line.id(), line("改名", "RESEARCHER", null, "更准确"));
        keep.change(office, id, form("新规划", null, "换名"));
        assertThat(plans.steps(id, 99)).extracting(TrainingPlan.Step::act, TrainingPlan.Step::about, TrainingPlan.Step::before, TrainingPlan.Step::reason).startsWith(
            org.assertj.core.groups.Tuple.tuple("AMENDED", "", "年度规划", "换名"),
            org.assertj.core.groups.Tuple.tuple("AMENDED", "改名", "第一项", "更准确"),
            org.assertj.core.groups.Tuple.tuple("AMENDED", "第一项", "第一项", "新增培训"),
            org.assertj.core.groups.Tuple.tuple("PUBLISHED", "", "", ""));
        keepLines.remove(office, line.id(), "不再需要");
        keepLines.remove(office, line.id(), "不再需要");
        assertThat(lines.of(id)).isEmpty();
        keep.withdraw(office, id, "重新征求意见");
        assertThat(plans.find(id).orElseThrow().isPublished()).isFalse();
        assertThat(audit.findings(false)).noneMatch(it -> it.contains(id.toString()));
    }

    @Test
    void whoeverSawAnOlderOneChangesNothing() {
        var id = plan();
        var line = line(id, "一", posts("RESEARCHER"));
        var seen = String.valueOf(lines.find(line).orElseThrow().version());
        keepLines.change(office, line, line("二", "RESEARCHER", seen, null));
        assertThatThrownBy(() -> keepLines.change(office, line, line("三", "RESEARCHER", seen, null))).isInstanceOf(Problem.class).hasMessageContaining("error.changed-meanwhile");
        keepLines.change(office, line, line("二", "RESEARCHER", seen, null));
        assertThatThrownBy(() -> keep.publish(office, id, "1")).isInstanceOf(Problem.class).hasMessageContaining("error.changed-meanwhile");
        assertThatThrownBy(() -> keep.change(office, id, form("别名", "1", null))).isInstanceOf(Problem.class).hasMessageContaining("error.changed-meanwhile");
    }

    @Test
    void aTrainingOfAnotherPlaceServesNobody() {
        var line = line(plan(), "一", posts("RESEARCHER"));
        var elsewhere = curriculum.aProgram(cast.county().id()).publish().id();
        assertThatThrownBy(() -> keepLines.serve(office, line, List.of(elsewhere), null)).isInstanceOf(Refused.class).hasMessageContaining("planning.training.known");
        assertThatThrownBy(() -> keepLines.serve(office, line, List.of(), null)).isInstanceOf(Refused.class).hasMessageContaining("planning.training.some");
        var over = curriculum.aProgram(county.id()).open(Duration.ofDays(-800), Duration.ofDays(-750)).publish().id();
        assertThatThrownBy(() -> keepLines.serve(office, line, List.of(over), null)).isInstanceOf(Refused.class).hasMessageContaining("planning.training.known");
        var above = curriculum.aProgram(county.parent().id()).publish().id();
        keepLines.serve(office, line, List.of(above), null);
        keepLines.release(office, line, above, null);
        keepLines.release(office, line, above, null);
        assertThat(lines.find(line).orElseThrow().programs()).isEmpty();
    }

    @Test
    void theDatabaseLosesNothing() {
        var id = published(posts("RESEARCHER"));
        var line = lines.of(id).getFirst().id();
        for (var act : List.of("delete from planning.step where plan_id = :id", "update planning.step set reason = 'x' where plan_id = :id", "delete from planning.plan where id = :id",
            "update planning.plan set title = 'x' where id = :id", "update planning.plan set title = 'x', version = version + 1 where id = :id",
            "update planning.plan set state = 'DRAFT', published_at = null, published_by_name = null, version = version + 1 where id = :id")) {
            refuses(act, id);
        }
        for (var act : List.of("delete from planning.line where id = :id", "update planning.line set aims = 'x' where id = :id",
            "update planning.line set aims = 'x', version = version + 1 where id = :id", "update planning.line set removed = true, version = version + 1 where id = :id")) {
            refuses(act, line);
        }
        refuses("insert into planning.line (id, plan_id, position, title, audience, aims, programs, version) values (gen_random_uuid(), :id, 9, 'x', '{\"is\": \"all\", \"parts\": []}', '', '{}', 1)", id);
        var draft = load.plan(office, county.id(), YEAR, "草稿", "", "目标");
        refuses("insert into planning.line (id, plan_id, position, title, audience, aims, programs, version) values (gen_random_uuid(), :id, 9, 'x', '{\"is\": \"any\"}', '', '{}', 1)", draft);
        refuses("insert into planning.plan (id, unit_id, year, title, basis, aims, version) select gen_random_uuid(), unit_id, year, title, basis, aims, 1 from planning.plan where id = :id", id);
    }

    /** A reason that was given for something else, or long ago, serves for nothing again. */
    @Test
    void anOldReasonServesForNothingElse() {
        var id = plan();
        var first = line(id, "一", posts("RESEARCHER"));
        var second = line(id, "二", posts("PRINCIPAL"));
        load.publish(office, id);
        keepLines.change(office, second, line("三", "PRINCIPAL", null, "更名"));
        refuses("update planning.line set aims = 'x', version = (select max(n) from planning.step where plan_id = planning.line.plan_id) where id = :id", first);
        keep.change(office, id, form("换名", null, "更名"));
        refuses("update planning.line set aims = 'x', version = version + 1 where id = :id", second);
        refuses("update planning.plan set state = 'DRAFT', published_at = null, published_by_name = null, version = version + 1 where id = :id", id);
        refuses("insert into planning.plan (id, unit_id, year, title, basis, aims, version, state, published_at, published_by_name) select gen_random_uuid(), unit_id, year, 'x', basis, aims, 1, state, published_at, published_by_name from planning.plan where id = :id", id);
        assertThatThrownBy(() -> db.sql("truncate planning.line").update()).isInstanceOf(DataIntegrityViolationException.class);
        assertThatThrownBy(() -> db.sql("truncate planning.plan cascade").update()).isInstanceOf(DataIntegrityViolationException.class);
    }

    private void refuses(String act, UUID id) {
        assertThatThrownBy(() -> db.sql(act).param("id", id).update()).as(act).isInstanceOf(DataIntegrityViolationException.class);
    }

    @Test
    void auditFindsWhatItsHistoryDoesNotSay() {
        var id = published(posts("RESEARCHER"));
        transaction.executeWithoutResult(status -> {
            db.sql("update planning.plan set version = version + 3 where id = :id").param("id", id).update();
            assertThat(audit.findings(false)).anyMatch(it -> it.contains(id + " stands at step"));
            status.setRollbackOnly();
        });
        assertThat(audit.findings(false)).noneMatch(it -> it.contains(id.toString()));
    }

    /** The second one waits for the first and finds the line gone. */
    @Test
    void aLineRemovedTwiceAtOnceIsRemovedOnce() throws Exception {
        var id = published(posts("RESEARCHER"));
        var line = lines.of(id).getFirst().id();
        crossing.of(() -> keepLines.remove(office, line, "不再需要"), () -> keepLines.remove(office, line, "不再需要"));
        assertThat(plans.steps(id, 99)).extracting(TrainingPlan.Step::act).containsExactly("AMENDED", "PUBLISHED", "CHANGED", "DRAFTED");
    }

    /** What a keeper changes while a unit is on its way stays, and follows the unit. */
    @Test
    void whatIsChangedWhileAUnitMovesIsNotLost() throws Exception {
        var other = cast.under(county.parent(), "COUNTY");
        var id = published(new Group(null, null, List.of(), List.of(), false, List.of(), List.of(school.path())));
        var line = lines.of(id).getFirst().id();
        crossing.of(() -> keepLines.change(office, line, new LineForm("新名称", "新目标", null, null, null, null, null, null, null, null, null, List.of(school.path()), null, "更准确")),
            () -> move(school, other));
        var path = organizations.find(school.id()).orElseThrow().path();
        assertThat(path).startsWith(other.path());
        assertThat(lines.find(line).orElseThrow()).extracting(PlanLine::title, PlanLine::aims, it -> it.group().units()).containsExactly("新名称", "新目标", List.of(path));
    }

    /** Whoever names a unit while it moves is told that it is none of those right below any more. */
    @Test
    void aUnitThatMovesMeanwhileIsNotNamedWhereItWas() throws Exception {
        var other = cast.under(county.parent(), "COUNTY");
        var id = plan();
        var form = new LineForm("本校", "", null, null, null, null, null, null, null, null, null, List.of(school.path()), null, null);
        assertThatThrownBy(() -> crossing.of(() -> move(school, other), () -> keepLines.add(office, id, Uuids.next(), form))).hasRootCauseInstanceOf(Refused.class);
        assertThat(lines.of(id)).isEmpty();
    }

    private void move(Cast.Place unit, Cast.Place parent) {
        transaction.executeWithoutResult(_ -> {
            organizations.hold();
            var after = organizations.changing(List.of(unit.id()));
            organizations.move(unit.id(), parent.id());
            after.run();
        });
    }

    /** Where a unit lies elsewhere, lines go on naming it; where one goes up in another, that one keeps its plans. */
    @Test
    void plansFollowTheirUnits() {
        var other = cast.under(county.parent(), "COUNTY");
        var id = published(new Group(null, null, List.of(), List.of(), false, List.of(), List.of(school.path())));
        move(school, other);
        var path = organizations.find(school.id()).orElseThrow().path();
        assertThat(path).startsWith(other.path());
        assertThat(lines.of(id).getFirst().group().units()).containsExactly(path);
        assertThat(plans.steps(id, 99).getFirst()).extracting(TrainingPlan.Step::act, TrainingPlan.Step::byName).containsExactly("FOLLOWED", "");

        var there = load.plan(cast.administrator(other), other.id(), YEAR, "年度规划", "", "目标");
        transaction.executeWithoutResult(_ -> organizations.merge(county.id(), other.id()));
        assertThat(plans.find(id).orElseThrow()).extracting(TrainingPlan::unit, TrainingPlan::title).containsExactly(other.id(), "年度规划 · " + county.name());
        assertThat(plans.find(there).orElseThrow().title()).isEqualTo("年度规划");
        assertThat(audit.findings(false)).noneMatch(it -> it.contains(id.toString()));
    }
}
