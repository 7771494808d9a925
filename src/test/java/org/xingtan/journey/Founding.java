package org.xingtan.journey;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.SelectOption;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.xingtan.directory.DocumentNumber;
import org.xingtan.platform.workbook.SheetWriter;

/**
 * A platform that is started empty becomes a province with a city, its district, a school and its teachers, and a provider under the city; each
 * signed in: by its pages alone.
 */
final class Founding {

    static final String PROVINCE = "广东省教育厅";
    static final String CITY = "广州市教育局";
    static final String DISTRICT = "天河区教育局";
    static final String SCHOOL = "天河区橘泉中学";
    static final String PROVIDER = "羊城教师研修中心";
    static final String PROVIDER_CODE = "440100-P001";
    private static final String PASSWORD = "xing-tan-2026";

    private final Stage stage;
    private final Path folder;

    /** @param folder where workbooks are written before they are uploaded */
    Founding(Stage stage, Path folder) {
        this.stage = stage;
        this.folder = folder;
    }

    /** Whoever started the platform, who runs it from then on. */
    Visit operator() {
        var operator = stage.visit();
        operator.open("/setup");
        operator.page().locator("#kind").selectOption("PROVINCE");
        fill(operator, Map.of("code", code(), "unitName", PROVINCE, "unitCode", "440000", "name", "段运维", "username", "duan", "password", PASSWORD, "again", PASSWORD));
        operator.sees("下一步：建立单位");
        return operator;
    }

    private String code() {
        try {
            return Files.readString(stage.data().resolve("setup-code.txt")).strip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void units(Visit operator) {
        operator.open("/console/setup");
        operator.press(AriaRole.LINK, "去建立单位");
        operator.press(AriaRole.LINK, "用工作簿批量建立");
        upload(operator, workbook("单位", List.of("单位代码", "单位名称", "类型", "上级代码", "学段"),
            List.of(List.of("440100", CITY, "市州", "440000", ""), List.of("440106", DISTRICT, "县市区", "440100", ""),
                List.of("440106-S003", SCHOOL, "学校", "440106", "初中"), List.of(PROVIDER_CODE, PROVIDER, "培训机构", "440100", ""))));
        operator.press(AriaRole.BUTTON, "提交：执行 4 行");
        operator.sees("已执行 4 行");
    }

    /** The administrator of a unit, from the appointment to his own account. */
    Visit administrator(Visit operator, String unit, String name, String username) {
        operator.open("/console/appointments");
        operator.page().locator("a[href*='/vacancies']").first().click();
        operator.press(AriaRole.LINK, "任命：" + unit);
        return appointed(operator, "TRAINING_ADMINISTRATOR", name, username);
    }

    /** Somebody else with an office, from the appointment to his own account. @param way to his unit, from the one below the first */
    Visit office(Visit operator, String role, String name, String username, String... way) {
        operator.open("/console/appointments");
        for (var unit : way) {
            operator.page().locator("#organization").selectOption(new SelectOption().setLabel(unit));
            operator.page().locator("form.filter button").click();
            operator.page().getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("任命：" + unit)).waitFor();
        }
        operator.press(AriaRole.LINK, "任命：" + way[way.length - 1]);
        return appointed(operator, role, name, username);
    }

    private Visit appointed(Visit operator, String role, String name, String username) {
        operator.page().locator("#name").fill(name);
        operator.page().locator("#number").fill(number(username));
        operator.page().locator("#role").selectOption(role);
        operator.page().locator("main form[method=post] button").click();
        operator.sees("任职中");
        operator.press(AriaRole.LINK, "发放激活码或重置码");
        operator.press(AriaRole.BUTTON, "生成一个码");
        return activated(name, username, operator.page().locator(".slip-code code").innerText());
    }

    /** Whoever teaches at the school comes with its roster. @param usernames by name */
    void roster(Visit administrator, Map<String, String> usernames) {
        administrator.open("/console/roster");
        upload(administrator, workbook("名册", List.of("姓名", "证件号码", "单位代码", "学段", "学科", "岗位身份"), usernames.entrySet().stream()
            .map(one -> List.of(one.getKey(), number(one.getValue()), "440106-S003", "初中", "语文", "专任教师")).toList()));
        administrator.sees("核对完毕，等您决定");
        administrator.press(AriaRole.BUTTON, "生效（" + usernames.size() + " 人）");
        administrator.sees("已经生效");
    }

    /** By the sheet of slips that the school prints. */
    void slips(Visit administrator) {
        administrator.open("/console/accounts");
        administrator.press(AriaRole.LINK, "为还没有账号的人员开通");
        administrator.press(AriaRole.BUTTON, "生成");
        administrator.page().locator(".slip").first().waitFor();
    }

    /** @param administrator with the slips before him */
    Visit teacher(Visit administrator, String name, String username) {
        var slip = administrator.page().locator(".slip").filter(new Locator.FilterOptions().setHasText(name));
        return activated(name, username, slip.locator(".slip-code code").innerText());
    }

    private Visit activated(String name, String username, String code) {
        var visit = stage.visit();
        visit.open("/activation");
        fill(visit, Map.of("name", name, "number", number(username), "code", code, "username", username, "password", PASSWORD, "again", PASSWORD));
        visit.page().waitForURL("**/home");
        return visit;
    }

    private static void fill(Visit visit, Map<String, String> fields) {
        fields.forEach((field, text) -> visit.page().locator("main [name=" + field + "]").fill(text));
        visit.page().locator("main form button").click();
    }

    static void upload(Visit visit, Path file) {
        visit.page().locator("#file").setInputFiles(file);
        visit.press(AriaRole.BUTTON, "上传并核对");
    }

    Path workbook(String name, List<String> header, List<List<String>> rows) {
        var file = folder.resolve(name + ".xlsx");
        try (var out = Files.newOutputStream(file); var sheet = new SheetWriter(out, name, header, null)) {
            for (var row : rows) {
                sheet.row(row);
            }
            return file;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Each has his own. */
    static String number(String username) {
        var first = "4401991990%02d%02d%03d".formatted(1 + Math.floorMod(username.hashCode(), 12), 1 + Math.floorMod(username.hashCode() / 12, 28),
            Math.floorMod(username.hashCode() / 336, 1000));
        return first + DocumentNumber.checkDigit(first);
    }
}
