package org.xingtan.safety;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.xingtan.testing.Forms;
import org.xingtan.testing.XingtanTest;

/** Two who fill in one checklist: the second loses nothing of what he typed, and sees what the first has said. */
@XingtanTest
class TypedMeanwhileTests extends SafetySteps {

    @Autowired Forms forms;

    @Test
    void whoComesSecondHasAllOfItAgainAndSendsItOnceMore() {
        var event = event(3);
        first(event);
        var page = "/console/safety/" + event;
        var again = forms.post(keeper, page, "answer.PLACE", "NOT_NEEDED", "note.PLACE", "在操场举行", "shown.PLACE", "0", "answer.HEALTH", "DONE", "note.HEALTH", "医务室已备齐", "shown.HEALTH", "0",
            "answer.TRANSPORT", "", "note.TRANSPORT", "", "shown.TRANSPORT", "0", "responsible", "王主任", "phone", "0735-1234567", "named", "0");
        assertThat(again).hasStatus(409).bodyText()
            .contains("所以还没有保存", "value=\"在操场举行\"", "value=\"医务室已备齐\"", "value=\"王主任\"", "value=\"0735-1234567\"")
            .contains(cast.actor(leader).personName() + "于", "改为：已落实 三楼也已检查", "别人已改为：李主任 0735-7654321")
            .contains("name=\"shown.PLACE\" value=\"1\"", "name=\"named\" value=\"1\"")
            .contains("value=\"大巴已租\"", "name=\"shown.TRANSPORT\" value=\"1\"");
        assertThat(checklists.of(event).seen()).as("nothing of the second").isEqualTo(2);

        assertThat(forms.post(keeper, page, "answer.PLACE", "NOT_NEEDED", "note.PLACE", "在操场举行", "shown.PLACE", "1", "answer.HEALTH", "DONE", "note.HEALTH", "医务室已备齐", "shown.HEALTH", "0",
            "answer.TRANSPORT", "DONE", "note.TRANSPORT", "大巴已租", "shown.TRANSPORT", "1", "responsible", "王主任", "phone", "0735-1234567", "named", "1")).hasStatus3xxRedirection();
        assertThat(checklists.of(event).seen()).isEqualTo(3);
        assertThat(checklists.of(event).responsible()).isEqualTo(new Occasion.Responsible("王主任", "0735-1234567"));
        assertThat(checklists.history(event)).hasSize(4);
    }

    @Test
    void soDoesWhoeverFillsItInOnThePageOfAnEvent() {
        var event = event(3);
        first(event);
        assertThat(forms.post(keeper, "/console/study/events/" + event + "/risks", "answer.PLACE", "NOT_NEEDED", "note.PLACE", "在操场举行", "shown.PLACE", "0")).hasStatus(409).bodyText()
            .contains("所以还没有保存", "value=\"在操场举行\"", "改为：已落实 三楼也已检查", "name=\"shown.PLACE\" value=\"1\"").doesNotContain("别人已改为");
        assertThat(checklists.of(event).seen()).isEqualTo(2);
        assertThat(forms.post(keeper, "/console/study/events/" + event + "/risks", "answer.PLACE", "NOT_NEEDED", "note.PLACE", "在操场举行", "shown.PLACE", "1")).hasStatus3xxRedirection();
    }

    @Test
    void whatTheFirstHasTakenOutIsSaidToo() {
        var event = event(3);
        first(event);
        answer.answer(cast.actor(leader), event, ChecklistForm.of(Map.of("responsible", "", "phone", "")));
        assertThat(forms.post(keeper, "/console/safety/" + event, "responsible", "王主任", "phone", "0735-1234567", "named", "1")).hasStatus(409).bodyText()
            .contains("别人已删去原来的姓名和电话", "value=\"王主任\"", "name=\"named\" value=\"2\"");
    }

    private void first(UUID event) {
        answer.answer(cast.actor(leader), event, ChecklistForm.of(Map.of("answer.PLACE", "DONE", "note.PLACE", "三楼也已检查", "answer.TRANSPORT", "DONE", "note.TRANSPORT", "大巴已租",
            "responsible", "李主任", "phone", "0735-7654321")));
    }
}
