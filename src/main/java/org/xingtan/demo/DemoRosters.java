package org.xingtan.demo;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.xingtan.directory.DocumentNumber;
import org.xingtan.document.Documents;
import org.xingtan.platform.workbook.SheetWriter;
import org.xingtan.roster.CommitImport;
import org.xingtan.roster.PlanImport;
import org.xingtan.roster.RosterDesk;

/** Rosters on their way: somebody whom another school has to release, and a plan with findings that waits for a decision. */
@Component
@Order(5)
class DemoRosters implements DemoPart {

    private static final String XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
    private static final List<String> COLUMNS = List.of("姓名", "证件号码", "单位代码", "学段", "岗位身份", "备注");
    /** Numbers that nobody has yet. */
    private static final int FREE = 9_900;

    private final Documents documents;
    private final RosterDesk desk;
    private final PlanImport plan;
    private final CommitImport commit;
    private final DemoActors actors;

    DemoRosters(Documents documents, RosterDesk desk, PlanImport plan, CommitImport commit, DemoActors actors) {
        this.documents = documents;
        this.desk = desk;
        this.plan = plan;
        this.commit = commit;
        this.actors = actors;
    }

    @Override
    public void load(List<DemoPerson> people) {
        var moved = people.stream().filter(it -> it.isInService() && it.unit().code().equals("431002-S012")).findFirst().orElseThrow();
        var asking = handIn("school", "调入教师.xlsx", List.of(row(moved.row().name(), number(moved), "班主任、专任教师")));
        desk.commit(actors.of("school"), asking);
        commit.commit(asking);
        var colleague = people.stream().filter(it -> it.isInService() && it.unit().code().equals(DemoPopulation.HOME_SCHOOL)).findFirst().orElseThrow();
        handIn("school", "致远中学秋季名册.xlsx", List.of(
            row("欧阳晓彤", free(0), "专任教师"),
            row("阿依古丽·买买提", free(1), "班主任、专任教师"),
            row("周一鸣", wrong(free(2)), "专任教师"),
            row("贺知远", free(3), "首席教师"),
            row("贺知远", free(3), "专任教师"),
            row(colleague.row().name(), number(colleague), "专任教师、图书管理员")));
    }

    private UUID handIn(String by, String name, List<List<@Nullable Object>> rows) {
        var out = new ByteArrayOutputStream();
        try (var sheet = new SheetWriter(out, "名册", COLUMNS, null)) {
            rows.forEach(sheet::row);
        }
        var document = documents.seal(name, XLSX, new ByteArrayInputStream(out.toByteArray()));
        var handedIn = desk.handIn(actors.of(by), actors.unit(DemoPopulation.HOME_SCHOOL), document, name).id();
        plan.plan(handedIn);
        return handedIn;
    }

    private static List<@Nullable Object> row(String name, String number, String posts) {
        return Arrays.asList(name, number, DemoPopulation.HOME_SCHOOL, "初中", posts, null);
    }

    private static String number(DemoPerson person) {
        return java.util.Objects.requireNonNull(person.row().document()).value();
    }

    private static String free(int index) {
        return DemoNumbers.document(DemoPopulation.DIVISION, FREE + index, index % 2 == 0).value();
    }

    /** As it comes when one character is mistyped. */
    private static String wrong(String number) {
        var first17 = number.substring(0, 17);
        return first17 + (DocumentNumber.checkDigit(first17) == '1' ? '2' : '1');
    }
}
