package org.xingtan.platform.workbook;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CellTextTests {

    @ParameterizedTest
    @ValueSource(strings = {"阿依古丽·买买提", "阿依古丽•买买提", "阿依古丽・买买提", "阿依古丽‧买买提", "阿依古丽 · 买买提", "\u3000阿依古丽･买买提\u00A0"})
    void writesEveryMiddleDotTheSame(String written) {
        assertThat(CellText.personName(written)).isEqualTo("阿依古丽·买买提");
    }

    @ParameterizedTest
    @CsvSource({"张　三,张三", "' 李 四 ',李四", "\u200B王五\uFEFF,王五", "Anna  Maria Berg,Anna Maria Berg", "㛃𬎆,㛃𬎆", "乙,乙"})
    void leavesOutBlanksOfNamesAndKeepsRareCharacters(String written, String name) {
        assertThat(CellText.personName(written)).isEqualTo(name);
    }

    @ParameterizedTest
    @ValueSource(strings = {"2001-9-1", "2001-09-01", "2001/9/1", "2001.9.1", "20010901", "2001年9月1日", "2001 年 9 月 1 日",
        "２００１－０９－０１", "2001-09-01 00:00:00", "2001-09", "200109", "2001年9月"})
    void readsDaysInTheUsualWays(String written) {
        assertThat(WrittenDate.parse(written)).contains(LocalDate.of(2001, 9, 1));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "2001-02-30", "1-9-2001", "unknown", "3001-01-01", "2001", "2001-13", "43800"})
    void takesNothingElseForADay(String written) {
        assertThat(WrittenDate.parse(written)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"=1+1", "+cmd", "-2", "@SUM", "\tx", "\rx", "＝1", " =1"})
    void seesWhatASpreadsheetWouldCalculate(String written) {
        assertThat(CellText.looksLikeFormula(written)).isTrue();
    }

    @Property
    void trimmingTwiceIsTrimmingOnce(@ForAll String written) {
        assertThat(CellText.trimmed(CellText.trimmed(written))).isEqualTo(CellText.trimmed(written));
        assertThat(CellText.personName(CellText.personName(written))).isEqualTo(CellText.personName(written));
    }
}
