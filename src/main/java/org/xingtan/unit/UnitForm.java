package org.xingtan.unit;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.xingtan.platform.workbook.CellText;

/** One unit as a form has it: everything is said. */
public record UnitForm(@Nullable String code, @Nullable String name, @Nullable String nameEn, @Nullable String kind, @Nullable String parent,
                       @Nullable List<String> stages, @Nullable String ownership, @Nullable Boolean rural, @Nullable Boolean direct) {

    public UnitForm {
        code = text(code);
        name = text(name);
        nameEn = text(nameEn);
        kind = text(kind);
        parent = text(parent);
        stages = stages == null ? List.of() : stages.stream().filter(stage -> stage.matches("[A-Z_]{1,40}")).toList();
        rural = Boolean.TRUE.equals(rural);
        direct = Boolean.TRUE.equals(direct);
        ownership = "PRIVATE".equals(ownership) ? ownership : "PUBLIC";
    }

    static UnitForm under(KnownUnit parent) {
        return new UnitForm("", "", "", parent.facts().kind().equals("COUNTY") ? "SCHOOL" : "COUNTY", parent.code(), List.of(), "PUBLIC", false, false);
    }

    static UnitForm of(KnownUnit unit) {
        var facts = unit.facts();
        return new UnitForm(unit.code(), facts.name(), facts.nameEn(), facts.kind(), facts.parent(), facts.stages(),
            facts.privatelyOwned() ? "PRIVATE" : "PUBLIC", facts.rural(), facts.direct());
    }

    /** @param ofCode the unit's, which a form never changes; null for a new one */
    UnitRow row(@Nullable String ofCode) {
        return new UnitRow(0, ofCode == null ? CellText.compact(code) : ofCode, CellText.trimmed(name), CellText.trimmed(nameEn), kind,
            parent.isEmpty() ? null : CellText.compact(parent), stages, ownership.equals("PRIVATE"), rural, direct);
    }

    private static String text(@Nullable String typed) {
        return typed == null || typed.length() > 200 || typed.indexOf(0) >= 0 ? "" : typed.strip();
    }
}
