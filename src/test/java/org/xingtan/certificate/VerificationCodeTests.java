package org.xingtan.certificate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class VerificationCodeTests {

    private static final String ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

    @Property
    void readsWhatPeopleWrite(@ForAll long ignored) {
        var code = VerificationCode.next();
        var sloppy = " " + code.grouped().toLowerCase(Locale.ROOT).replace('0', 'o').replace('1', ignored % 2 == 0 ? 'i' : 'L') + " ";

        assertThat(VerificationCode.parse(code.value())).contains(code);
        assertThat(VerificationCode.parse(sloppy)).contains(code);
    }

    @Property
    void everySingleWrongCharacterIsNoticed(@ForAll @IntRange(max = 19) int at, @ForAll @IntRange(min = 1, max = 31) int by) {
        var code = VerificationCode.next().value();
        var wrong = ALPHABET.charAt((ALPHABET.indexOf(code.charAt(at)) + by) % 32);

        assertThat(VerificationCode.parse(code.substring(0, at) + wrong + code.substring(at + 1))).isEmpty();
    }

    @Test
    void whatIsNoCodeIsNone() {
        var code = VerificationCode.next().value();

        assertThat(VerificationCode.parse("")).isEmpty();
        assertThat(VerificationCode.parse(code.substring(1))).isEmpty();
        assertThat(VerificationCode.parse(code + "0")).isEmpty();
        assertThat(VerificationCode.parse(code.substring(0, 19) + "U")).isEmpty();
        assertThat(VerificationCode.parse("'; drop table certificate")).isEmpty();
        assertThat(VerificationCode.parse("A".repeat(100_000))).isEmpty();
    }

    @Test
    void namesAreMaskedByWholeCharacters() {
        assertThat(masked("李文静")).isEqualTo("李*静");
        assertThat(masked("李静")).isEqualTo("李*");
        assertThat(masked("欧阳文静")).isEqualTo("欧**静");
        assertThat(masked("𬎆")).isEqualTo("𬎆");
        assertThat(masked("㛃𬎆𬎆")).isEqualTo("㛃*𬎆");
    }

    private static String masked(String name) {
        return CertificatePdfTests.certificate(name, CertificateCard.State.VALID).facts().maskedName();
    }
}
