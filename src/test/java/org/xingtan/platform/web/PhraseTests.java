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

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 100})
    void saysNumbersAsAMessageFormatDoes(int count) {
        for (var text : List.of("{0,choice,0#nobody|1#1 person|1<{0} people} of {1}", "at least {0} {0,choice,1#day|1<days}", "{1}: {0,choice,0#it''s none|1#one {1}|1<{0} {1}}")) {
            assertThat(new Phrase(text).with(List.of(String.valueOf(count), "x"))).isEqualTo(new MessageFormat(text, Locale.ROOT).format(new Object[] {count, "x"}));
        }
    }

    @Test
    void numbersAreNotGroupedAndWhatIsNoWholeNumberIsMany() {
        var hours = new Phrase("{0,choice,0#0 hours|1#1 hour|1<{0} hours}");

        assertThat(hours.with(List.of("12345"))).isEqualTo("12345 hours");
        assertThat(hours.with(List.of("1.00"))).isEqualTo("1.00 hours");
        assertThat(hours.with(List.of("many"))).isEqualTo("many hours");
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
