package org.xingtan.directory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.xingtan.platform.Access;
import org.xingtan.platform.NotFound;
import org.xingtan.platform.OrganizationId;
import org.xingtan.platform.Scope;
import org.xingtan.platform.Task;
import org.xingtan.testing.Cast;
import org.xingtan.testing.Statements;
import org.xingtan.testing.XingtanTest;

@XingtanTest
class AccessTests {

    @Autowired Cast cast;
    @Autowired Access access;

    @Test
    void reachesTheWholeSubtreeOfAnAppointmentAndNothingBeside() {
        var county = cast.county();
        var school = cast.school(county);
        var other = cast.school(cast.under(county.parent(), "COUNTY"));
        var administrator = cast.administrator(county);

        assertThat(access.scope(administrator, Task.VIEW_TEACHERS)).isEqualTo(new Scope(java.util.List.of(county.path())));
        access.require(administrator, Task.VIEW_TEACHERS, county.id());
        access.require(administrator, Task.VIEW_TEACHERS, school.id());
        assertThatThrownBy(() -> access.require(administrator, Task.VIEW_TEACHERS, other.id())).isInstanceOf(NotFound.class);
        assertThatThrownBy(() -> access.require(administrator, Task.VIEW_TEACHERS, county.parent().id())).isInstanceOf(NotFound.class);
        assertThatThrownBy(() -> access.require(administrator, Task.VIEW_TEACHERS, OrganizationId.next())).isInstanceOf(NotFound.class);
    }

    @Test
    void aCodeThatBeginsLikeAnotherIsAnotherOrganization() {
        var county = cast.county();
        var short1 = cast.place(county, "SCHOOL", county.code() + "-S1", java.util.List.of());
        var long10 = cast.place(county, "SCHOOL", county.code() + "-S10", java.util.List.of());
        var administrator = cast.administrator(short1);

        assertThat(access.scope(administrator, Task.VIEW_TEACHERS).contains(long10.path())).isFalse();
        assertThatThrownBy(() -> access.require(administrator, Task.VIEW_TEACHERS, long10.id())).isInstanceOf(NotFound.class);
    }

    @Test
    void allowsOnlyTheTasksOfTheRole() {
        var school = cast.school();
        var auditor = cast.actor(cast.staff(school, Role.AUDITOR));
        var principal = cast.actor(cast.staff(school, Role.PRINCIPAL));
        var teacher = cast.actor(cast.teacher(school));

        assertThat(access.scope(auditor, Task.VIEW_AUDIT).isEmpty()).isFalse();
        assertThat(access.scope(auditor, Task.MANAGE_ACCOUNTS).isEmpty()).isTrue();
        assertThat(access.scope(principal, Task.PRINT_CERTIFICATES).isEmpty()).isFalse();
        assertThat(access.scope(principal, Task.MANAGE_ACCOUNTS).isEmpty()).isTrue();
        assertThat(access.scope(teacher, Task.VIEW_STATISTICS)).isEqualTo(Scope.NOTHING);
    }

    @Test
    void anAppointmentCountsFromItsFirstDayToItsLast() {
        var school = cast.school();
        var person = cast.teacher(school);
        var today = LocalDate.now(org.xingtan.platform.Window.ZONE);
        cast.appoint(person, Role.PRINCIPAL, school, today.minusYears(2), today.minusDays(1));
        cast.appoint(person, Role.TRAINING_ADMINISTRATOR, school, today.plusDays(1), null);

        assertThat(access.scope(cast.actor(person), Task.VIEW_TEACHERS).isEmpty()).isTrue();

        cast.appoint(person, Role.AUDITOR, school, today, today);

        assertThat(access.scope(cast.actor(person), Task.VIEW_TEACHERS).isEmpty()).isFalse();
    }

    @Test
    void manyAreAskedForTogetherAndWhoIsKnownIsNot() {
        var school = cast.school();
        var principal = cast.staff(school, Role.PRINCIPAL);
        var teacher = cast.teacher(school);
        var auditor = cast.staff(school, Role.AUDITOR);
        access.isAppointed(auditor);

        assertThat(Statements.of(() -> assertThat(access.appointed(Set.of(principal, teacher, auditor))).containsExactlyInAnyOrder(principal, auditor))).hasSizeLessThanOrEqualTo(1);
        assertThat(access.scope(cast.actor(principal), Task.PRINT_CERTIFICATES).contains(school.path())).isTrue();

        cast.appoint(teacher, Role.PRINCIPAL, school, LocalDate.now(org.xingtan.platform.Window.ZONE), null);

        assertThat(access.appointed(Set.of(principal, teacher, auditor))).as("at once").hasSize(3);
    }
}
