package org.xingtan.directory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.xingtan.platform.Forbidden;
import org.xingtan.platform.NotFound;
import org.xingtan.platform.Refused;
import org.xingtan.testing.Cast;
import org.xingtan.testing.XingtanTest;

@XingtanTest
class RealNameTests {

    @Autowired Cast cast;
    @Autowired RealName realName;
    @Autowired People people;
    @Autowired JdbcClient db;

    @Test
    void goesFromMatchedToVerifiedByTheUnit() {
        var school = cast.school();
        var person = cast.aPerson().at(school).realName(RealNameState.UNVERIFIED).save();
        var administrator = cast.administrator(school);

        assertThatThrownBy(() -> realName.verify(administrator, person)).isInstanceOf(Refused.class);
        realName.match(cast.actor(person), person);
        realName.match(cast.actor(person), person);
        realName.verify(administrator, person);

        assertThat(people.find(person)).hasValueSatisfying(card -> assertThat(card.realName()).isEqualTo(RealNameState.VERIFIED));
        assertThat(db.sql("select after ->> 'realName' from audit.entry where target = :target order by at, id")
            .param("target", "teacher:" + person).query(String.class).list()).containsExactly("MATCHED", "VERIFIED");
    }

    @Test
    void aUnitMayTakeItsWordBackWithAReason() {
        var school = cast.school();
        var person = cast.aPerson().at(school).realName(RealNameState.MATCHED).save();
        var administrator = cast.administrator(school);

        realName.reject(administrator, person, "不是本校教师");
        assertThatThrownBy(() -> realName.match(null, person)).isInstanceOf(Refused.class);
        realName.verify(administrator, person);

        assertThatThrownBy(() -> realName.verify(administrator, person)).isInstanceOf(Refused.class);
    }

    @Test
    void nobodyOutsideTheUnitAndNobodyForHimself() {
        var person = cast.aPerson().at(cast.school()).realName(RealNameState.MATCHED).save();
        var school = cast.school();
        var himself = cast.aPerson().at(school).realName(RealNameState.MATCHED).save();
        cast.appoint(himself, Role.TRAINING_ADMINISTRATOR, school);
        var principal = cast.actor(cast.staff(school, Role.PRINCIPAL));

        assertThatThrownBy(() -> realName.verify(cast.administrator(cast.school()), person)).isInstanceOf(NotFound.class);
        assertThatThrownBy(() -> realName.verify(cast.actor(himself), himself)).isInstanceOf(Forbidden.class);
        assertThatThrownBy(() -> realName.verify(principal, himself)).isInstanceOf(NotFound.class);
    }
}
