package org.xingtan.platform.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.text.MessageFormat;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Texts are put together exactly as a message format would. */
class PhraseTests {

    @ParameterizedTest
    @ValueSource(strings = {"{0}", "{0} / {1}", "{1}{0}{1}", "a {0} b", "the teacher''s {0}", "{2} is missing", "'' {0} ''", "第 {1} 期：{0}"})
    void saysWhatAMessageFormatSays(String text) {
        assertThat(new Phrase(text).with(List.of("x", "y"))).isEqualTo(new MessageFormat(text, Locale.ROOT).format(new Object[] {"x", "y"}));
    }

    @Test
    void aTextWithoutPlacesStandsAsItIs() {
        assertThat(new Phrase("it's").with(List.of("x"))).isEqualTo("it's");
        assertThat(new Phrase("it's").with(List.of())).isEqualTo("it's");
    }

    @Test
    void anArgumentIsNotReadAsAText() {
        assertThat(new Phrase("{0} {1}").with(List.of("{1}", "$1 ''"))).isEqualTo("{1} $1 ''");
    }

    @Test
    void everyLanguageHasItsOwnTable() {
        var files = List.of("messages/platform");

        assertThat(new Phrases(files, Locale.ENGLISH).find("platform.name")).isNotNull();
        assertThat(new Phrases(files, Locale.ENGLISH).find("platform.skip").with(List.of()))
            .isNotEqualTo(new Phrases(files, Locale.ROOT).find("platform.skip").with(List.of()));
        assertThat(new Phrases(files, Locale.ROOT).find("platform.there-is-no-such-text")).isNull();
    }
}
