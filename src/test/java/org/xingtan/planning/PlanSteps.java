package org.xingtan.planning;

import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.xingtan.directory.LoadDirectory;
import org.xingtan.directory.OrganizationRow;
import org.xingtan.platform.Actor;
import org.xingtan.platform.OrganizationId;
import org.xingtan.platform.ProgramId;
import org.xingtan.platform.Window;
import org.xingtan.program.ProgramDetail;
import org.xingtan.testing.Cast;
import org.xingtan.testing.Curriculum;
import org.xingtan.testing.Learning;

/** A county with a public and a private school, and whoever plans for it. */
abstract class PlanSteps {

    static final int YEAR = LocalDate.now(Window.ZONE).getYear();

    @Autowired Cast cast;
    @Autowired Curriculum curriculum;
    @Autowired Learning learning;
    @Autowired JdbcClient db;
    @Autowired LoadDirectory directory;
    @Autowired LoadPlans load;
    @Autowired KeepTrainingPlan keep;
    @Autowired KeepPlanLines keepLines;
    @Autowired TrainingPlans plans;
    @Autowired PlanLines lines;
    @Autowired LookAtPlans look;
    @Autowired PlanningAudit audit;

    Cast.Place county;
    Cast.Place school;
    Cast.Place privately;
    Actor office;
    Actor city;
    Actor principal;

    @BeforeEach
    void plant() {
        county = cast.county();
        school = cast.school(county);
        privately = privateSchool();
        office = cast.administrator(county);
        city = cast.administrator(county.parent());
        principal = cast.administrator(school);
    }

    private Cast.Place privateSchool() {
        var id = OrganizationId.next();
        var code = "PS-" + id.value().toString().replace("-", "").substring(12);
        directory.organizations(Stream.of(new OrganizationRow(id, code, "民办" + code, "Private " + code, "SCHOOL", county.id(), null, List.of(), true, false, false)));
        return new Cast.Place(id, code, "民办" + code, "SCHOOL", county.path() + "." + code.replace('-', '_'), county);
    }

    /** Two lessons of half an hour each, without a quiz: played, they are completed. */
    ProgramDetail training() {
        return curriculum.aProgram(county.id()).phase(curriculum.course(county.id(), 1, null), curriculum.course(county.id(), 1, null)).publish();
    }

    static Group posts(String... posts) {
        return new Group(null, null, List.of(), List.of(), false, List.of(posts), List.of());
    }

    UUID plan() {
        return load.plan(office, county.id(), YEAR, "年度规划", "示例文件", "人人有安排");
    }

    UUID line(UUID plan, String title, Group group, ProgramId... trainings) {
        return load.line(office, plan, new LoadPlans.Wanted(title, group, "", null, null, List.of(trainings)));
    }

    UUID published(Group group, ProgramId... trainings) {
        var plan = plan();
        line(plan, "第一项", group, trainings);
        load.publish(office, plan);
        return plan;
    }

    PlanningView.OnePlan at(Actor reader, UUID plan, Cast.@Nullable Place place, @Nullable String ownership) {
        return look.plan(reader, plan, new LookAtPlans.Asked(place == null ? null : place.id(), ownership));
    }

    Coverage.Count count(PlanningView.OnePlan view) {
        return view.coverage().all().of(view.lines().getFirst());
    }
}
