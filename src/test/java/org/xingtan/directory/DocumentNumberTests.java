package org.xingtan.directory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.xingtan.directory.DocumentNumber.Type.OTHER;
import static org.xingtan.directory.DocumentNumber.Type.PASSPORT;
import static org.xingtan.directory.DocumentNumber.Type.RESIDENT_ID;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.api.Test;
import org.xingtan.platform.Refused;

class DocumentNumberTests {

    /** The first two stand in GB 11643-1999 itself. */
    @ParameterizedTest
    @CsvSource({
        "11010519491231002X, 11010519491231002X",
        "440524188001010014, ",
        "11010519491231002x, 11010519491231002X",
        "１１０１０５１９４９１２３１００２Ｘ, 11010519491231002X",
        "' 110105 19491231 002X ', 11010519491231002X",
        "'''11010519491231002X', 11010519491231002X",
    })
    void readsWaysOfWriting(String text, String expected) {
        if (expected == null) {
            assertThat(DocumentNumber.flaw(RESIDENT_ID, text)).contains(DocumentNumber.Flaw.DATE);
        } else {
            assertThat(DocumentNumber.of(RESIDENT_ID, text).value()).isEqualTo(expected);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "110105194912310021, CHECK_DIGIT",
        "110105194912310029, CHECK_DIGIT",
        "11010519491331002X, DATE",
        "110105194902300020, DATE",
        "110105494912310, LENGTH",
        "'', LENGTH",
        "4.3E+17, LENGTH",
        "1101051949123100201, LENGTH",
        "11010519X91231002X, CHARACTERS",
        "11010519491231002Y, CHARACTERS",
        "১১০১০৫১৯৪৯১২৩১০০২X, CHARACTERS",
    })
    void namesTheFlaw(String text, DocumentNumber.Flaw flaw) {
        assertThat(DocumentNumber.flaw(RESIDENT_ID, text)).contains(flaw);
        assertThatThrownBy(() -> DocumentNumber.of(RESIDENT_ID, text)).isInstanceOfSatisfying(Refused.class, refused ->
            assertThat(refused.verdict().conditions().getFirst().code()).isEqualTo("document-number." + flaw.code()));
    }

    @Test
    void everyOtherLastPlaceIsWrong() {
        var first = "43100319900101005";
        var right = DocumentNumber.checkDigit(first);

        assertThat("0123456789X".chars().filter(last -> DocumentNumber.flaw(RESIDENT_ID, first + (char) last).isEmpty()))
            .containsExactly((int) right);
    }

    @ParameterizedTest
    @CsvSource({"PASSPORT, E12345678, true", "PASSPORT, ｅ12345678, true", "OTHER, H1234567(8), true", "PASSPORT, E1, false",
        "PASSPORT, E123456<8, false", "OTHER, 中文证件号码, false"})
    void otherDocumentsHaveNoCheckDigit(DocumentNumber.Type type, String text, boolean good) {
        assertThat(DocumentNumber.flaw(type, text).isEmpty()).isEqualTo(good);
    }

    @Test
    void neverTellsItselfByAccident() {
        var number = DocumentNumber.of(RESIDENT_ID, "11010519491231002X");

        assertThat("number " + number).isEqualTo("number 1101**********002X");
        assertThat(DocumentNumber.of(PASSPORT, "E12345678").toString()).isEqualTo("E1*****78");
        assertThat(DocumentNumber.of(OTHER, "A1234").toString()).isEqualTo("A***4");
    }
}
