package org.xingtan.recognition;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import org.dhatim.fastexcel.Workbook;

/** Workbooks as providers send them. */
final class Sheets {

    private Sheets() {}

    @SafeVarargs
    static byte[] of(List<String> header, List<String>... rows) throws IOException {
        var out = new ByteArrayOutputStream();
        try (var workbook = new Workbook(out, "test", "1.0")) {
            var sheet = workbook.newWorksheet("学时");
            for (var i = 0; i < header.size(); i++) {
                sheet.value(0, i, header.get(i));
            }
            for (var r = 0; r < rows.length; r++) {
                for (var i = 0; i < rows[r].size(); i++) {
                    sheet.value(r + 1, i, rows[r].get(i));
                }
            }
        }
        return out.toByteArray();
    }
}
