package org.xingtan.platform;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CsvTests {

    @ParameterizedTest
    @ValueSource(strings = {"=1+1", "+1", "-1", "@sum", "\t=1", "\uFF1D1", "\uFF0B1", "\uFF0D1", "\uFF20a", " =1"})
    void aCellThatLooksLikeAFormulaIsText(String cell) {
        assertThat(Csv.cell(cell)).startsWith("'");
    }

    @Test
    void lineBreaksQuotesAndCommasAreQuoted() {
        assertThat(Csv.cell("a,b")).isEqualTo("\"a,b\"");
        assertThat(Csv.cell("a\"b")).isEqualTo("\"a\"\"b\"");
        assertThat(Csv.cell("\n=1")).isEqualTo("\"'\n=1\"");
        assertThat(Csv.cell("李文静")).isEqualTo("李文静");
        assertThat(Csv.cell(null)).isEmpty();
    }

    @Test
    void beginsWithTheMarkOfUtf8() throws IOException {
        var out = new ByteArrayOutputStream();
        var csv = new Csv(out);
        csv.row(List.of("姓名", "b"));
        csv.flush();
        assertThat(out.toString(StandardCharsets.UTF_8)).isEqualTo("\uFEFF姓名,b\r\n");
    }
}
