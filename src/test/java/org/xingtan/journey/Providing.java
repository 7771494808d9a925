package org.xingtan.journey;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.util.List;

/** A provider looks at what it gives, and brings in what somebody has learned with it: by a workbook, confirmed as a whole by the city. */
final class Providing {

    static final String WORKSHOP = "整本书阅读工作坊";
    private static final List<String> HEADER = List.of("姓名", "证件号码", "培训名称", "类别", "开始日期", "结束日期", "学时", "证明编号");

    private final Visit provider;
    private final Founding founding;

    Providing(Visit provider, Founding founding) {
        this.provider = provider;
        this.founding = founding;
    }

    /** One line says more than its day holds, and is left out; the other is right, also where both have the same day. @param username whose hours they are */
    void handsIn(String name, String username) {
        provider.open("/home");
        provider.press(AriaRole.LINK, "管理");
        provider.sees("还没有批量申报");
        provider.press(AriaRole.LINK, "我承办的课程");
        provider.sees(Opening.COURSE);
        provider.sees("1 / 1");
        provider.press(AriaRole.LINK, "批量申报学时");
        provider.page().locator("#kind").selectOption("OFFLINE_TRAINING");
        Founding.upload(provider, founding.workbook("学员", HEADER, List.of(row(name, username, "朗诵工作坊", 13, "20"), row(name, username, WORKSHOP, 12, "8"))));
        provider.sees("第 2 行“学时”");
        provider.sees("超过每天 16.00 学时（共 1 天）");
        provider.press(AriaRole.BUTTON, "提交 1 件");
        provider.sees("已提交，等待确认");
    }

    /** Of one day. @param ago so many days */
    private static List<String> row(String name, String username, String training, int ago, String hours) {
        var day = Days.ago(ago).toString();
        return List.of(name, Founding.number(username), training, "专业科目", day, day, hours, "YC-" + ago);
    }

    /** The authority is led to it by what it has to do. */
    void isConfirmedBy(Visit city) {
        city.open("/home");
        city.page().locator(".todo li", new Page.LocatorOptions().setHasText("份批量申报待确认")).locator("a").first().click();
        city.press(AriaRole.LINK, "学员.xlsx");
        city.sees(WORKSHOP);
        city.sends("button[value=APPROVE]");
        city.sees("已办结");
        provider.page().reload();
        provider.sees("已办结");
        provider.sees("何志恒");
    }
}
