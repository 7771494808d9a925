package org.xingtan.application;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import org.xingtan.application.ReviewApplication.Decision;
import org.xingtan.platform.Actor;
import org.xingtan.platform.Condition;
import org.xingtan.platform.Duties;
import org.xingtan.platform.Forbidden;
import org.xingtan.platform.ProgramId;
import org.xingtan.platform.Refused;
import org.xingtan.platform.persistence.OneRead;
import org.xingtan.testing.Cast;
import org.xingtan.testing.XingtanTest;

/** A city calls, and lets its development center decide last and keep the list. */
@XingtanTest
class CenterDecidesTests {

    @Autowired MockMvcTester mvc;
    @Autowired Called called;
    @Autowired Cast cast;
    @Autowired ReviewApplication review;
    @Autowired DefineCall define;
    @Autowired Calls calls;
    @Autowired ApplicationFiles files;
    @Autowired ApplicationDuties duties;
    @Autowired OneRead read;
    @Autowired ApplicationAudit audit;
    @Autowired JdbcClient db;

    private Called.Town town;
    private Cast.Place center;
    private Actor office;
    private ProgramId program;
    private Actor teacher;
    private String at;

    @BeforeEach
    void callForApplications() {
        town = called.town();
        center = cast.under(town.city(), "DEVELOPMENT_CENTER");
        office = cast.administrator(center);
        program = called.call(town.city(), 2, 1);
        teacher = called.teacher(town.school());
        at = "/console/applications/calls/" + program;
    }

    @Test
    void aCenterDecidesTheListWhenTheCitySaysSo() {
        assertThat(get(town.cityOffice(), at)).hasStatusOk().bodyText().contains("审定单位", center.name());
        assertThat(center(town.cityOffice(), center)).hasStatus3xxRedirection();
        assertThat(center(town.cityOffice(), center)).as("the same again").hasStatus3xxRedirection();
        assertThat(acts()).containsExactly("application.center");
        var id = called.atTheCity(town, program, teacher);

        assertThat(get(teacher, "/applications/" + id)).hasStatusOk().bodyText().contains("等待" + center.name() + "审核");
        assertThat(get(teacher, "/applications/programs/" + program)).hasStatusOk().bodyText().contains(center.name());
        assertThat(get(office, at + "/queue")).hasStatusOk().bodyText().contains(id.toString());
        assertThat(get(town.cityOffice(), at + "/queue")).hasStatusOk().bodyText().contains("没有等待您审核的报名");
        assertThat(get(office, "/console/applications/" + id)).hasStatusOk().bodyText().contains("value=\"APPROVE\"");
        assertThat(duty(office)).contains("application.duty.review");
        assertThat(duty(town.cityOffice())).doesNotContain("application.duty.review");
        assertThatThrownBy(() -> called.approve(town.cityOffice(), id)).isInstanceOf(Forbidden.class).hasMessage("application.wrong-level");

        var mistake = called.approve(office, id);
        review.undo(office, mistake);
        called.approve(office, id);
        var reserve = called.atTheCity(town, program, called.teacher(town.school()));
        review.review(office, reserve, Decision.RESERVE, "");
        publishes(id, reserve);
    }

    private void publishes(UUID id, UUID reserve) {
        called.end(program);
        assertThat(get(office, at)).hasStatusOk().bodyText().contains("录取名单");
        assertThat(get(office, at + "/list")).hasStatusOk();
        assertThat(get(town.countyOffice(), at + "/list")).hasStatus(404);
        assertThat(get(cast.administrator(cast.under(town.city(), "DEVELOPMENT_CENTER")), at + "/list")).hasStatus(404);
        assertThat(post(office, at + "/list")).hasStatus3xxRedirection();
        assertThat(called.state(id)).isEqualTo("ADMITTED");
        assertThat(post(office, at + "/list/replacement")).hasStatus3xxRedirection();
        assertThat(called.state(reserve)).isEqualTo("ADMITTED");
        assertThat(post(office, at + "/list/export", "reason", "training lists", "confirmed", "true")).hasStatusOk();
        assertThat(post(office, at + "/places", "places", "9", "reserve", "9")).as("the call itself is the city's").hasStatus(404);
        assertThat(center(town.cityOffice(), null)).as("after the list").hasStatus(422);
        assertThat(findings(id)).isEmpty();
        assertThat(findings(reserve)).isEmpty();
    }

    @Test
    void theCityTakesItBackAndDecidesItself() {
        center(town.cityOffice(), center);
        var id = called.atTheCity(town, program, teacher);
        var first = called.approve(office, id);
        assertThat(center(town.cityOffice(), null)).hasStatus3xxRedirection();

        assertThatThrownBy(() -> review.undo(office, first)).isInstanceOf(RuntimeException.class);
        review.undo(town.cityOffice(), first);
        called.approve(town.cityOffice(), id);

        assertThat(called.state(id)).isEqualTo("ADMITTED");
        assertThat(findings(id)).isEmpty();
    }

    @Test
    void aCenterThatIsClosedLeavesItToTheCity() {
        center(town.cityOffice(), center);
        var id = called.atTheCity(town, program, teacher);

        db.sql("update directory.organization set closed_on = current_date where id = :id").param("id", center.id().value()).update();

        called.approve(town.cityOffice(), id);
        assertThat(called.state(id)).isEqualTo("ADMITTED");
    }

    @Test
    void aClosedCenterThatTheCityTakesOffDoesNotComeBackByItself() {
        center(town.cityOffice(), center);
        closed("current_date");
        assertThat(get(town.cityOffice(), at)).hasStatusOk().bodyText().contains("审定单位", center.name(), "已撤销或不再直接下属");

        assertThat(center(town.cityOffice(), center)).as("nobody can name it now").hasStatus(422);
        assertThat(center(town.cityOffice(), null)).hasStatus3xxRedirection();
        assertThat(center(town.cityOffice(), null)).as("the same again").hasStatus3xxRedirection();
        closed("null");

        assertThat(calls.current(program).isDelegated()).isFalse();
        assertThat(acts()).containsExactly("application.center", "application.center");
        assertThat(get(town.cityOffice(), at)).bodyText().doesNotContain("已撤销或不再直接下属");
    }

    @Test
    void whoeverPublishesTheListKeepsItAlsoWhenAClosedCenterIsOpenAgain() {
        center(town.cityOffice(), center);
        closed("current_date");
        called.end(program);
        assertThat(post(town.cityOffice(), at + "/list")).hasStatus3xxRedirection();

        closed("null");

        assertThat(calls.current(program).isDelegated()).isFalse();
        assertThat(get(office, at + "/list")).hasStatus(404);
        assertThat(get(town.cityOffice(), at + "/list")).hasStatusOk();
    }

    @Test
    void aCenterThatPublishesTheListStaysNamed() {
        center(town.cityOffice(), center);
        called.end(program);
        assertThat(post(office, at + "/list")).hasStatus3xxRedirection();

        assertThat(calls.current(program).isDelegated()).isTrue();
    }

    private void closed(String on) {
        db.sql("update directory.organization set closed_on = " + on + " where id = :id").param("id", center.id().value()).update();
    }

    @Test
    void itsOwnPeopleLieWithItAtOnceAndNobodyDecidesHisOwn() {
        center(town.cityOffice(), center);
        var id = called.apply(office, program);

        assertThatThrownBy(() -> called.approve(office, id)).isInstanceOf(Forbidden.class).hasMessage("application.own");
        called.approve(cast.administrator(center), id);

        assertThat(called.state(id)).isEqualTo("ADMITTED");
        assertThat(findings(id)).isEmpty();
    }

    @Test
    void placesForSubjectsOfTheCityHoldForTheCenterToo() {
        center(town.cityOffice(), center);
        define.divide(program, List.of(new DefineCall.Places(town.city().id(), "CHINESE", false, 1)));
        called.approve(office, called.atTheCity(town, program, teacher));
        var second = called.atTheCity(town, program, called.teacher(town.school()));

        assertThat(refusal(() -> called.approve(office, second))).containsExactly("application.room.subject");
    }

    @Test
    void onlyACenterRightBelowWhereSomebodyDecidesIsTaken() {
        var countys = cast.under(town.county(), "DEVELOPMENT_CENTER");
        cast.administrator(countys);
        var elsewhere = cast.under(cast.city(), "DEVELOPMENT_CENTER");
        for (var other : List.of(countys, elsewhere, town.direct(), town.county())) {
            assertThat(center(town.cityOffice(), other)).as(other.code()).hasStatus(422).bodyText().contains("直接下属的教师发展中心");
            assertThatThrownBy(() -> db.sql("update application.call set center_id = :c where program_id = :p").param("c", other.id().value()).param("p", program.value()).update())
                .as(other.code()).isInstanceOf(DataAccessException.class).hasMessageContaining("right below");
        }
        assertThat(post(town.cityOffice(), at + "/center", "center", "x")).hasStatus(422);
        assertThat(center(town.cityOffice(), cast.under(town.city(), "DEVELOPMENT_CENTER"))).as("nobody is appointed there").hasStatus(422).bodyText().contains("培训管理员");
        assertThat(center(office, center)).hasStatus(404);
        assertThat(center(town.countyOffice(), center)).hasStatus(404);
        assertThat(acts()).isEmpty();
    }

    @Test
    void aCallThatNobodyCouldSeeIsRefusedWithWhatToDo() {
        var own = called.definition(center, 3, 0);

        var refused = catchThrowableOfType(Refused.class, () -> define.define(own));

        assertThat(refused.verdict().unmet()).extracting(Condition::code).containsExactly("application.define.below");
        assertThat(db.sql("select admission from program.program where id = :id").param("id", own.program().value()).query(String.class).single()).isEqualTo("OPEN");
    }

    private MvcTestResult center(Actor actor, Cast.@org.jspecify.annotations.Nullable Place place) {
        return post(actor, at + "/center", "center", place == null ? "" : place.id().toString());
    }

    private List<String> acts() {
        return db.sql("select act from audit.entry where target = :t order by at, id").param("t", "program:" + program).query(String.class).list();
    }

    private List<String> duty(Actor actor) {
        return read.of(duties.ofOffices(Set.of(actor.teacher()))).getOrDefault(actor.teacher(), List.of()).stream().map(Duties.Duty::text).toList();
    }

    private MvcTestResult get(Actor actor, String path) {
        return mvc.get().uri(path).with(Cast.as(actor)).exchange();
    }

    private MvcTestResult post(Actor actor, String path, String... fields) {
        var request = mvc.post().uri(path).with(Cast.as(actor)).with(Cast.csrf());
        for (var i = 0; i < fields.length; i += 2) {
            request.param(fields[i], fields[i + 1]);
        }
        return request.exchange();
    }

    private List<String> findings(UUID id) {
        return audit.findings(false).stream().filter(it -> it.contains(id.toString())).toList();
    }

    private static List<String> refusal(org.assertj.core.api.ThrowableAssert.ThrowingCallable act) {
        return catchThrowableOfType(Refused.class, act).verdict().unmet().stream().map(Condition::code).toList();
    }
}
