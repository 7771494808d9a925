package org.xingtan.journey;

import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.options.AriaRole;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.xingtan.directory.DocumentNumber;
import org.xingtan.platform.workbook.SheetWriter;

/** A county hands a roster in, sees what it would do, decides, and finds it again. */
@ExtendWith(Stage.Provider.class)
class RosterJourneyTests {

    private final Stage stage;

    RosterJourneyTests(Stage stage) {
        this.stage = stage;
    }

    @Test
    void aCountyBringsItsRosterUpToDate() throws IOException {
        var file = Files.createDirectories(stage.data()).resolve("苏仙区名册.xlsx");
        Files.write(file, workbook());
        try (var county = stage.visit().signIn("county")) {
            county.open("/console/roster");
            look(county, "roster");
            county.page().locator("#file").setInputFiles(file);
            county.press(AriaRole.BUTTON, "上传并核对");
            county.sees("核对完毕，等您决定");
            county.sees("第 4 行 · 证件号码");
            county.sees("最后一位与前面不符");
            look(county, "roster-plan");
            county.press(AriaRole.BUTTON, "生效（2 人）");
            county.sees("已经生效");
            look(county, "roster-committed");
            county.open("/console/roster");
            county.press(AriaRole.LINK, "苏仙区名册.xlsx");
            county.sees("已经生效");
            county.open("/console/roster/transfers");
            look(county, "roster-transfers");
            assertThat(county.complaints()).isEmpty();
        }
    }

    private static byte[] workbook() {
        var out = new ByteArrayOutputStream();
        var unit = "431003-S012";
        try (var sheet = new SheetWriter(out, "名册", List.of("姓名", "证件号码", "单位代码", "学段", "岗位身份", "任职状态", "备注"), null)) {
            sheet.row(Arrays.asList("阿依古丽•买买提", number("43100319950101801"), unit, "初中", "专任教师", null, "x"));
            sheet.row(Arrays.asList("林晓峰", number("43100319950101802"), unit, "初中", "班主任、专任教师", "在职", null));
            sheet.row(Arrays.asList("周一鸣", wrong("43100319950101803"), unit, "初中", "专任教师", null, null));
        }
        return out.toByteArray();
    }

    private static String number(String first17) {
        return first17 + DocumentNumber.checkDigit(first17);
    }

    private static String wrong(String first17) {
        return first17 + (DocumentNumber.checkDigit(first17) == '1' ? '2' : '1');
    }

    private static void look(Visit visit, String name) {
        for (var language : List.of("zh-CN", "en")) {
            visit.cookie("lang", language);
            visit.page().reload();
            for (var width : List.of(360, 1440)) {
                visit.page().setViewportSize(width, 900);
                Visit.photograph(visit.page(), "county-%s-%d-%s".formatted(name, width, language));
                assertThat(visit.page().evaluate("() => document.scrollingElement.scrollWidth - innerWidth")).as(name + " " + width).isEqualTo(0);
            }
            assertThat(new AxeBuilder(visit.page()).setLegacyMode(true).analyze().getViolations().stream()
                .filter(rule -> Set.of("serious", "critical").contains(String.valueOf(rule.getImpact()))).map(rule -> rule.getId() + rule.getNodes()).toList())
                .as(name).isEmpty();
        }
        visit.cookie("lang", "zh-CN");
        visit.page().setViewportSize(1440, 900);
        visit.page().reload();
    }
}
