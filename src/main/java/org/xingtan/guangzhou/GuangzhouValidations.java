package org.xingtan.guangzhou;

import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.core.annotation.Order;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.xingtan.demo.DemoActors;
import org.xingtan.demo.DemoPart;
import org.xingtan.demo.DemoPerson;
import org.xingtan.directory.Organizations;
import org.xingtan.platform.TeacherId;
import org.xingtan.platform.Window;
import org.xingtan.standing.KeepRegistrationCycle;
import org.xingtan.validation.Call.Stage;
import org.xingtan.validation.LoadValidations;

/** Last year is validated for most; this year is being confirmed. The city says every how many years teachers are registered. */
@Component
@Order(95)
class GuangzhouValidations implements DemoPart {

    private static final String CITY = "440100";
    private static final String BASIS = "穗教发〔2017〕80号（示例日期）";

    private final LoadValidations validations;
    private final KeepRegistrationCycle cycles;
    private final DemoActors actors;
    private final Organizations organizations;
    private final JdbcClient db;
    private final Clock clock;

    GuangzhouValidations(LoadValidations validations, KeepRegistrationCycle cycles, DemoActors actors, Organizations organizations, JdbcClient db, Clock clock) {
        this.validations = validations;
        this.cycles = cycles;
        this.actors = actors;
        this.organizations = organizations;
        this.db = db;
        this.clock = clock;
    }

    @Override
    public void load(List<DemoPerson> people) {
        var today = LocalDate.ofInstant(clock.instant(), Window.ZONE);
        var city = organizations.byCode(CITY).orElseThrow();
        var by = new TeacherId(db.sql("""
                select teacher_id from directory.appointment_card
                 where organization_id = :city and role = 'TRAINING_ADMINISTRATOR'
                 order by teacher_id limit 1
                """).param("city", city.id().value()).query(UUID.class).single());
        cycles.keep(actors.of("gzcity"), city.id(), new KeepRegistrationCycle.Form("5", "2013", "中小学教师资格定期注册暂行办法（教师〔2013〕9号）", null));
        var last = today.getYear() - 1;
        validations.validated(new LoadValidations.Definition(city, last, "广州市" + last + "年度继续教育学时验证", BASIS, today.minusDays(60),
            Map.of(Stage.CONFIRM, today.minusDays(40), Stage.UNIT, today.minusDays(30), Stage.VALIDATE, today.plusDays(30)), by, "单位信息不对，我已经调到别的学校。"));
        validations.confirmed(new LoadValidations.Definition(city, today.getYear(), "广州市" + today.getYear() + "年度继续教育学时验证", BASIS, today.minusDays(3),
            Map.of(Stage.CONFIRM, today.plusDays(20), Stage.UNIT, today.plusDays(30), Stage.VALIDATE, today.plusDays(45)), by, "有一门课程的学时没有计入。"));
    }
}
