package org.xingtan.journey;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.options.AriaRole;
import java.math.BigDecimal;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A teacher appeals against hours that his school has taken back: the county says no, the city says yes, and the account shows both. */
@ExtendWith(Stage.Provider.class)
class AppealJourneyTests {

    private final Stage stage;

    AppealJourneyTests(Stage stage) {
        this.stage = stage;
    }

    @Test
    void fromAComplaintThroughTwoLevelsToTheAccount() {
        var person = appellant("appellant");
        try (var teacher = stage.visit().signIn("appellant")) {
            teacher.open("/appeals/new");
            teacher.sees("对什么有异议");
            teacher.page().locator("a[href*='kind=HOURS']").first().click();
            teacher.sees("由苏仙区在");
            teacher.page().getByLabel("申诉理由").fill("这一课是我本人学的，登录记录在平台上都有。");
            teacher.press(AriaRole.BUTTON, "提交申诉");
            teacher.sees("待决定");
            var appeal = teacher.page().url().replaceFirst("^https?://[^/]*", "");

            decide(person, "county", "不予支持", "两台设备的播放时间重叠");
            teacher.open(appeal);
            teacher.sees("两台设备的播放时间重叠");
            teacher.page().getByLabel("补充理由").fill("两次登录都在学校的网络内");
            teacher.press(AriaRole.BUTTON, "请上一级决定");
            teacher.sees("由郴州市于");

            decide(person, "city", "支持", "核对了学习记录，予以更正");
            teacher.open(appeal);
            teacher.sees("申诉已获准，学时已更正");
            teacher.open("/receipts");
            teacher.sees("疑似代学，先作冲销");
            teacher.sees("更正后重新记账");
            teacher.sees("核对了学习记录，予以更正");
            assertThat(teacher.complaints()).isEmpty();
        }
        assertThat(entries(person, "reverses is not null")).isOne();
        assertThat(stage.db().sql("select credited from ledger.entry where teacher_id = :person order by posted_at desc, id desc limit 1")
            .param("person", person).query(BigDecimal.class).single()).isEqualByComparingTo("0.50");
    }

    private void decide(UUID person, String username, String decision, String reason) {
        try (var administrator = stage.visit().signIn(username)) {
            administrator.open("/console/appeals");
            administrator.page().locator("a[href*='" + person + "']").first().click();
            administrator.sees("理由（教师会看到）");
            var opened = administrator.page().url();
            administrator.page().getByLabel("理由（教师会看到）").fill(reason);
            administrator.page().locator("#hours").fill("0.50");
            administrator.page().getByRole(AriaRole.BUTTON, new com.microsoft.playwright.Page.GetByRoleOptions().setName(decision).setExact(true)).click();
            administrator.page().waitForURL(url -> !url.contains(person.toString()));
            administrator.open(opened);
            administrator.sees("已有决定");
            assertThat(administrator.complaints()).isEmpty();
        }
    }

    private long entries(UUID person, String what) {
        return stage.db().sql("select count(*) from ledger.entry where teacher_id = :person and " + what).param("person", person).query(Long.class).single();
    }

    /** Somebody of the school whose hours it has taken back and who has not appealed, with a name to sign in. */
    private UUID appellant(String username) {
        return stage.named(stage.db().sql("""
                select p.teacher_id
                  from directory.person_card p
                 where p.organization_code = '431003-S012'
                   and exists (select from ledger.entry_card e where e.teacher_id = p.teacher_id and e.reverses is not null)
                   and not exists (select from appeal.appeal a where a.teacher_id = p.teacher_id)
                   and not exists (select from identity.sign_in_name n where n.teacher_id = p.teacher_id and n.kind = 'USERNAME')
                 order by p.teacher_id desc
                 limit 1
                """).query(UUID.class).single(), username);
    }
}
