package org.xingtan.document;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.mock.web.MockMultipartFile;
import org.springframework.web.multipart.MultipartFile;
import org.xingtan.platform.Problem;

class SentFilesTests {

    private static final Papers SCANNED = Papers.scanned("one.large", "one.kind");
    private static final Papers WRITTEN = Papers.written("two.large", "two.kind");

    private static MultipartFile file(String name, int size) {
        return new MockMultipartFile("file", name, null, new byte[size]);
    }

    private static String name(String sent) {
        return SentFiles.name(file(sent, 1));
    }

    @Test
    void aReasonThatSaysThatItWasNotTakenIsNotFollowedByTheSame() {
        assertThat(new Papers.NotTaken(422, Papers.INFECTED, "a.pdf", "x").rest()).isEqualTo("document.refused.others");
        assertThat(new Papers.NotTaken(415, "document.content", "a.pdf", "PDF").rest()).isEqualTo("document.refused.rest");
    }

    @Test
    void leavesTheFoldersOff() {
        assertThat(name("C:\\照片\\证书.pdf")).isEqualTo("证书.pdf");
        assertThat(name("/home/li/证书.pdf")).isEqualTo("证书.pdf");
        assertThat(name("a/b\\c.pdf")).isEqualTo("c.pdf");
        assertThat(name("a/")).isEmpty();
    }

    @Test
    void leavesOffWhatNobodySees() {
        assertThat(name(" 证\u0000书\u202E\u200B\r\n.pdf ")).isEqualTo("证书.pdf");
        assertThat(name("\uD83D.pdf")).isEqualTo(".pdf");
        assertThat(name("")).isEmpty();
    }

    @Test
    void keepsTheEndOfALongOneWithoutHalfACharacter() {
        assertThat(name("字".repeat(200) + ".pdf")).isEqualTo("字".repeat(116) + ".pdf");
        assertThat(name("字".repeat(200) + "\uD83D\uDE00" + "字".repeat(115) + ".pdf")).isEqualTo("字".repeat(115) + ".pdf");
    }

    @Test
    void nobodyHasChosenAnEmptyOne() {
        var chosen = file("a.pdf", 1);

        assertThat(SentFiles.chosen(List.of(file("", 0), chosen))).containsExactly(chosen);
    }

    @ParameterizedTest
    @CsvSource({"a.pdf, application/pdf", "a.JPG, image/jpeg", "a.b.jpeg, image/jpeg", "a.png, image/png"})
    void picturesOfPapersAreTakenByAll(String name, String kind) {
        assertThat(SCANNED.kind(name)).isEqualTo(kind);
        assertThat(WRITTEN.kind(name)).isEqualTo(kind);
    }

    @Test
    void textsAreTakenWhereAModuleSaysSo() {
        assertThat(WRITTEN.kind("a.docx")).endsWith("wordprocessingml.document");
        assertRefused(() -> SCANNED.kind("a.docx"), 415, "one.kind", "a.docx");
        assertRefused(() -> WRITTEN.kind("a.xlsx"), 415, "two.kind", "a.xlsx");
        assertRefused(() -> WRITTEN.kind(""), 415, "two.kind", "");
    }

    @Test
    void refusesWhatIsLargerThanTenMegabytes() {
        SCANNED.requireSize(file("a.pdf", 10 << 20));

        assertRefused(() -> SCANNED.requireSize(file("b/a.pdf", (10 << 20) + 1)), 413, "one.large", "a.pdf", 10L);
    }

    private static void assertRefused(Runnable act, int status, String code, Object... arguments) {
        assertThatThrownBy(act::run).isInstanceOfSatisfying(Problem.class, it -> {
            assertThat(it.status()).isEqualTo(status);
            assertThat(it.code()).isEqualTo(code);
            assertThat(it.arguments()).isEqualTo(List.of(arguments));
        });
    }
}
