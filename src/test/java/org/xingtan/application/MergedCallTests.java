package org.xingtan.application;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.transaction.support.TransactionTemplate;
import org.xingtan.directory.Organizations;
import org.xingtan.directory.Role;
import org.xingtan.testing.Cast;
import org.xingtan.testing.Forms;
import org.xingtan.testing.XingtanTest;

/** A district that has called goes up in another one: that one decides last, publishes the list and keeps the places. */
@XingtanTest
class MergedCallTests {

    @Autowired Called called;
    @Autowired Cast cast;
    @Autowired Organizations organizations;
    @Autowired ApplicationAudit audit;
    @Autowired MockMvcTester mvc;
    @Autowired Forms forms;
    @Autowired JdbcClient db;
    @Autowired TransactionTemplate transaction;

    @Test
    void whoeverTakesOverDecidesLastAndKeepsThePlaces() {
        var city = cast.city();
        var county = cast.under(city, "COUNTY");
        var heir = cast.under(city, "COUNTY");
        var school = cast.school(county);
        var program = called.call(county, 10, 0);
        called.quotaOf(program, county, "ENGLISH", 4);
        called.quota(program, school, 3);
        var application = called.apply(called.teacher(school), program);
        called.approve(cast.actor(cast.staff(school, Role.PRINCIPAL)), application);
        var office = cast.administrator(heir);
        assertThat(mvc.get().uri("/console/applications/calls/" + program).with(Cast.as(office)).exchange()).hasStatus(404);

        move(school, heir);
        transaction.executeWithoutResult(_ -> {
            organizations.hold();
            organizations.merge(county.id(), heir.id());
        });

        assertThat(mvc.get().uri("/console/applications/calls/" + program).with(Cast.as(office)).exchange()).hasStatusOk();
        assertThat(db.sql("select organization_id from application.quota where program_id = :p and subject <> '' and granted = 4").param("p", program.value()).query(UUID.class).list())
            .as("with what the caller had given").containsExactly(heir.id().value());
        called.approve(office, application);
        assertThat(called.state(application)).isEqualTo("ADMITTED");
        assertThat(audit.findings(false).stream().filter(it -> it.contains(program.toString()))).isEmpty();
    }

    /** Its people work elsewhere by now, and only whoever has called can still decide. */
    @Test
    void aDistrictIsNotClosedWhileSomebodyWaitsForItsDecision() {
        var city = cast.city();
        var county = cast.under(city, "COUNTY");
        var program = called.call(county, 10, 0);
        var school = cast.school(county);
        var application = called.apply(called.teacher(school), program);
        move(school, cast.under(city, "COUNTY"));
        var above = cast.administrator(city);

        assertThat(forms.post(above, "/console/units/" + county.id() + "/closing", "closed", "true")).hasStatus(422).bodyText().contains("由它组织的培训没有等它审核的报名（还有 1 件）");
        db.sql("update application.application set state = 'WITHDRAWN', settled_at = now() where id = :id").param("id", application).update();
        assertThat(forms.post(above, "/console/units/" + county.id() + "/closing", "closed", "true")).hasStatus3xxRedirection();
    }

    private void move(Cast.Place unit, Cast.Place to) {
        transaction.executeWithoutResult(_ -> {
            organizations.hold();
            var moved = organizations.changing(List.of(unit.id()));
            organizations.move(unit.id(), to.id());
            moved.run();
        });
    }
}
