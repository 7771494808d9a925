package org.xingtan.recognition;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.xingtan.platform.Condition;

/** A claim says what whoever reads it sees. */
class TypedWordsTests {

    @Test
    void whatNobodySeesIsNoPartOfATitleOrANumber() {
        var typed = form("\u202E信息化\u2066教学\u0007\n研修\u2069 ", "A\u200B-1\u202C").typed();

        assertThat(typed.title()).isEqualTo("信息化教学 研修");
        assertThat(typed.number()).isEqualTo("A-1");
    }

    @Test
    void whatHasNothingToSeeInItIsNoTitle() {
        assertThat(form("\u202E\u200B\u0007", null).readable().unmet()).extracting(Condition::code).containsExactly("recognition.form.title");
    }

    private static ClaimForm form(String title, String number) {
        return new ClaimForm("OFFLINE_TRAINING", "PROFESSIONAL", null, title, number, "2025-05-01", "2025-05-01", "4", List.of());
    }
}
