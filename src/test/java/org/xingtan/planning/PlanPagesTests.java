package org.xingtan.planning;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import org.xingtan.testing.Forms;
import org.xingtan.testing.XingtanTest;

/** From an empty page to a published plan, by the pages of the console. */
@XingtanTest
class PlanPagesTests extends PlanSteps {

    @Autowired Forms forms;

    @Test
    void aPlanIsMadeServedPublishedAndChanged() {
        cast.teacher(school, "HOMEROOM_TEACHER");
        var training = curriculum.aProgram(county.id()).title("班主任工作坊" + UUID.randomUUID()).publish();
        assertThat(forms.get(office, "/console/planning")).hasStatusOk().bodyText().contains("还没有规划", "新建规划");
        assertThat(forms.get(cast.actor(cast.teacher(school)), "/console/planning")).hasStatus(404);
        assertThat(forms.get(office, "/console/planning?year=1")).hasStatus(400);
        assertThat(forms.get(office, "/console/planning/plans/new?organization=" + county.id())).hasStatusOk();
        assertThat(forms.post(office, "/console/planning/plans", "organization", county.id().toString(), "id", UUID.randomUUID().toString(), "title", "只有名称"))
            .hasStatus(422).bodyText().contains("value=\"只有名称\"", "填写总体目标");
        var plan = address(forms.post(office, "/console/planning/plans", "organization", county.id().toString(), "id", UUID.randomUUID().toString(),
            "year", String.valueOf(YEAR), "title", "全员培训规划", "basis", "示例", "aims", "人人有安排"));
        assertThat(forms.get(office, plan)).hasStatusOk().bodyText().contains("全员培训规划", "还没有培训安排", "发布");
        assertThat(forms.post(office, plan + "/publication")).hasStatus(422);
        assertThat(forms.get(office, plan + "/lines/new")).hasStatusOk().bodyText().contains("班主任", "教龄不少于", school.name());
        assertThat(forms.post(office, plan + "/lines", "id", UUID.randomUUID().toString(), "title", "班主任", "from", "9", "to", "3", "posts", "HOMEROOM_TEACHER"))
            .hasStatus(422).bodyText().contains("起不大于止", "value=\"9\"");
        var line = address(forms.post(office, plan + "/lines", "id", UUID.randomUUID().toString(), "title", "班主任全员", "from", "0", "posts", "HOMEROOM_TEACHER",
            "hours", "4", "category", "PROFESSIONAL"));
        assertThat(forms.get(office, line)).hasStatusOk().bodyText().contains("还没有安排培训", "教龄 0 年及以上");
        assertThat(forms.get(office, line + "?q=" + training.title())).hasStatusOk().bodyText().contains("找到 1 个", training.title());
        assertThat(forms.get(office, line + "?q=zzzzzz")).bodyText().contains("没有找到");
        assertThat(forms.post(office, line + "/trainings")).hasStatus(422);
        assertThat(forms.post(office, line + "/trainings", "program", training.id().toString())).hasStatus3xxRedirection();
        assertThat(forms.get(office, line + "/form")).hasStatusOk().bodyText().contains("value=\"班主任全员\"");
        assertThat(forms.post(office, plan + "/publication", "shown", String.valueOf(plans.find(id(plan)).orElseThrow().version()))).hasStatus3xxRedirection();
        published(plan, line);
    }

    private void published(String plan, String line) {
        assertThat(forms.get(principal, "/console/planning")).hasStatusOk().bodyText().contains("上级规划", "全员培训规划");
        assertThat(forms.get(principal, plan)).hasStatusOk().bodyText().contains("班主任全员", school.name()).doesNotContain("撤回为草稿", "添加一项");
        assertThat(forms.get(principal, plan + "/lines/new")).hasStatus(404);
        assertThat(forms.get(city, "/console/planning?organization=" + county.id())).hasStatusOk().bodyText().contains("全员培训规划").doesNotContain("新建规划");
        assertThat(forms.get(city, "/console/planning")).bodyText().contains(county.name());
        assertThat(forms.get(city, plan + "?ownership=PRIVATE")).hasStatusOk();
        assertThat(forms.get(city, plan + "/form")).hasStatus(403);
        assertThat(forms.post(office, line, "title", "班主任全员培训", "posts", "HOMEROOM_TEACHER")).hasStatus(422).bodyText().contains("写明原因");
        assertThat(forms.post(office, line, "title", "班主任全员培训", "posts", "HOMEROOM_TEACHER", "reason", "更准确")).hasStatus3xxRedirection();
        assertThat(forms.get(office, plan)).bodyText().contains("发布后修改", "更准确", "原为：班主任全员");
        assertThat(forms.get(office, line)).bodyText().contains("修改原因");
        assertThat(forms.post(office, plan + "/withdrawal", "reason", "征求意见")).hasStatus3xxRedirection();
        assertThat(forms.get(principal, plan)).hasStatus(404);
        assertThat(forms.post(office, line + "/removal", "plan", id(plan).toString())).hasStatus3xxRedirection();
        assertThat(forms.get(office, line)).hasStatus(404);
    }

    private static String address(MvcTestResult answer) {
        assertThat(answer).hasStatus3xxRedirection();
        return String.valueOf(answer.getResponse().getRedirectedUrl());
    }

    private static UUID id(String address) {
        return UUID.fromString(address.substring(address.lastIndexOf('/') + 1));
    }
}
