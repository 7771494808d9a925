package org.xingtan.safety;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.xingtan.platform.Condition;

/** How whoever answers for safety can be reached, as people write it. */
class ChecklistFormTests {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        0735-1234567             | 0735-1234567             | tel:0735-1234567
        0735-1234567转8          | 0735-1234567转8          | tel:0735-1234567
        （０７３５）１２３４５６７ | (0735)1234567            | tel:07351234567
        ０７３５－１２３４５６７分机８ | 0735-1234567分机8    | tel:0735-1234567
        0735-1234567、139 0000 1234 | 0735-1234567/139 0000 1234 | tel:0735-1234567
        139 0000 1234 / 0735-1234567 | 139 0000 1234 / 0735-1234567 | tel:13900001234
        +86 735 1234567 ext. 8   | +86 735 1234567 ext. 8   | tel:+867351234567
        """)
    void telephonesAreTakenAsPeopleWriteThem(String typed, String kept, String call) {
        var form = form(typed);
        assertThat(form.verdict().unmet()).isEmpty();
        assertThat(Objects.requireNonNull(form.responsible())).isEqualTo(new Occasion.Responsible("王主任", kept)).extracting(Occasion.Responsible::call).isEqualTo(call);
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "1234", "找王主任", "转8 07351234", "0735-1234567 问门卫老王", "0735-1234567<", "0735-1234567 0735-1234567 0735-1234567 0735-1234567 0735-1234567"})
    void whatNobodyCanCallIsRefusedForWhatItIs(String typed) {
        assertThat(form(typed).verdict().unmet()).extracting(Condition::code).containsExactly("safety.phone");
    }

    private static ChecklistForm form(String phone) {
        return ChecklistForm.of(Map.of("responsible", "王主任", "phone", phone));
    }
}
