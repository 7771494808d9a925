package org.xingtan.identity;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import org.junit.jupiter.api.Test;

class ActivationCodeTests {

    @Test
    void isReadableAndNeverTheSame() {
        var seen = new HashSet<String>();
        for (var i = 0; i < 1000; i++) {
            var code = ActivationCode.next();
            assertThat(code).matches("[2-9A-HJ-NP-Z]{4}-[2-9A-HJ-NP-Z]{4}-[2-9A-HJ-NP-Z]{4}");
            assertThat(seen.add(code)).isTrue();
        }
    }

    @Test
    void isTheSameHoweverItIsTyped() {
        assertThat(ActivationCode.hash(" abcd efgh－2345 ")).isEqualTo(ActivationCode.hash("ABCD-EFGH-2345")).isNotEqualTo(ActivationCode.hash("ABCD-EFGH-2346"));
    }
}
