package org.xingtan.fee;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MoneyTests {

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "0", "0.00", "-1", "1.005", "1,000", "1e3", "１２", "NaN", "100000000", "1.", ".5", "12345678901234567890"})
    void whatIsNoAmountIsNone(String typed) {
        assertThat(Money.typed(typed)).isEmpty();
    }

    @Test
    void whatIsTypedIsExact() {
        assertThat(Money.typed(" 0.1 ")).contains(Money.of("0.10"));
        assertThat(Money.typed("99999999.99")).contains(Money.ofFen(9_999_999_999L));
        assertThat(Money.typed(null)).isEmpty();
        assertThatThrownBy(() -> Money.of("0.001")).isInstanceOf(ArithmeticException.class);
    }

    @Test
    void sumsLoseNothing() {
        var sum = Money.ZERO;
        for (var i = 0; i < 1000; i++) {
            sum = sum.plus(Money.of("0.1"));
        }
        assertThat(sum).isEqualTo(Money.of("100"));
        assertThat(sum.minus(Money.of("100.01"))).isEqualTo(Money.ofFen(-1)).hasToString("-0.01");
    }

    @Test
    void creditCodesAreCheckedByTheirLastCharacter() {
        assertThat(TaxNumber.typed("91350100M000100Y43")).map(TaxNumber::value).contains("91350100M000100Y43");
        assertThat(TaxNumber.typed(" 9135 0100-m000100y43 ")).map(TaxNumber::value).contains("91350100M000100Y43");
        assertThat(TaxNumber.typed("91350100M000100Y44")).isEmpty();
        assertThat(TaxNumber.typed("91350100I000100Y43")).isEmpty();
        assertThat(TaxNumber.typed("110105123456789")).isPresent();
        assertThat(TaxNumber.typed("12345678901234")).isEmpty();
        assertThat(TaxNumber.typed("123456789012345678901")).isEmpty();
        assertThat(TaxNumber.typed("纳税人识别号一二三四五六七八九")).isEmpty();
        assertThat(TaxNumber.typed(null)).isEmpty();
    }

    /** Any one wrong character is found, wherever it stands. */
    @Test
    void oneWrongCharacterIsAlwaysFound() {
        var characters = "0123456789ABCDEFGHJKLMNPQRTUWXY";
        var random = new Random(32100);
        for (var i = 0; i < 2_000; i++) {
            var first = random.ints(17, 0, characters.length()).mapToObj(c -> String.valueOf(characters.charAt(c))).reduce("", String::concat);
            var code = first + TaxNumber.check(first);
            assertThat(TaxNumber.isCreditCode(code)).isTrue();
            var at = random.nextInt(18);
            var other = characters.charAt((characters.indexOf(code.charAt(at)) + 1 + random.nextInt(characters.length() - 1)) % characters.length());
            assertThat(TaxNumber.isCreditCode(code.substring(0, at) + other + code.substring(at + 1))).as(code + " at " + at).isFalse();
        }
    }
}
