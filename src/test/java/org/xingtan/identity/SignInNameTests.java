package org.xingtan.identity;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.xingtan.identity.SignInName.Kind;

class SignInNameTests {

    @ParameterizedTest
    @CsvSource({"'  Teacher ', USERNAME, teacher", "ＴＥＡＣＨＥＲ１, USERNAME, teacher1", "t0000001, USERNAME, t0000001", "李文静, USERNAME, 李文静",
        "A.B@C.cn, EMAIL, a.b@c.cn", "' ａ＋ｂ＠ｃ．ｃｎ ', EMAIL, a+b@c.cn", "13900000001, PHONE, 13900000001", "１３９００００００01, PHONE, 13900000001",
        "139 0000 0001, PHONE, 13900000001", "139-0000-0001, PHONE, 13900000001", "１３９－００００－０００１, PHONE, 13900000001",
        "139\u20110000\u20130001, PHONE, 13900000001", "+86 139 0000 0001, PHONE, 13900000001", "＋８６１３９００００００01, PHONE, 13900000001",
        "(+86) 13900000001, PHONE, 13900000001", "0086-13900000001, PHONE, 13900000001", "8613900000001, PHONE, 13900000001",
        "\u202d139\u00a00000\u30000001\u202c, PHONE, 13900000001"})
    void isTheSameHoweverItIsTyped(String typed, Kind kind, String text) {
        var name = SignInName.of(typed);
        assertThat(name).isEqualTo(new SignInName(kind, text));
        assertThat(name.isPossible()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a b", "a\u0000b", "a'b", "x\ud800", "<b>", "110", "0735-2222222", "+852 6123 4567", "23900000001", "139000000011",
        "431003199001010052", "43100319900101005x", "1390000000a", "a@", "@b.cn", "a@b", "a@b@c.cn", "a b@c.cn", "a@b..cn", "a@-.cn\u0000"})
    void isNeverLookedUpWhenItCannotBeOne(String typed) {
        assertThat(SignInName.of(typed).isPossible()).isFalse();
    }

    @Test
    void isNeverLookedUpWhenItIsVeryLong() {
        assertThat(SignInName.of("a".repeat(101)).isPossible()).isFalse();
        assertThat(SignInName.of("a".repeat(95) + "@bc.cn").isPossible()).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"liwenjing, true", "李文静老师, true", "li.wen-jing_2, true", "13900000001, false", "431003199001010052, false", "li, false", "a@b.cn, false",
        "'', false"})
    void mayBeChosenWhenItIsNoNumber(String name, boolean may) {
        assertThat(SignInName.of(name).mayBeChosen()).isEqualTo(may);
    }

    @ParameterizedTest
    @ValueSource(strings = {"13900000001", "li@school.example", "teacher"})
    void tellsOnlyItsKindInATextThatIsWrittenByAccident(String typed) {
        assertThat("signing in as " + SignInName.of(typed)).doesNotContain(typed);
    }

    @ParameterizedTest
    @CsvSource({"+8613900000001, 139****0001", "Li@School.example, l***@school.example", "teacher,"})
    void isMaskedWhenItIsPersonal(String typed, String masked) {
        assertThat(SignInName.of(typed).masked()).isEqualTo(masked);
    }
}
