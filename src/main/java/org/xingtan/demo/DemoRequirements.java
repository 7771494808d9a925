package org.xingtan.demo;

import java.math.BigDecimal;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;
import org.xingtan.ledger.AnnualRequirement;
import org.xingtan.ledger.AnnualRequirement.Category;
import org.xingtan.ledger.Conversion;
import org.xingtan.ledger.Credits;
import org.xingtan.ledger.DefineRequirement;
import org.xingtan.platform.CreditHours;
import org.xingtan.platform.OrganizationId;

/** What the demo's jurisdictions ask for in the current year, and one invented rule from hours to credits. */
@Component
class DemoRequirements {

    private final DefineRequirement requirements;
    private final Credits credits;
    private final Clock clock;

    DemoRequirements(DefineRequirement requirements, Credits credits, Clock clock) {
        this.requirements = requirements;
        this.credits = credits;
        this.clock = clock;
    }

    /** @param organizations by their codes */
    void define(Map<String, OrganizationId> organizations) {
        var today = LocalDate.now(clock);
        // A program that opened in December leaves hours in the year before, and a term may be learned in the next one.
        for (var year : List.of(today.getYear() - 1, today.getYear(), today.getYear() + 1)) {
            requirements.define(organizations.get("430000"), year, "湖南省教师年度培训学时", "教师〔2011〕1号：五年累计不少于360学时",
                CreditHours.of("72.00"), categories("0.00", "0.00", "0.00"));
            requirements.define(new AnnualRequirement(organizations.get("440100"), year, 0, "广州市教师年度继续教育学时",
                "广东省专业技术人员继续教育条例；粤人社规〔2018〕11号；穗教发〔2017〕80号", CreditHours.of("90.00"), categories("30.00", "42.00", "18.00"),
                List.of(), CreditHours.of("8.00"), AnnualRequirement.NewHires.BY_MONTH), null);
        }
        credits.define(new Conversion(organizations.get("431000"), LocalDate.of(today.getYear() - 1, 1, 1), new BigDecimal("8.00"),
            "示例规则（仅供演示，不是正式文件）：每8学时登记1学分", "郴州市教育局（示例）"));
    }

    private static List<Category> categories(String common, String professional, String elective) {
        return List.of(new Category("COMMON", "公需科目", "Common subjects", CreditHours.of(common)),
            new Category("PROFESSIONAL", "专业科目", "Professional subjects", CreditHours.of(professional)),
            new Category("ELECTIVE", "选修科目", "Electives", CreditHours.of(elective)));
    }
}
