package org.xingtan.planning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.xingtan.directory.Role;
import org.xingtan.planning.PlanPeople.Which;
import org.xingtan.platform.Actor;
import org.xingtan.platform.NotFound;
import org.xingtan.platform.TeacherId;
import org.xingtan.testing.Forms;
import org.xingtan.testing.Statements;
import org.xingtan.testing.XingtanTest;

/** Who takes part in what a plan means for him, and who does not, one by one. */
@XingtanTest
class PlanPeopleTests extends PlanSteps {

    @Autowired LookAtPlanPeople people;
    @Autowired PlanPeople rows;
    @Autowired Forms forms;

    private PlanningView.People list(Actor reader, UUID plan, @Nullable UUID line, Which which, @Nullable String search) {
        return people.at(reader, plan, LookAtPlans.Asked.NOTHING, new LookAtPlanPeople.Question(line == null ? null : line.toString(), which.name(), search), null);
    }

    private static List<TeacherId> ids(PlanningView.People view) {
        return view.page().items().stream().map(PlanPeople.Row::teacher).toList();
    }

    /** Each number on a page is as long as the list behind it. */
    @Test
    void theListsAreWhatTheNumbersSay() {
        var training = training();
        var joined = cast.teacher(school, "HOMEROOM_TEACHER");
        var done = cast.teacher(privately, "HOMEROOM_TEACHER");
        var idle = cast.aPerson().name("欧阳闲").posts("HOMEROOM_TEACHER", "RESEARCHER").at(school).save();
        learning.join(cast.actor(joined), training);
        learning.complete(cast.actor(done), training);
        var plan = plan();
        var first = line(plan, "班主任", posts("HOMEROOM_TEACHER"), training.id());
        var second = line(plan, "教研员", posts("RESEARCHER"));

        assertThat(ids(list(office, plan, first, Which.MISSING, null))).containsExactly(idle);
        assertThat(ids(list(office, plan, first, Which.TAKING, null))).containsExactlyInAnyOrder(joined, done);
        assertThat(ids(list(office, plan, first, Which.COMPLETED, null))).containsExactly(done);
        assertThat(ids(list(office, plan, null, Which.MISSING, null))).containsExactly(idle);
        assertThat(ids(list(office, plan, null, Which.WITHOUT, null))).contains(office.teacher(), principal.teacher()).doesNotContain(idle, joined, done);
        assertThat(ids(list(office, plan, null, Which.ALL, "欧阳"))).containsExactly(idle);
        assertThat(list(office, plan, null, Which.MISSING, null).page().items().getFirst().lines()).extracting(PlanLine::id).containsExactly(first, second);
        for (var line : new UUID[] {null, first, second}) {
            var view = list(office, plan, line, Which.ALL, null);
            assertThat(view.choices()).allSatisfy(which -> assertThat(ids(list(office, plan, line, which, null))).as(which + " of " + line).hasSize(view.count(which)));
        }
    }

    /** Numbers and list come of one statement, also where nobody is on the list. */
    @Test
    void isOneStatement() {
        cast.teacher(school, "RESEARCHER");
        var plan = published(posts("RESEARCHER"));
        for (var which : List.of(Which.MISSING, Which.TAKING)) {
            assertThat(Statements.of(() -> list(office, plan, null, which, null)).stream().filter(it -> it.contains("person_card"))).as(which.name()).hasSize(1);
        }
        assertThat(list(office, plan, null, Which.TAKING, null)).satisfies(it -> {
            assertThat(it.page().items()).isEmpty();
            assertThat(it.choices()).extracting(it::count).containsExactly(3, 1, 0, 2);
        });
    }

    @Test
    void aLongListGoesOn() {
        for (var n = 0; n < 5; n++) {
            cast.teacher(n % 2 == 0 ? school : privately, "RESEARCHER");
        }
        var plan = plan();
        line(plan, "教研员", posts("RESEARCHER"));
        var asked = people.decide(office, plan, LookAtPlans.Asked.NOTHING, new LookAtPlanPeople.Question(null, "MISSING", null)).asked();
        var all = new ArrayList<TeacherId>();
        var next = "";
        while (next != null) {
            var page = rows.list(asked, next, 2).page();
            page.items().forEach(it -> all.add(it.teacher()));
            next = page.next();
        }
        assertThat(all).hasSize(5).doesNotHaveDuplicates();
    }

    @Test
    void nobodySeesPeopleWhoAreNotHis() {
        cast.teacher(privately, "RESEARCHER");
        var own = cast.teacher(school, "RESEARCHER");
        var plan = published(posts("RESEARCHER"));
        assertThat(ids(list(principal, plan, null, Which.MISSING, null))).containsExactly(own);
        assertThatThrownBy(() -> list(principal, plan, UUID.randomUUID(), Which.ALL, null)).isInstanceOf(NotFound.class);
        assertThatThrownBy(() -> list(principal, plan, lines.of(plan).getFirst().id(), Which.WITHOUT, null)).isInstanceOf(NotFound.class);
        assertThatThrownBy(() -> list(cast.actor(cast.staff(county, Role.FINANCE)), plan, null, Which.ALL, null)).isInstanceOf(NotFound.class);
        assertThat(forms.get(principal, "/console/planning/plans/" + plan + "/people?organization=" + privately.id())).hasStatus(404);
    }

    @Test
    void bothAreShownAndTakenAwayWithAReason() {
        cast.aPerson().name("欧阳闲").posts("RESEARCHER").at(school).save();
        var plan = "/console/planning/plans/" + published(posts("RESEARCHER"));
        assertThat(forms.get(office, plan + "/units")).hasStatusOk().bodyText().contains(school.name(), "0 / 1", "第一项");
        assertThat(forms.get(office, plan + "/units?ownership=PRIVATE")).hasStatusOk().bodyText().doesNotContain(">" + school.name() + "<");
        assertThat(forms.get(office, plan + "/people")).hasStatusOk().bodyText().contains("欧阳闲", "有安排但没有参加");
        assertThat(forms.get(office, plan + "/people?which=TAKING")).bodyText().contains("没有这样的人");
        assertThat(forms.get(office, plan + "/people?which=SOME")).hasStatus(404);
        assertThat(forms.post(office, plan + "/people/export", "file", "csv")).hasStatus(422);
        var list = forms.post(office, plan + "/people/export", "file", "csv", "reason", "督促参训", "confirmed", "true");
        assertThat(list).hasStatusOk();
        assertThat(new String(list.getResponse().getContentAsByteArray(), StandardCharsets.UTF_8)).contains("欧阳闲", school.name(), "第一项", "公办");
        var table = forms.post(office, plan + "/units/export", "file", "csv", "reason", "年度汇报", "confirmed", "true");
        assertThat(new String(table.getResponse().getContentAsByteArray(), StandardCharsets.UTF_8)).contains(school.name(), "合计", "第一项 · 已参加");
        assertThat(forms.post(office, plan + "/units/export", "reason", "年度汇报", "confirmed", "true")).hasStatusOk();
    }
}
