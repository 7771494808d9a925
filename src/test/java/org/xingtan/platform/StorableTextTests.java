package org.xingtan.platform;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class StorableTextTests {

    @Test
    void wholeCharactersAreStorableBeyondTheBasicPlaneToo() {
        assertThat(StorableText.is("")).isTrue();
        assertThat(StorableText.is("李·𬎆 €")).isTrue();
    }

    @Test
    void halvesOfCharactersAndNulAreNot() {
        assertThat(StorableText.is("\ud800")).isFalse();
        assertThat(StorableText.is("a\udc00")).isFalse();
        assertThat(StorableText.is("\ud800x")).isFalse();
        assertThat(StorableText.is("\udc00\ud800")).isFalse();
        assertThat(StorableText.is("a\u0000")).isFalse();
    }

    @Test
    void aLineHasNoBreaksAndNothingInItThatNobodySees() {
        assertThat(StorableText.line(" \u202Ea\u0007b\r\nc\u2028d\u2066\uFEFF ")).isEqualTo("ab c d");
        assertThat(StorableText.line("一\u200D👩\u200D👧")).isEqualTo("一👩\u200D👧");
        assertThat(StorableText.line("𠮷野家")).isEqualTo("𠮷野家");
        assertThat(StorableText.line(null)).isEmpty();
        assertThat(StorableText.is(StorableText.line("a\0b"))).as("it is refused, and not left out").isFalse();
    }

    @Test
    void severalLinesKeepTheirLinesAndColumnsAndNothingThatNobodySees() {
        assertThat(StorableText.written(" 一\r\n\t二\r三\u2028四\u000B\n ")).isEqualTo(" 一\n\t二\n三\n四\n\n ");
        assertThat(StorableText.written("a\u0007b\u202Ec\u2066d\u2069\u200Be\u009Ff\uFEFF")).isEqualTo("abcdef");
        assertThat(StorableText.written("👩🏽\u200D🏫 ❤\uFE0F\u200D🔥 ي\u200D\u200D")).isEqualTo("👩🏽\u200D🏫 ❤\uFE0F\u200D🔥 ي");
        assertThat(StorableText.written("ᠬᠠᠷ\u180Eᠠ")).isEqualTo("ᠬᠠᠷ\u180Eᠠ");
        assertThat(StorableText.is(StorableText.written("a\0b"))).as("it is refused, and not left out").isFalse();
    }
}
