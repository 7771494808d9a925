package org.xingtan.journey;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.xingtan.platform.Window;

/**
 * The continuing-education year of a city, from what it asks to the validated year and a correction of it: by its pages alone, with
 * everybody who has a part in it.
 */
class YearJourneyTests {

    private static final String TEACHER = "严晓梅";
    private static final String COLLEAGUE = "尹志远";
    private static final String ONLINE = "广东省公需科目网络学习";
    private static final String CAMP = "语文骨干教师研修班";
    private static final String OPERA = "戏曲欣赏线上课程";
    private static final String MISSING = "请补充平台出具的学时证明。";

    private final LocalDate today = LocalDate.now(Window.ZONE);
    private final Map<String, Visit> visits = new LinkedHashMap<>();
    private final Stage stage = Stage.empty();
    private final Founding founding;

    YearJourneyTests(@TempDir Path folder) {
        founding = new Founding(stage, folder);
    }

    @AfterEach
    void leave() throws IOException {
        stage.close();
    }

    @Test
    void fromWhatTheYearAsksToItsValidationAndACorrection() throws IOException {
        found();
        var elsewhere = new Elsewhere(at("city"), at("teacher"));
        theCitySaysWhatTheYearAsksAndWhatItRecognizes(elsewhere);
        var study = new SharedStudy(at("school"), at("district"));
        theSchoolStudiesTogether(study);
        theCityOpensATermWithOnePlace();
        theLastPlaceGoesFromOneToTheNext();
        heLearnsUntilTheHoursAreHis();
        theProviderBringsInAWorkshop();
        heClaimsWhatHeHasLearned(elsewhere, study.hours());
        withTheHoursOfTheStudyHeMeetsEveryLine(study);
        theYearIsConfirmedAndValidated();
        theProvinceGetsHisRow("90.00", "达标");
        afterwardsACorrectionIsAReversalThatEverybodySees();
        theAuditorFindsWhoDidWhat();
        visits.forEach((who, visit) -> assertThat(visit.complaints()).as("what the browser of the %s complains about", who).isEmpty());
    }

    private void found() {
        var operator = founding.operator();
        visits.put("operator", operator);
        founding.units(operator);
        visits.put("province", founding.administrator(operator, Founding.PROVINCE, "容嘉言", "rong.jy"));
        visits.put("city", founding.administrator(operator, Founding.CITY, "何志恒", "he.zh"));
        visits.put("district", founding.administrator(operator, Founding.DISTRICT, "林楚云", "lin.cy"));
        visits.put("school", founding.administrator(operator, Founding.SCHOOL, "陈伟雄", "chen.wx"));
        visits.put("principal", founding.office(operator, "PRINCIPAL", "简国栋", "jian.gd", Founding.CITY, Founding.DISTRICT, Founding.SCHOOL));
        visits.put("provider", founding.office(operator, "PROVIDER_STAFF", "招敏仪", "zhao.my", Founding.CITY, Founding.PROVIDER));
        visits.put("expert", founding.office(operator, "EXPERT", "区慧珊", "ou.hs", Founding.CITY));
        visits.put("finance", founding.office(operator, "FINANCE", "劳启明", "lao.qm", Founding.CITY));
        visits.put("auditor", founding.office(operator, "AUDITOR", "关正平", "guan.zp", Founding.CITY));
        founding.roster(at("school"), Map.of(TEACHER, "yan.xm", COLLEAGUE, "yin.zy"));
        founding.slips(at("school"));
        visits.put("teacher", founding.teacher(at("school"), TEACHER, "yan.xm"));
        visits.put("colleague", founding.teacher(at("school"), COLLEAGUE, "yin.zy"));
    }

    private Visit at(String who) {
        return visits.get(who);
    }

    private void theCitySaysWhatTheYearAsksAndWhatItRecognizes(Elsewhere elsewhere) {
        var city = at("city");
        var page = city.page();
        city.open("/console/standing");
        Map.of("title", today.getYear() + "年度继续教育学时", "basis", "粤人社规〔2018〕11号", "total", "90", "dayMax", "16")
            .forEach((field, text) -> page.locator("#" + field).fill(text));
        category(page, 0, List.of("COMMON", "公需科目", "30"));
        category(page, 1, List.of("PROFESSIONAL", "专业科目", "42"));
        category(page, 2, List.of("ELECTIVE", "选修科目", "18"));
        Map.of("code", "ETHICS", "title", "师德师风", "need", "10").forEach((field, text) -> page.locator("#theme0-" + field).fill(text));
        page.locator("form[action$='/requirements'] button").click();
        city.sees("第 1 版");
        elsewhere.isRecognized();
        stands("0.00", "90.00", "30.00", "42.00", "18.00");
        hasOfTheTheme("0.00", "10.00");
    }

    private static void category(Page page, int at, List<String> line) {
        page.locator("#category" + at + "-code").fill(line.get(0));
        page.locator("#category" + at + "-title").fill(line.get(1));
        page.locator("#category" + at + "-need").fill(line.get(2));
    }

    /** What the teacher's own page says: what he has, and what he lacks in all and of each category. */
    private void stands(String have, String... missing) {
        var teacher = at("teacher");
        teacher.open("/standing");
        var lines = teacher.page().locator("main table tbody tr");
        var words = lines.allInnerTexts().stream().map(line -> line.split("\\s+")).toList();
        assertThat(words.get(3)[1]).as("what he has").isEqualTo(have);
        assertThat(List.of(words.get(3)[3], words.get(0)[3], words.get(1)[3], words.get(2)[3])).as("what he lacks").containsExactly(missing);
    }

    /** On the same page: what he has and lacks of the theme, inside the categories. */
    private void hasOfTheTheme(String have, String missing) {
        var line = at("teacher").page().locator("main table tbody tr").last().innerText().split("\\s+");
        assertThat(List.of(line[0], line[1], line[3])).containsExactly("师德师风", have, missing);
    }

    private void theSchoolStudiesTogether(SharedStudy study) {
        study.planned();
        study.set(COLLEAGUE);
        study.checksIn(at("colleague"), at("teacher"));
        stands("0.00", "90.00", "30.00", "42.00", "18.00");
    }

    private void theCityOpensATermWithOnePlace() {
        var opening = new Opening(at("city"), at("expert"));
        opening.course();
        opening.program("ELECTIVE", "4");
        opening.term("ELECTIVE", "4", "120");
        opening.provider(Founding.PROVIDER_CODE);
        var finance = at("finance");
        finance.open("/console/fee/rules");
        finance.page().locator("#payer-ELECTIVE").selectOption("UNIT");
        finance.page().locator("#basis-ELECTIVE").fill("穗教继教〔2026〕5号");
        finance.press(AriaRole.BUTTON, "保存为新版本");
        finance.sees("第 1 版");
    }

    private void theLastPlaceGoesFromOneToTheNext() {
        var teacher = at("teacher");
        var colleague = at("colleague");
        find(colleague);
        find(teacher);
        colleague.sees(Founding.PROVIDER);
        colleague.press(AriaRole.BUTTON, "选课");
        colleague.sees("您已选上");
        // His page still shows the place that is gone by now.
        teacher.page().locator("form[action$='/selection'] button").click();
        teacher.sees("您在候补队列第 1 位");
        colleague.sends("form[action$='/removal'] button");
        teacher.page().locator("#state", new Page.LocatorOptions().setHasText("您已选上")).waitFor();
        teacher.open("/me/messages");
        teacher.sees("候补成功：" + Opening.COURSE);
        teacher.open("/fees");
        teacher.sees(Opening.COURSE);
        var finance = at("finance");
        finance.open("/console/fee");
        finance.press(AriaRole.LINK, "对账");
        finance.sees("120.00");
        finance.sees("所在单位");
    }

    private static void find(Visit visit) {
        visit.open("/home");
        visit.page().locator(".todo li", new Page.LocatorOptions().setHasText(Opening.TERM)).locator("a").first().click();
        visit.press(AriaRole.LINK, Opening.COURSE);
        visit.sees("名额");
    }

    private void heLearnsUntilTheHoursAreHis() {
        var teacher = at("teacher");
        teacher.open("/selection");
        teacher.press(AriaRole.LINK, Opening.TERM);
        teacher.press(AriaRole.LINK, Opening.COURSE);
        teacher.page().locator("aside a.btn-primary").click();
        teacher.press(AriaRole.LINK, "开始学习");
        teacher.page().locator(".lesson-link").first().click();
        teacher.sees("本节已完成");
        stands("4.00", "86.00", "30.00", "42.00", "14.00");
    }

    /** Whose page of compliance says of a line how many meet it. */
    private void complies(String line, String who, String rate) {
        var office = at(who);
        office.open("/console/compliance");
        assertThat(office.page().locator(".standing-lines li", new Page.LocatorOptions().setHasText(line)).innerText()).as(line + " before " + who).contains(rate);
    }

    private void theProviderBringsInAWorkshop() {
        var providing = new Providing(at("provider"), founding);
        providing.handsIn(TEACHER, "yan.xm");
        stands("4.00", "86.00", "30.00", "42.00", "14.00");
        providing.isConfirmedBy(at("city"));
        stands("12.00", "78.00", "30.00", "34.00", "14.00");
        var teacher = at("teacher");
        teacher.open("/receipts");
        teacher.sees("+8.00");
        teacher.open("/recognitions");
        teacher.press(AriaRole.LINK, Providing.WORKSHOP);
        teacher.sees("由承办机构批量申报");
        teacher.sees(Founding.CITY);
    }

    private void heClaimsWhatHeHasLearned(Elsewhere elsewhere, BigDecimal studied) {
        var camp = new BigDecimal("34").subtract(studied).toPlainString();
        elsewhere.isRecognized("ONLINE_YEAR", "公需科目整年课程", "30");
        elsewhere.isRecognized("CAMP", "骨干研修班", camp);
        elsewhere.isRecognized("ART_COURSE", "艺术素养课程", "14");
        elsewhere.claim("ONLINE_YEAR", ONLINE, "COMMON", "ETHICS", "30", 10, 4);
        elsewhere.claim("CAMP", CAMP, "PROFESSIONAL", camp, 20, 6);
        elsewhere.claim("ART_COURSE", OPERA, "ELECTIVE", "14", 30, 2);
        approve("school", ONLINE, CAMP, OPERA);
        decide("district", ONLINE, "RETURN", MISSING);
        approve("district", CAMP, OPERA);
        for (var who : List.of("school", "district", "city")) {
            complies("选修科目", who, "· 1 / ");
            complies("全部达标", who, "· 0 / ");
        }
        elsewhere.correct(ONLINE, MISSING);
        decide("principal", ONLINE, "APPROVE", "");
        decide("district", ONLINE, "APPROVE", "");
    }

    /** Several at one go, after a look at what each becomes. */
    private void approve(String who, String... titles) {
        var page = at(who).page();
        at(who).open("/console/recognition");
        for (var title : titles) {
            page.locator("tbody tr", new Page.LocatorOptions().setHasText(title)).locator("input[name=claim]").check();
        }
        page.locator("form[action$='/bulk'] button").click();
        at(who).sees("共 " + titles.length + " 件");
        at(who).sends("button[value=APPROVE]");
        page.locator(".tag-good").nth(titles.length - 1).waitFor();
    }

    private void decide(String who, String title, String decision, String reason) {
        var page = at(who).page();
        at(who).open("/console/recognition");
        page.locator("tbody tr", new Page.LocatorOptions().setHasText(title)).locator("th a").click();
        page.waitForURL(Pattern.compile(".*/recognition/claims/.*"));
        var claim = page.url();
        page.locator("#reason").fill(reason);
        page.locator("button[value=" + decision + "]").click();
        // To the next one, or back to the list.
        page.waitForURL(url -> !url.equals(claim));
    }

    private void withTheHoursOfTheStudyHeMeetsEveryLine(SharedStudy study) {
        var rest = study.hours().toPlainString();
        stands(new BigDecimal("90.00").subtract(study.hours()).toPlainString(), rest, "0.00", rest, "0.00");
        study.closes(at("colleague"));
        stands("90.00", "0.00", "0.00", "0.00", "0.00");
        hasOfTheTheme("30.00", "0.00");
        for (var who : List.of("school", "principal", "district", "city", "province")) {
            complies("公需科目", who, "· 1 / ");
            complies("全部达标", who, "· 1 / ");
        }
    }

    private void theYearIsConfirmedAndValidated() {
        var city = at("city");
        city.open("/console/validation/calls");
        city.page().locator("#title").fill(today.getYear() + "年度验证");
        city.page().locator("#basis").fill("穗教继教〔2026〕9号");
        for (var day : List.of("opens", "confirm", "unit", "validate")) {
            city.page().locator("#" + day).fill(today.plusDays(day.equals("opens") ? 0 : 7).toString());
        }
        city.press(AriaRole.BUTTON, "保存");
        city.sends("form[action$='/publication'] button");
        confirm();
        city.open("/console/validation");
        city.page().locator("a[href$='/batches']").click();
        city.sends("form[action$='/batches'] button");
        city.reloadsUntil("main .tag:text-is('已完成')");
        city.sees("1 / 1");
        at("teacher").open("/validation");
        at("teacher").sees("已验证");
        at("teacher").sees("第 1 版");
    }

    private void confirm() {
        var teacher = at("teacher");
        teacher.open("/home");
        teacher.page().locator(".todo li", new Page.LocatorOptions().setHasText(today.getYear() + " 年")).locator("a[href*='/validation']").first().click();
        teacher.press(AriaRole.BUTTON, "信息和学时都对，确认");
        teacher.sees("本人已确认");
        var school = at("school");
        school.open("/console/validation");
        school.press(AriaRole.LINK, "单位确认");
        school.sees("其中目前达标或免学时要求");
        school.sends("form[action$='/confirmation'] button");
        teacher.open("/validation");
        teacher.sees("单位已确认");
    }

    /** As it was validated last. */
    private void theProvinceGetsHisRow(String hours, String result) throws IOException {
        var row = rows().stream().filter(one -> one.contains(TEACHER)).findFirst().orElseThrow();
        assertThat(row.replace("\"", "").split(",")).contains("440106-S003", hours, result);
    }

    /** Of the workbook for the provincial system. */
    private List<String> rows() throws IOException {
        var city = at("city");
        city.open("/console/validation");
        var page = city.page();
        page.locator("summary", new Page.LocatorOptions().setHasText("导出")).click();
        page.locator("details[open] #reason").fill("报送省级学时系统");
        page.locator("details[open] #confirmed").check();
        var download = page.waitForDownload(() -> page.locator("button[value=csv]").click());
        return Files.readAllLines(download.path(), StandardCharsets.UTF_8);
    }

    private void afterwardsACorrectionIsAReversalThatEverybodySees() throws IOException {
        reverse();
        var teacher = at("teacher");
        teacher.open("/receipts");
        teacher.sees("-30.00");
        teacher.sees("平台核实：学时证明不实。");
        teacher.open("/validation");
        teacher.sees("验证以后学时或免修月份有变动");
        teacher.sees("第 1 版");
        var city = at("city");
        city.open("/console/validation/people?which=MOVED");
        city.press(AriaRole.LINK, TEACHER);
        city.page().locator("form[action$='/again'] #reason").fill("公需科目学时证明不实，已冲销。");
        city.press(AriaRole.BUTTON, "重新验证");
        city.sees("第 2 版");
        teacher.page().reload();
        teacher.sees("重新验证的原因：公需科目学时证明不实，已冲销。");
        stands("60.00", "30.00", "30.00", "0.00", "0.00");
        hasOfTheTheme("0.00", "10.00");
        complies("全部达标", "city", "· 0 / ");
        theProvinceGetsHisRow("60.00", "未达标");
    }

    /** The city reverses what should not have been recognized. */
    private void reverse() {
        var city = at("city");
        city.open("/console/validation/people?which=VALIDATED");
        city.press(AriaRole.LINK, TEACHER);
        city.press(AriaRole.LINK, "学时明细和冲销");
        var entry = city.page().locator("article", new Page.LocatorOptions().setHasText(ONLINE));
        entry.locator("summary").click();
        entry.locator("input[name=reason]").fill("平台核实：学时证明不实。");
        entry.locator("form button").click();
        city.sees("已冲销");
    }

    /** The reversal is in the trail, with who made it. */
    private void theAuditorFindsWhoDidWhat() {
        var auditor = at("auditor");
        auditor.open("/console/audit");
        var line = auditor.page().locator("tbody tr", new Page.LocatorOptions().setHasText("冲销学时")).innerText();
        assertThat(line).contains("何志恒", TEACHER);
        complies("全部达标", "auditor", "· 0 / ");
    }
}
