package org.xingtan.offering;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.xingtan.directory.Role;
import org.xingtan.platform.Actor;
import org.xingtan.platform.Window;
import org.xingtan.selection.OfferingId;
import org.xingtan.testing.Cast;
import org.xingtan.testing.Forms;
import org.xingtan.testing.XingtanTest;

/** Who gives a course that meets answers for the safety of those who come; whose term it is sees how far that is. */
@XingtanTest
class SafetyOfOfferingsTests {

    private static final LocalDate TODAY = LocalDate.now(Window.ZONE);

    @Autowired Forms forms;
    @Autowired Course course;
    @Autowired Cast cast;

    private Cast.Place county;
    private Cast.Place provider;
    private Actor office;
    private Actor staff;
    private OfferingId offering;
    private String at;
    private String safety;

    @BeforeEach
    void offerACourse() {
        county = cast.county();
        office = cast.administrator(county);
        provider = cast.under(county.parent(), "PROVIDER");
        staff = cast.actor(cast.staff(provider, Role.PROVIDER_STAFF));
        offering = course.offered(course.term(county, 3), course.program(county).id(), 5, 5);
        at = "/console/offerings/" + offering;
        safety = "/console/safety/" + offering;
    }

    @Test
    void whoGivesItAnswersAndWhoseTermItIsSees() {
        assertThat(forms.get(office, safety)).as("learned at any time").hasStatus(404);
        meets(5);
        assertThat(forms.get(staff, "/console/safety")).hasStatusOk().bodyText().contains("阅读工作坊", "选课课程", provider.name(), "0 / 6 项已落实");
        assertThat(forms.get(staff, "/console/offerings/provided")).hasStatusOk().bodyText().contains("0 / 6 项已落实", "href=\"" + safety + "\"");
        assertThat(forms.post(staff, safety, "answer.PLACE", "DONE", "responsible", "陈老师", "phone", "13900001234")).hasStatus3xxRedirection();
        var rival = cast.actor(cast.staff(cast.under(county.parent(), "PROVIDER"), Role.PROVIDER_STAFF));
        for (var other : List.of(rival, cast.administrator(cast.county()), cast.administrator(cast.school(county)))) {
            assertThat(forms.get(other, safety)).as(other.personName()).hasStatus(404);
            assertThat(forms.post(other, safety, "answer.HEALTH", "DONE")).hasStatus(404);
        }
        assertThat(forms.get(rival, "/console/safety")).hasStatusOk().bodyText().doesNotContain("阅读工作坊");
        assertThat(forms.get(office, "/console/safety")).hasStatusOk().bodyText().contains("阅读工作坊", "1 / 6 项已落实");
        assertThat(forms.get(office, at)).hasStatusOk().bodyText().contains("还有 5 项未落实", "陈老师");
        assertThat(forms.get(office, safety)).hasStatusOk().bodyText().contains("您可以查看").doesNotContain("name=\"answer.");
        assertThat(forms.post(office, safety, "answer.HEALTH", "DONE")).hasStatus(403);
    }

    @Test
    void whoHasAPlaceReadsWhoAnswersForSafety() {
        meets(5);
        forms.post(staff, safety, "responsible", "陈老师", "phone", "13900001234");
        var school = cast.school(county);
        var teacher = cast.actor(cast.teacher(school));
        assertThat(forms.get(teacher, "/selection/offerings/" + offering)).hasStatusOk().bodyText().doesNotContain("陈老师");
        course.choose(teacher, offering);
        assertThat(forms.get(teacher, "/selection/offerings/" + offering)).hasStatusOk().bodyText().contains("安全责任人：陈老师", "tel:13900001234");
    }

    @Test
    void theDutyIsTheProvidersAndFollowsTheMeetings() {
        meets(8);
        assertThat(forms.get(staff, "/home")).hasStatusOk().bodyText().doesNotContain("安全清单还有");
        meets(7);
        assertThat(forms.get(staff, "/home")).bodyText().contains("安全清单还有 6 项未落实");
        assertThat(forms.get(office, "/home")).bodyText().doesNotContain("安全清单还有");
        assertThat(forms.post(office, at + "/withdrawal", "reason", "报名人数不足")).hasStatus3xxRedirection();
        assertThat(forms.get(staff, "/home")).bodyText().doesNotContain("安全清单还有");
        assertThat(forms.get(staff, "/console/safety")).bodyText().doesNotContain("阅读工作坊");
        assertThat(forms.post(staff, safety, "answer.PLACE", "DONE")).hasStatus(409);
    }

    private void meets(int days) {
        assertThat(forms.post(office, at, "title", "阅读工作坊", "provider", provider.code(), "hours", "4", "price", "0", "meetings", TODAY.plusDays(days) + " 09:00~12:00"))
            .hasStatus3xxRedirection();
    }
}
