package org.xingtan.roster;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.xingtan.directory.DocumentNumber;
import org.xingtan.platform.workbook.SheetWriter;
import org.xingtan.testing.Cast;

/** Rosters as schools write them. */
final class Sheets {

    static final List<String> COLUMNS = List.of("姓名", "证件号码", "单位代码", "手机号", "学段", "岗位身份", "任职状态", "变动日期");

    private Sheets() {}

    static byte[] of(List<? extends List<? extends @Nullable Object>> rows) {
        return of(COLUMNS, rows);
    }

    static byte[] of(List<String> columns, List<? extends List<? extends @Nullable Object>> rows) {
        var out = new ByteArrayOutputStream();
        try (var sheet = new SheetWriter(out, "名册", columns, null)) {
            rows.forEach(sheet::row);
        }
        return out.toByteArray();
    }

    /** Somebody new. */
    static List<@Nullable Object> row(String name, Cast.Place unit) {
        return row(name, Cast.documentNumber(), unit, null, null);
    }

    static List<@Nullable Object> row(String name, DocumentNumber document, Cast.Place unit, @Nullable String state, @Nullable String since) {
        return Arrays.asList(name, document.value(), unit.code(), "13900001234", "小学", "专任教师、班主任", state, since);
    }
}
