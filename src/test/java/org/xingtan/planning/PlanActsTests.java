package org.xingtan.planning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.xingtan.directory.Role;
import org.xingtan.platform.Forbidden;
import org.xingtan.platform.NotFound;
import org.xingtan.platform.Refused;
import org.xingtan.platform.TeacherId;
import org.xingtan.platform.Uuids;
import org.xingtan.platform.Window;
import org.xingtan.testing.Forms;
import org.xingtan.testing.XingtanTest;

/** What comes of a plan: reminders to those who take part in nothing, and the draft of another year. */
@XingtanTest
class PlanActsTests extends PlanSteps {

    private static final LookAtPlanPeople.Question MISSING = new LookAtPlanPeople.Question(null, "MISSING", null);

    @Autowired RemindPlanned remind;
    @Autowired Forms forms;

    private List<String> told(TeacherId person) {
        return db.sql("select text from messaging.message where teacher_id = :t and rule = 'planning.remind'").param("t", person.value()).query(String.class).list();
    }

    @Test
    void whoTakesPartInNothingIsRemindedOnceADay() {
        var training = curriculum.aProgram(county.id()).publish();
        var idle = cast.teacher(school, "HOMEROOM_TEACHER");
        var taking = cast.teacher(school, "HOMEROOM_TEACHER");
        learning.join(cast.actor(taking), training);
        var plan = published(posts("HOMEROOM_TEACHER"), training.id());
        var page = "/console/planning/plans/" + plan + "/people";
        assertThat(forms.get(office, page)).bodyText().contains("提醒名单上的 1 人");
        assertThat(forms.get(office, page + "?which=ALL")).bodyText().doesNotContain("提醒名单上的");
        var id = Uuids.next();
        assertThat(forms.post(office, page + "/reminder?which=MISSING", "reminder", id.toString(), "note", "请找师训办")).hasStatus3xxRedirection();
        assertThat(forms.post(office, page + "/reminder?which=MISSING", "reminder", id.toString(), "note", "请找师训办")).hasStatus3xxRedirection();
        assertThat(forms.get(office, page + "?sent=" + id)).bodyText().contains("已提醒 1 人");
        assertThat(told(idle)).hasSize(1);
        assertThat(told(taking)).isEmpty();
        assertThat(forms.get(principal, "/console/reminders")).hasStatusOk().bodyText().doesNotContain("有安排但没有参加");
        assertThat(forms.get(office, "/console/reminders")).hasStatusOk().bodyText().contains("有安排但没有参加", "data-label=\"经办人\">" + office.personName(), page + "?organization=" + county.id() + "&amp;which=MISSING");
        assertThat(forms.get(office, page + "?organization=" + county.id() + "&which=MISSING")).hasStatusOk();
        var again = Uuids.next();
        assertThatThrownBy(() -> remind.remind(principal, again, plan, LookAtPlans.Asked.NOTHING, MISSING, null)).isInstanceOf(Refused.class)
            .hasMessageContaining("planning.remind.somebody");
        assertThat(remind.sent(principal, again)).isNull();
        assertThat(told(idle)).hasSize(1);
    }

    @Test
    void nobodyIsRemindedOfADraftOrByWhoeverIsNotInCharge() {
        cast.teacher(school, "RESEARCHER");
        var draft = plan();
        line(draft, "一", posts("RESEARCHER"));
        assertThatThrownBy(() -> remind.remind(office, Uuids.next(), draft, LookAtPlans.Asked.NOTHING, MISSING, null)).isInstanceOf(Refused.class)
            .hasMessageContaining("planning.remind.published");
        load.publish(office, draft);
        assertThatThrownBy(() -> remind.remind(office, Uuids.next(), draft, LookAtPlans.Asked.NOTHING, new LookAtPlanPeople.Question(null, "ALL", null), null))
            .isInstanceOf(Refused.class).hasMessageContaining("planning.remind.which");
        var auditor = cast.actor(cast.staff(school, Role.AUDITOR));
        assertThatThrownBy(() -> remind.remind(auditor, Uuids.next(), draft, LookAtPlans.Asked.NOTHING, MISSING, null)).isInstanceOf(NotFound.class);
    }

    @Test
    void aPlanBecomesTheDraftOfAnotherYear() {
        var over = curriculum.aProgram(county.id()).open(Duration.between(Instant.now(), LocalDate.of(YEAR, 1, 1).atStartOfDay(Window.ZONE).toInstant()), Duration.ZERO).publish().id();
        var lasting = curriculum.aProgram(county.id()).open(Duration.ofDays(-1), Duration.ofDays(500)).publish().id();
        var plan = published(posts("HOMEROOM_TEACHER"), over, lasting);
        var made = Uuids.next();
        var next = String.valueOf(YEAR + 1);
        assertThat(keep.copy(office, plan, made, next)).isEqualTo(made);
        assertThat(keep.copy(office, plan, made, next)).isEqualTo(made);
        var draft = plans.find(made).orElseThrow();
        assertThat(draft.isPublished()).isFalse();
        assertThat(draft.year()).isEqualTo(YEAR + 1);
        assertThat(lines.of(made)).singleElement().satisfies(line -> {
            assertThat(line.title()).isEqualTo("第一项");
            assertThat(line.group()).isEqualTo(posts("HOMEROOM_TEACHER"));
            assertThat(line.programs()).containsExactly(lasting);
        });
        assertThatThrownBy(() -> keep.copy(office, plan, Uuids.next(), next)).isInstanceOf(Refused.class).hasMessageContaining("planning.once");
        assertThatThrownBy(() -> keep.copy(office, plan, Uuids.next(), "")).isInstanceOf(Refused.class).hasMessageContaining("planning.form.year");
        assertThatThrownBy(() -> keep.copy(city, plan, Uuids.next(), next)).isInstanceOf(Forbidden.class);
        assertThat(forms.post(office, "/console/planning/plans/" + plan + "/copies", "made", UUID.randomUUID().toString(), "year", String.valueOf(YEAR + 2)))
            .hasStatus3xxRedirection();
        assertThat(audit.findings(false)).noneMatch(it -> it.contains(made.toString()));
    }
}
