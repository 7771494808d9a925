package org.xingtan.application;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hamcrest.Matchers.containsString;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;
import static org.xingtan.testing.Cast.as;
import static org.xingtan.testing.Cast.csrf;

import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.transaction.support.TransactionTemplate;
import org.xingtan.application.ReviewApplication.Decision;
import org.xingtan.directory.Organizations;
import org.xingtan.platform.ProgramId;
import org.xingtan.platform.Refused;
import org.xingtan.testing.Cast;
import org.xingtan.testing.XingtanTest;

/** A unit with places is moved below another parent: decisions go on, and the table is edited into soundness again. */
@XingtanTest
class MovedUnitTests {

    @Autowired Called called;
    @Autowired Cast cast;
    @Autowired DefineCall define;
    @Autowired KeepQuotas quotas;
    @Autowired ReviewApplication review;
    @Autowired Organizations organizations;
    @Autowired ApplicationAudit audit;
    @Autowired MockMvc mvc;
    @Autowired JdbcClient db;
    @Autowired TransactionTemplate transaction;

    private Called.Town town;
    private Cast.Place other;
    private ProgramId program;

    /** The district has six places, three of them for one school; the other district has two. The school is moved there. */
    @BeforeEach
    void moveASchoolWithPlaces() {
        town = called.town();
        other = cast.under(town.city(), "COUNTY");
        program = called.call(town.city(), 10, 5);
        called.quota(program, town.county(), 6);
        called.quota(program, other, 2);
        called.quota(program, town.school(), 3);
        move(town.school(), other);
        assertThat(flaw()).contains("3 places below " + other.code());
    }

    @Test
    void everyDecisionOfTheCallGoesOnWithinThePlacesThatItUses() {
        var direct = called.apply(called.teacher(town.direct()), program);
        called.approve(town.directPrincipal(), direct);
        called.approve(town.cityOffice(), direct);
        assertThat(called.state(direct)).isEqualTo("ADMITTED");
        var moved = called.apply(called.teacher(town.school()), program);
        called.approve(town.principal(), moved);
        called.approve(cast.administrator(other), moved);
        called.approve(town.cityOffice(), moved);
        assertThat(called.state(moved)).isEqualTo("ADMITTED");
        var late = called.apply(called.teacher(town.school()), program);
        review.review(town.principal(), late, Decision.RESERVE, "");
        review.review(cast.administrator(other), late, Decision.RETURN, "because");
        assertThat(called.state(late)).isEqualTo("RETURNED");
        assertThat(findings()).as("named as what a move may have caused").isNotEmpty().allMatch(it -> it.contains("moved or merged"));
    }

    @Test
    void whatOneApplicationUsesIsHeldBothByTheVerdictAndByTheDatabase() {
        for (var i = 0; i < 3; i++) {
            called.approve(town.principal(), called.apply(called.teacher(town.school()), program));
        }
        UUID fourth = called.apply(called.teacher(town.school()), program);

        assertThatThrownBy(() -> called.approve(town.principal(), fourth)).isInstanceOf(Refused.class).hasMessageContaining("application.room.own");
        assertThatThrownBy(() -> db.sql("update application.application set school_id = :s, school_regular = true where id = :id")
            .param("s", town.school().id().value()).param("id", fourth).update()).isInstanceOf(DataAccessException.class).hasMessageContaining("4 people on 3 places");
    }

    @Test
    void ownersSeeThatTheTableDoesNotAddUpAndMendItLineByLine() throws Exception {
        var second = cast.school(town.county());
        called.quota(program, second, 2);
        move(second, other);
        var page = get("/console/applications/calls/" + program).locale(java.util.Locale.ENGLISH);
        mvc.perform(page.with(as(town.cityOffice()))).andExpect(content().string(containsString("does not add up at present")));

        mvc.perform(save(second, 3)).andExpect(status().isUnprocessableContent());
        mvc.perform(save(second, 1)).andExpect(status().is3xxRedirection());
        assertThat(flaw()).contains("4 places below " + other.code());
        mvc.perform(save(other, 3)).andExpect(status().is3xxRedirection());
        mvc.perform(save(other, 5)).andExpect(status().isUnprocessableContent());
        quotas.remove(town.cityOffice(), program, second.id(), null, false);

        assertThat(flaw()).isEmpty();
        mvc.perform(get("/console/applications/calls/" + program).locale(java.util.Locale.ENGLISH).with(as(town.cityOffice())))
            .andExpect(content().string(org.hamcrest.Matchers.not(containsString("does not add up at present"))));
    }

    @Test
    void otherDistrictsDivideTheirOwnWhileOneIsUnsound() {
        var school = cast.school(town.county());
        quotas.save(town.countyOffice(), program, new KeepQuotas.Line(school.code(), "", "", "6"));

        assertThatThrownBy(() -> quotas.save(town.countyOffice(), program, new KeepQuotas.Line(school.code(), "", "", "7"))).isInstanceOf(Refused.class);
        assertThatThrownBy(() -> transaction.executeWithoutResult(_ -> db.sql("update application.quota set places = 7 where program_id = :p and organization_id = :o")
            .param("p", program.value()).param("o", school.id().value()).update())).isInstanceOf(DataAccessException.class);
        assertThatThrownBy(() -> db.sql("update application.quota set subject = 'MATH' where program_id = :p and organization_id = :o")
            .param("p", program.value()).param("o", school.id().value()).update()).isInstanceOf(DataAccessException.class);
    }

    @Test
    void aLineOfAUnitThatHasLeftTheCallerCanOnlyGo() {
        var away = cast.under(cast.city(), "COUNTY");
        move(town.school(), away);
        assertThat(db.sql("select kind from application.quota_flaws(:p) order by kind").param("p", program.value()).query(String.class).list()).contains("PLACED");
        var direct = called.apply(called.teacher(town.direct()), program);
        called.approve(town.directPrincipal(), direct);

        assertThatThrownBy(() -> quotas.save(town.cityOffice(), program, new KeepQuotas.Line(town.school().code(), "", "", "1"))).isInstanceOf(Refused.class);
        quotas.remove(town.cityOffice(), program, town.school().id(), null, false);

        assertThat(flaw()).isEmpty();
    }

    @Test
    void publishingAsksForAWholeSoundTable() throws Exception {
        var plain = called.definition(town.city(), 10, 0);
        define.define(plain);
        called.quota(plain.program(), town.county(), 1);
        var school = cast.school(town.county());
        called.quota(plain.program(), school, 1);
        called.quota(plain.program(), other, 0);
        move(school, other);

        mvc.perform(post("/console/applications/calls/" + plain.program() + "/publication").with(as(town.cityOffice())).with(csrf()))
            .andExpect(status().isUnprocessableContent());
    }

    private org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder save(Cast.Place unit, int places) {
        return post("/console/applications/calls/" + program + "/quotas").param("code", unit.code()).param("subject", "").param("each", "false")
            .param("places", String.valueOf(places)).with(as(town.cityOffice())).with(csrf());
    }

    private void move(Cast.Place unit, Cast.Place to) {
        transaction.executeWithoutResult(_ -> organizations.move(unit.id(), to.id()));
    }

    private String flaw() {
        return db.sql("select coalesce(application.quota_flaw(:p), '')").param("p", program.value()).query(String.class).single();
    }

    private java.util.List<String> findings() {
        return audit.findings(false).stream().filter(it -> it.contains(program.toString())).toList();
    }
}
