package org.xingtan.discussion;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.xingtan.platform.Actor;
import org.xingtan.platform.Uuids;
import org.xingtan.platform.Window;
import org.xingtan.program.ProgramDetail;
import org.xingtan.testing.Cast;
import org.xingtan.testing.Curriculum;
import org.xingtan.testing.Forms;
import org.xingtan.testing.Learning;
import org.xingtan.testing.XingtanTest;

/** An activity that is announced asks whose people come together to see to their safety. */
@XingtanTest
class SafetyOfActivitiesTests {

    private static final LocalDate TODAY = LocalDate.now(Window.ZONE);

    @Autowired Cast cast;
    @Autowired Curriculum curriculum;
    @Autowired Learning learning;
    @Autowired KeepActivity keep;
    @Autowired Forms forms;

    private Cast.Place county;
    private Cast.Place school;
    private ProgramDetail program;
    private Actor keeper;
    private UUID activity;

    @BeforeEach
    void announce() {
        county = cast.county();
        school = cast.school(county);
        program = curriculum.aProgram(county.id()).publish();
        keeper = cast.administrator(school);
        activity = Uuids.next();
        keep.open(keeper, activity, program.id(), school.id(), facts(3));
    }

    @Test
    void whoHoldsItAnswersAndThoseWhoComeReadWhoCanBeReached() {
        var safety = "/console/safety/" + activity;
        assertThat(forms.get(keeper, "/console/safety")).hasStatusOk().bodyText().contains("校内集体备课", "线下活动");
        assertThat(forms.get(keeper, "/console/discussions/activities/" + activity)).hasStatusOk().bodyText().contains("还有 6 项未落实", "href=\"" + safety + "\"");
        assertThat(forms.get(keeper, "/home")).bodyText().contains("安全清单还有 6 项未落实");
        assertThat(forms.post(keeper, safety, "answer.PLACE", "DONE", "responsible", "李主任", "phone", "0735-7654321")).hasStatus3xxRedirection();
        assertThat(forms.post(cast.administrator(county), safety, "answer.HEALTH", "DONE")).hasStatus(403);
        assertThat(forms.post(cast.administrator(cast.school(county)), safety, "answer.HEALTH", "DONE")).hasStatus(404);
        var teacher = cast.teacher(school);
        learning.join(cast.actor(teacher), program);
        assertThat(forms.get(cast.actor(teacher), "/discussions/activities/" + activity)).hasStatusOk().bodyText().contains("安全责任人：李主任", "tel:0735-7654321");
        keep.change(keeper, activity, 1, facts(20), List.of());
        assertThat(forms.get(keeper, "/home")).bodyText().doesNotContain("安全清单还有");
    }

    @Test
    void whatIsEnteredAfterItWasHeldAsksNothing() {
        var past = Uuids.next();
        keep.open(keeper, past, program.id(), school.id(), facts(-1));
        assertThat(forms.get(keeper, "/console/safety/" + past)).hasStatus(404);
        assertThat(forms.get(keeper, "/console/discussions/activities/" + past)).hasStatusOk().bodyText().doesNotContain("安全清单</h2>", "项未落实");
    }

    private static KeepActivity.Facts facts(int days) {
        return new KeepActivity.Facts("校内集体备课", "围绕案例集体备课，带上自己的课例。", "一楼会议室", "王主任", TODAY.plusDays(days), "");
    }
}
