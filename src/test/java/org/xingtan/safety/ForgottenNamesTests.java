package org.xingtan.safety;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DataAccessException;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import org.xingtan.platform.web.Dates;
import org.xingtan.testing.Cast;
import org.xingtan.testing.Forms;
import org.xingtan.testing.XingtanTest;

/** Who can be reached is known as long as somebody may have to reach him, and no longer. */
@XingtanTest
class ForgottenNamesTests extends SafetySteps {

    @Autowired ForgetNames names;
    @Autowired Forms forms;
    @Autowired MockMvcTester mvc;

    @Test
    void ninetyDaysAfterItsLastDayNobodyIsNamedAnyMore() {
        var event = named(event(3));
        var other = named(event(3));
        moved(event, -91);
        moved(other, -90);
        names.forget();
        names.forget();

        assertThat(kept(event)).containsExactly("1  ", "2  ");
        assertThat(kept(other)).containsExactly("1 李主任 0735-7654321", "2 王主任 0735-1234567");
        assertThat(checklists.of(event).responsible()).isNull();
        assertThat(checklists.of(event).named()).isEqualTo(2);
        assertThat(trail(event)).as("once").containsExactly("organization:" + school.id());
        assertThat(trail(other)).isEmpty();
        assertThat(findings(event)).isEmpty();
    }

    @Test
    void itIsSaidThatSomebodyWasNamedAndSinceWhenNobodyKnowsWho() {
        var event = named(event(3));
        var never = event(3);
        var back = named(event(3));
        answer.answer(keeper, back, ChecklistForm.of(Map.of("responsible", "", "phone", "")));
        List.of(event, never, back).forEach(it -> moved(it, -91));
        names.forget();

        var said = "公布过安全责任人。姓名和电话在活动结束 90 天后不再保留，已于" + Dates.day(TODAY, Locale.CHINESE) + "删除。";
        for (var page : List.of("/console/safety/" + event, "/console/study/events/" + event)) {
            assertThat(forms.get(keeper, page)).as(page).hasStatusOk().bodyText().contains(said, "name=\"responsible\"").doesNotContain("王主任", "还没有公布安全责任人");
        }
        assertThat(forms.get(county, "/console/safety/" + event)).hasStatusOk().bodyText().contains(said).doesNotContain("还没有公布安全责任人");
        assertThat(forms.get(county, "/console/safety/" + never)).hasStatusOk().bodyText().contains("还没有公布安全责任人").doesNotContain(said);
        assertThat(forms.get(county, "/console/safety/" + back)).as("taken back by whoever had named him").hasStatusOk().bodyText().contains("还没有公布安全责任人").doesNotContain(said);
        assertThat(forms.get(cast.actor(leader), "/study/events/" + event)).hasStatusOk().bodyText().contains(said);
        assertThat(mvc.get().uri("/console/safety/" + event).header("Accept-Language", "en").with(Cast.as(county)).exchange()).hasStatusOk().bodyText()
            .contains("It was said who answers for safety. Name and telephone number are kept for 90 days after the last day and were deleted on " + Dates.day(TODAY, Locale.ENGLISH) + ".");
        assertThat(checklists.state(event).orElseThrow().forgotten()).isEqualTo(TODAY);
        assertThat(checklists.states(List.of(event, never)).get(never).forgotten()).isNull();
    }

    @Test
    void aListAndItsFileSayTheSameOfWhatWasMovedSince() {
        var event = named(event(3));
        moved(event, -91);
        names.forget();
        moved(event, -2);
        var said = "已于" + Dates.day(TODAY, Locale.CHINESE) + "删除";
        assertThat(forms.get(county, "/console/safety?past=true")).hasStatusOk().bodyText().contains(said);
        assertThat(forms.post(county, "/console/safety/export", "past", "true", "file", "csv", "reason", "安全检查", "confirmed", "true")).hasStatusOk().bodyText().contains(said);
        answer.answer(keeper, event, ChecklistForm.of(Map.of("responsible", "张主任", "phone", "0735-1112223")));
        assertThat(forms.get(county, "/console/safety?past=true")).as("named anew").hasStatusOk().bodyText().contains("张主任").doesNotContain(said);
    }

    /** It stood open since before: what it was opened with is no word of whoever sends it, and what he has typed is. */
    @Test
    void aPageThatWasOpenedBeforeWritesNobodyBack() {
        var event = named(event(3));
        moved(event, -91);
        var page = "/console/safety/" + event;
        assertThat(forms.get(keeper, page)).hasStatusOk().bodyText().contains("name=\"before.responsible\" value=\"王主任\"", "name=\"before.phone\" value=\"0735-1234567\"");
        names.forget();

        assertThat(opened(page, "王主任", "0735-1234567", "NOT_NEEDED")).hasStatus(422).bodyText().doesNotContain("王主任", "0735-1234567", "name=\"before.");
        assertThat(opened(page, "王主任", "0735-1234567", "DONE")).hasStatus3xxRedirection();
        assertThat(checklists.of(event).seen()).as("the rest of it is kept").isEqualTo(1);
        assertThat(kept(event)).containsExactly("1  ", "2  ");
        assertThat(checklists.of(event).forgotten()).isEqualTo(TODAY);
        assertThat(opened(page, "张主任", "0735-1112223", "DONE")).hasStatus3xxRedirection();
        assertThat(checklists.of(event).responsible()).isEqualTo(new Occasion.Responsible("张主任", "0735-1112223"));
    }

    /** Typed before, shown again for a slip elsewhere, and sent after that: the name that was typed is kept, and the deleted one is nowhere. */
    @Test
    void whatWasTypedBeforeIsKeptThoughThePageWasShownAgainMeanwhile() {
        var event = named(event(3));
        moved(event, -91);
        var page = "/console/safety/" + event;
        assertThat(opened(page, "张主任", "0735-1112223", "NOT_NEEDED")).hasStatus(422).bodyText()
            .contains("value=\"张主任\"", "name=\"before.responsible\" value=\"王主任\"").doesNotContain("name=\"before.responsible\" value=\"张主任\"");
        names.forget();

        assertThat(opened(page, "张主任", "0735-1112223", "NOT_NEEDED")).hasStatus(422).bodyText().contains("value=\"张主任\"").doesNotContain("王主任", "name=\"before.");
        assertThat(opened(page, "张主任", "0735-1112223", "DONE")).hasStatus3xxRedirection();
        assertThat(checklists.of(event).responsible()).isEqualTo(new Occasion.Responsible("张主任", "0735-1112223"));
    }

    /** Deleted, and somebody else named since: a page from before that says the old name again overwrites nobody, and brings nobody back. */
    @Test
    void aPageFromBeforeOverwritesNobodyWhoWasNamedSince() {
        var event = named(event(3));
        moved(event, -91);
        var page = "/console/safety/" + event;
        names.forget();
        assertThat(opened(page, "李主任", "0735-2223334", "DONE")).hasStatus3xxRedirection();

        assertThat(opened(page, "王主任", "0735-1234567", "DONE")).hasStatus3xxRedirection();
        assertThat(checklists.of(event).responsible()).isEqualTo(new Occasion.Responsible("李主任", "0735-2223334"));
        assertThat(opened(page, "王主任", "0735-1234567", "NOT_NEEDED")).hasStatus(422).bodyText().contains("value=\"李主任\"").doesNotContain("王主任");
    }

    private MvcTestResult opened(String page, String name, String phone, String health) {
        return forms.post(keeper, page, "answer.HEALTH", health, "note.HEALTH", "", "shown.HEALTH", "0", "responsible", name, "phone", phone, "named", "2",
            "before.responsible", "王主任", "before.phone", "0735-1234567");
    }

    @Test
    void whatIsCalledOffOrNotThereAnyMoreNamesNobodyForEver() {
        var off = named(event(3));
        study.cancel(keeper, off, "改期");
        var gone = named(event(3));
        db.sql("update study.event set day = :day, in_person = id <> :gone where id in (:gone, :off)").param("day", TODAY.minusDays(91)).param("gone", gone).param("off", off).update();
        names.forget();
        assertThat(kept(off)).containsExactly("1  ", "2  ");
        assertThat(kept(gone)).as("it counts from when it was written").hasSize(2).noneMatch(it -> it.endsWith("  "));
        written(gone, 92);
        names.forget();
        assertThat(kept(gone)).containsExactly("1  ", "2  ");
        assertThat(trail(gone)).containsExactly("occasion:" + gone);
    }

    @Test
    void theAuditNamesWhatIsNotForgotten() {
        var event = named(event(3));
        moved(event, -93);
        assertThat(findings(event)).as("written just now").isEmpty();
        written(event, 3);
        assertThat(findings(event)).hasSize(1).first().asString().contains("still named");
        names.forget();
        assertThat(findings(event)).isEmpty();
    }

    @Test
    void whoWasNamedIsForgottenAndNothingElse() {
        var event = named(event(3));
        for (var statement : List.of("update safety.responsible set name = 'x' where occasion_id = :id", "delete from safety.responsible where occasion_id = :id",
            "update safety.responsible set forgotten_at = now() where occasion_id = :id", "update safety.responsible set name = '', phone = '' where occasion_id = :id",
            "update safety.responsible set name = '', phone = '', by_name = 'x', forgotten_at = now() where occasion_id = :id")) {
            assertThatThrownBy(() -> db.sql(statement).param("id", event).update()).as(statement).isInstanceOf(DataAccessException.class);
        }
        assertThat(forms.get(keeper, "/console/safety/" + event)).hasStatusOk().bodyText().contains("活动结束 90 天后自动删除");
    }

    private UUID named(UUID event) {
        answer.answer(keeper, event, ChecklistForm.of(Map.of("responsible", "李主任", "phone", "0735-7654321")));
        answer.answer(keeper, event, ChecklistForm.of(Map.of("responsible", "王主任", "phone", "0735-1234567")));
        return event;
    }

    /** As if it had been written so many days ago. */
    private void written(UUID event, int days) {
        db.sql("alter table safety.responsible disable trigger responsible_is_only_forgotten").update();
        db.sql("update safety.responsible set at = at - make_interval(days => :days) where occasion_id = :id").param("days", days).param("id", event).update();
        db.sql("alter table safety.responsible enable trigger responsible_is_only_forgotten").update();
    }

    private List<String> kept(UUID event) {
        return db.sql("select n || ' ' || name || ' ' || phone from safety.responsible where occasion_id = :id order by n").param("id", event).query(String.class).list();
    }

    private List<String> trail(UUID event) {
        return db.sql("select target from audit.entry where act = 'safety.forget' and after ->> 'occasion' = :id").param("id", event.toString()).query(String.class).list();
    }
}
