package org.xingtan.activation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ActivationCodeTests {

    @Test
    void isReadableAndNeverTheSame() {
        var seen = new HashSet<String>();
        for (var i = 0; i < 1000; i++) {
            var code = ActivationCode.next();
            assertThat(code).matches("[2-9CDFHJKMNPRTVWXY]{4}-[2-9CDFHJKMNPRTVWXY]{4}");
            assertThat(seen.add(code)).isTrue();
        }
    }

    @Test
    void hasNoLettersThatLookAlikeAndIsItsOwnNormalForm() {
        assertThat(ActivationCode.LETTERS).doesNotContain("0", "O", "Q", "1", "I", "L", "B", "S", "Z", "G").hasSize(23);
        assertThat(ActivationCode.normalize(ActivationCode.LETTERS)).isEqualTo(ActivationCode.LETTERS);
        assertThat(Math.pow(ActivationCode.LETTERS.length(), ActivationCode.LENGTH)).isGreaterThan(7.8e10);
    }

    @ParameterizedTest
    @ValueSource(strings = {"2c8d-56xy", " 2C8D 56XY ", "2c8d56xy", "２Ｃ８Ｄ－５６ＸＹ", "2C8D–56XY", "２ｃ８ｄ　５６ｘｙ", "2.c.8.d/5.6.x.y", "zCbD-sgXY"})
    void isTheSameHoweverItIsTyped(String typed) {
        assertThat(ActivationCode.normalize(typed)).isEqualTo("2C8D56XY");
    }

    @Test
    void isAnotherOneWithAnotherLetter() {
        assertThat(ActivationCode.normalize("2C8D-56XW")).isNotEqualTo("2C8D56XY");
    }
}
