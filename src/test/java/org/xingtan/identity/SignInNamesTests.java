package org.xingtan.identity;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SignInNamesTests {

    @ParameterizedTest
    @CsvSource({"'  Teacher ', teacher", "ＴＥＡＣＨＥＲ１, teacher1", "t0000001, t0000001", "李文静, 李文静", "A.B@C.cn, a.b@c.cn"})
    void normalizes(String typed, String name) {
        assertThat(SignInNames.normalize(typed)).isEqualTo(name);
        assertThat(SignInNames.isPossible(name)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a b", "a\u0000b", "a'b", "x\ud800", "<b>"})
    void neverLooksUpWhatCannotBeAName(String typed) {
        assertThat(SignInNames.isPossible(SignInNames.normalize(typed))).isFalse();
    }

    @Test
    void neverLooksUpAVeryLongName() {
        assertThat(SignInNames.isPossible("a".repeat(101))).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"liwenjing, true", "李文静老师, true", "li.wen-jing_2, true", "13900000001, false", "431003199001010052, false", "li, false", "a@b.cn, false", "'', false"})
    void letsPeopleChooseNamesThatAreNoNumbers(String name, boolean may) {
        assertThat(SignInNames.mayBeChosen(name)).isEqualTo(may);
    }
}
