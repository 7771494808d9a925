package org.xingtan.guangzhou;

import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.xingtan.demo.DemoActors;
import org.xingtan.demo.DemoPart;
import org.xingtan.demo.DemoPerson;
import org.xingtan.directory.Organizations;
import org.xingtan.planning.Group;
import org.xingtan.planning.LoadPlans;
import org.xingtan.planning.LoadPlans.Wanted;
import org.xingtan.platform.Actor;
import org.xingtan.platform.OrganizationId;
import org.xingtan.platform.ProgramId;
import org.xingtan.platform.Window;
import org.xingtan.program.ProgramDetail;
import org.xingtan.program.Programs;
import org.xingtan.standing.Years;

/** What the city and one district plan for the year: lines that are served well, lines that hardly anybody takes, and one without any training. */
@Component
@Order(60)
class GuangzhouPlans implements DemoPart {

    private static final String DISTRICT = "440106";
    private static final String BASIS = "关于做好中小学教师继续教育工作的通知 " + GuangzhouCalls.NOTICE;

    private final LoadPlans plans;
    private final Programs programs;
    private final Organizations organizations;
    private final DemoActors actors;
    private final Years years;

    GuangzhouPlans(LoadPlans plans, Programs programs, Organizations organizations, DemoActors actors, Years years) {
        this.plans = plans;
        this.programs = programs;
        this.organizations = organizations;
        this.actors = actors;
        this.years = years;
    }

    @Override
    public void load(List<DemoPerson> people) {
        var city = actors.of("gzcity");
        ofCity(city, plans.plan(city, unit(GuangzhouTerms.CITY), years.current(), "广州市中小学教师培训规划", BASIS,
            "按教师成长阶段、学科和岗位统筹全年培训，做到人人有安排、缺训有提醒。"));
        var district = actors.of("gzdistrict");
        ofDistrict(district, plans.plan(district, unit(DISTRICT), years.current(), "天河区教师全员培训规划", BASIS, "落实市级规划，补足区内教师的薄弱环节，督促民办学校同步推进。"));
        var next = plans.plan(district, unit(DISTRICT), years.current() + 1, "天河区教师全员培训规划", BASIS, "征求各校意见中。");
        plans.line(district, next, new Wanted("班主任全员培训", posts("HOMEROOM_TEACHER"), "", null, null, List.of()));
    }

    private void ofCity(Actor city, UUID plan) {
        plans.line(city, plan, line("新任教师入职培训", years(0, 3), "熟悉职业规范和课堂常规，平稳度过入职适应期。", "COMMON", "4", "师德师风", "教师职业行为准则"));
        plans.line(city, plan, line("骨干班主任培养", new Group(5, null, List.of(), List.of(), false, List.of("HOMEROOM_TEACHER"), List.of()), "能主持班级活动课程，带动年级组。", null, null,
            "骨干班主任工作坊", "班主任："));
        plans.line(city, plan, line("校长任职资格培训", posts("PRINCIPAL"), "新任校长持证上岗。", null, null, "中学（中职）校长任职资格培训"));
        plans.line(city, plan, line("信息技术应用能力提升", posts("CLASSROOM_TEACHER"), "用好课堂互动和学情分析工具。", "PROFESSIONAL", "6", "信息技术2.0"));
        plans.line(city, plan, line("初中数学骨干教师提升", new Group(5, null, List.of("JUNIOR"), List.of("MATH"), false, List.of(), List.of()), "提升几何直观教学和分层作业设计能力。", null, null, "初中数学"));
        plans.line(city, plan, line("乡村学校教师支持", new Group(null, null, List.of(), List.of(), true, List.of(), List.of()), "送教下乡，培训待定。", null, null));
        plans.publish(city, plan);
    }

    private void ofDistrict(Actor district, UUID plan) {
        plans.line(district, plan, line("师德师风全员培训", Group.EVERYBODY, "全区教师每年至少完成一门。", "COMMON", "4", "师德师风"));
        plans.line(district, plan, line("青年教师成长", years(0, 5), "站稳讲台，学会带班。", null, null, "班主任：", "双减："));
        plans.line(district, plan, line("中年教师再出发", years(15, null), "更新教育技术，减轻职业倦怠。", null, null, "信息技术2.0", "心理健康与压力管理"));
        plans.line(district, plan, line("初中理科教师实验能力", new Group(null, null, List.of("JUNIOR"), List.of("PHYSICS", "CHEMISTRY", "BIOLOGY"), false, List.of(), List.of()), "", null, null,
            "初中物理", "初中化学", "初中生物"));
        plans.line(district, plan, new Wanted("校本研修人人参与", posts("CLASSROOM_TEACHER"), "教师每年参加学校组织的集体备课和听评课。", "PROFESSIONAL", "2", List.of(), true));
        plans.line(district, plan, line("教研员研修", posts("RESEARCHER"), "由区教师发展中心另行安排。", null, null));
        plans.publish(district, plan);
    }

    private static Group posts(String... posts) {
        return new Group(null, null, List.of(), List.of(), false, List.of(posts), List.of());
    }

    private static Group years(@Nullable Integer from, @Nullable Integer to) {
        return new Group(from, to, List.of(), List.of(), false, List.of(), List.of());
    }

    /** @param words that titles of the trainings begin with */
    private Wanted line(String title, Group group, String aims, @Nullable String category, @Nullable String hours, String... words) {
        return new Wanted(title, group, aims, category, hours, Stream.of(words).flatMap(this::trainings).toList());
    }

    private Stream<ProgramId> trainings(String words) {
        return programs.published().stream().filter(it -> it.code().startsWith("GZ-") && it.title().startsWith(words) && isOfTheYear(it)).map(ProgramDetail::id);
    }

    /** What was learned before it, or will be after it, is of another plan. */
    private boolean isOfTheYear(ProgramDetail program) {
        return program.learnWindows().stream().anyMatch(it -> it.opens().atZone(Window.ZONE).getYear() <= years.current() && it.closes().atZone(Window.ZONE).getYear() >= years.current());
    }

    private OrganizationId unit(String code) {
        return organizations.byCode(code).orElseThrow().id();
    }
}
