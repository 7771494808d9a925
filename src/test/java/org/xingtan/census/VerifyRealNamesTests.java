package org.xingtan.census;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.xingtan.testing.Cast.as;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.xingtan.directory.People;
import org.xingtan.directory.RealNameState;
import org.xingtan.directory.Role;
import org.xingtan.platform.Actor;
import org.xingtan.platform.Forbidden;
import org.xingtan.platform.NotFound;
import org.xingtan.platform.Refused;
import org.xingtan.platform.TeacherId;
import org.xingtan.platform.persistence.OneRead;
import org.xingtan.testing.Cast;
import org.xingtan.testing.XingtanTest;

/** A unit says of its people who is who he says, many at once. */
@XingtanTest
class VerifyRealNamesTests {

    @Autowired MockMvcTester mvc;
    @Autowired Cast cast;
    @Autowired People people;
    @Autowired VerifyRealNames verify;
    @Autowired IdentityDuties duties;
    @Autowired OneRead read;

    private Cast.Place school;
    private Actor administrator;
    private TeacherId first;
    private TeacherId second;

    @BeforeEach
    void plant() {
        school = cast.school();
        administrator = cast.administrator(school);
        first = matched();
        second = matched();
    }

    @Test
    void whoseNameIsDeniedReadsItOnHisList() {
        var person = cast.teacher(school);
        assertThat(read.of(duties.of(Set.of(person)))).isEmpty();
        verify.reject(administrator, List.of(person), "证件与姓名不符");
        assertThat(read.of(duties.of(Set.of(person))).get(person)).singleElement()
            .satisfies(duty -> {
                assertThat(duty.text()).isEqualTo("census.duty.name");
                assertThat(duty.arguments()).last().isEqualTo("证件与姓名不符");
            });
        assertThat(mvc.get().uri("/home").with(as(cast.actor(person)))).bodyText().contains("单位的理由：证件与姓名不符");
        verify.verify(administrator, List.of(person));
        verify.reject(administrator, List.of(person), "号码与证件不符");
        assertThat(mvc.get().uri("/home").with(as(cast.actor(person)))).bodyText().contains("单位的理由：号码与证件不符").doesNotContain("证件与姓名不符");
        verify.verify(administrator, List.of(person));
        assertThat(read.of(duties.of(Set.of(person)))).isEmpty();
    }

    @Test
    void manyAreVerifiedAtOnceAndAgainChangesNothing() {
        assertThat(verify.verify(administrator, List.of(first, second))).isEqualTo(2);
        assertThat(verify.verify(administrator, List.of(first, second))).isZero();
        assertThat(verify.reject(administrator, List.of(second), "不是本校教师")).isEqualTo(1);

        assertThat(state(first)).isEqualTo(RealNameState.VERIFIED);
        assertThat(state(second)).isEqualTo(RealNameState.REJECTED);
    }

    @Test
    void allOrNone() {
        var unmatched = cast.aPerson().at(school).realName(RealNameState.UNVERIFIED).save();

        assertThatThrownBy(() -> verify.verify(administrator, List.of(first, unmatched))).isInstanceOf(Refused.class);
        assertThatThrownBy(() -> verify.verify(administrator, List.of(first, cast.teacher(cast.school())))).isInstanceOf(NotFound.class);

        assertThat(state(first)).isEqualTo(RealNameState.MATCHED);
    }

    @Test
    void nobodyForHimselfAndNobodyWithoutTheTaskOrAReason() {
        cast.appoint(first, Role.TRAINING_ADMINISTRATOR, school);

        assertThatThrownBy(() -> verify.verify(cast.actor(first), List.of(first))).isInstanceOf(Forbidden.class);
        assertThatThrownBy(() -> verify.verify(cast.actor(cast.staff(school, Role.PRINCIPAL)), List.of(first))).isInstanceOf(NotFound.class);
        assertThatThrownBy(() -> verify.reject(administrator, List.of(first), " ")).isInstanceOf(Refused.class);
        assertThatThrownBy(() -> verify.verify(administrator, List.of())).isInstanceOf(Refused.class);
    }

    @Test
    void thePageShowsWhoWaitsAndTakesTheWordBack() {
        assertThat(page("MATCHED")).contains(first.toString(), second.toString());
        post("verification", first);
        assertThat(page("VERIFIED")).contains(first.toString()).doesNotContain(second.toString());
        post("rejection", first);
        assertThat(page("REJECTED")).contains(first.toString());
        post("verification", first);
        assertThat(state(first)).isEqualTo(RealNameState.VERIFIED);
        assertThat(mvc.get().uri("/console/census/real-names?state=NONSENSE").with(Cast.as(administrator))).hasStatus(400);
    }

    @Test
    void anAddressThatCannotBeIsRefusedBeforeAnythingIsDecided() {
        for (var act : List.of("verification", "rejection")) {
            assertThat(form(act, first).param("organization", "{x}").param("state", "MATCHED")).hasStatus(404);
            assertThat(form(act, first).param("organization", school.id().toString()).param("state", "{x}")).hasStatus(400);
        }
        assertThat(state(first)).isEqualTo(RealNameState.MATCHED);
    }

    private TeacherId matched() {
        return cast.aPerson().at(school).realName(RealNameState.MATCHED).save();
    }

    private RealNameState state(TeacherId person) {
        return people.find(person).orElseThrow().realName();
    }

    private void post(String act, TeacherId person) {
        assertThat(form(act, person).param("organization", school.id().toString()).param("state", "MATCHED")).hasStatus3xxRedirection();
    }

    private MockMvcTester.MockMvcRequestBuilder form(String act, TeacherId person) {
        return mvc.post().uri("/console/census/real-names/" + act).with(Cast.as(administrator)).with(Cast.csrf())
            .param("person", person.toString()).param("reason", "查无此人");
    }

    private String page(String state) {
        var result = mvc.get().uri("/console/census/real-names?state=" + state + "&organization=" + school.id())
            .locale(Locale.SIMPLIFIED_CHINESE).with(Cast.as(administrator)).exchange();
        assertThat(result).hasStatusOk();
        return new String(result.getResponse().getContentAsByteArray(), java.nio.charset.StandardCharsets.UTF_8);
    }
}
