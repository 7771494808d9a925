package org.xingtan.certificate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import com.google.zxing.BinaryBitmap;
import com.google.zxing.ReaderException;
import com.google.zxing.RGBLuminanceSource;
import com.google.zxing.common.HybridBinarizer;
import com.google.zxing.qrcode.QRCodeReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.rendering.PDFRenderer;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.xingtan.platform.CreditHours;
import org.xingtan.platform.OrganizationId;
import org.xingtan.platform.ProgramId;
import org.xingtan.platform.TeacherId;
import org.xingtan.testing.XingtanTest;

@XingtanTest
class CertificatePdfTests {

    @Autowired CertificatePdf pdf;

    @Test
    void saysWhoseItIsWhatForAndItsNumber() throws IOException {
        var certificate = certificate("李文静", CertificateCard.State.VALID);

        assertThat(text(pdf.of(certificate))).contains("李文静", "XT-2023-00000007", "4310**********0052", "郴州市第六中学", "2023年寒假教师研修", "6.00",
            "学时记录证书", "教师厅函〔2022〕29号", certificate.code().grouped(), "2023年1月20日");
    }

    @Test
    void qrCodeLeadsToItsVerificationPage() throws IOException, ReaderException {
        var certificate = certificate("李文静", CertificateCard.State.VALID);

        assertThat(qr(pdf.of(certificate))).endsWith("/verification/" + certificate.code().value()).startsWith("http");
    }

    @Test
    void rareCharactersAreSetInAFontThatHasThem() throws IOException {
        var bytes = pdf.of(certificate("㛃𬎆", CertificateCard.State.VALID));

        assertThat(text(bytes)).contains("㛃𬎆").doesNotContain("〓");
    }

    @Test
    void noNameEverFails() {
        var names = List.of("·", "阿卜杜热合曼·艾合买提江·麦麦提阿卜杜拉", "\uD800", "a\u0000b", "\uDBFF\uDFFF", "👩‍🏫", "ɐ̃̈", "   ", "عمر", "\u202Eabc",
            "长".repeat(200), "Wolfeschlegelsteinhausenbergerdorff ".repeat(8));

        assertThat(names).allSatisfy(name -> assertThatCode(() -> pdf.of(certificate(name, CertificateCard.State.VALID))).doesNotThrowAnyException());
    }

    @Test
    void charactersThatNoFontHasAreMarkedAsMissing() throws IOException {
        assertThat(text(pdf.of(certificate("李\uDBFF\uDFFD静", CertificateCard.State.VALID)))).contains("李〓静");
    }

    @Test
    void oneThatHoldsNoMoreSaysSoAcrossThePage() throws IOException {
        assertThat(text(pdf.of(certificate("李文静", CertificateCard.State.REVOKED)))).contains("REVOKED");
        assertThat(text(pdf.of(certificate("李文静", CertificateCard.State.SUPERSEDED)))).contains("SUPERSEDED");
    }

    @Test
    void isTheSameEachTimeAndSmall() throws IOException {
        var certificate = certificate("李文静", CertificateCard.State.VALID);
        var bytes = pdf.of(certificate);

        assertThat(pdf.of(certificate)).isEqualTo(bytes);
        assertThat(bytes.length).isLessThanOrEqualTo(25_000);
        Files.createDirectories(Path.of("target/certificates"));
        Files.write(Path.of("target/certificates/certificate.pdf"), bytes);
        assertThat(title(bytes)).isEqualTo("学时记录证书 XT-2023-00000007");
    }

    @Test
    void manyShareOneFileAndItsFonts() throws IOException {
        var out = new ByteArrayOutputStream();
        pdf.write(IntStream.range(0, 50).mapToObj(_ -> certificate("李文静", CertificateCard.State.VALID)).toList(), "50", out);

        try (var document = Loader.loadPDF(out.toByteArray())) {
            assertThat(document.getNumberOfPages()).isEqualTo(50);
        }
        assertThat(out.size()).isLessThan(50 * 8_000);
    }

    @Test
    void threadsMayPrintAtOnce() {
        var certificate = certificate("㛃𬎆", CertificateCard.State.VALID);
        var expected = pdf.of(certificate);

        assertThat(IntStream.range(0, 64).parallel().mapToObj(_ -> pdf.of(certificate)).toList()).allSatisfy(bytes -> assertThat(bytes).isEqualTo(expected));
    }

    static CertificateCard certificate(String name, CertificateCard.State state) {
        var facts = new CertificateFacts(name, "4310**********0052", "郴州市第六中学", "2023年寒假教师研修", "PARTICIPANT", "学时记录证书",
            CreditHours.of("6.00"), LocalDate.of(2023, 1, 20), LocalDate.of(2023, 1, 20), 2, "教师厅函〔2022〕29号", "湖南省教育厅");
        return new CertificateCard(UUID.randomUUID(), TeacherId.next(), ProgramId.next(), OrganizationId.next(), "XT-2023-00000007",
            VerificationCode.parse("ABCD-EFGH-JKMN-PQRS-TVW" + checkOf("ABCDEFGHJKMNPQRSTVW")).orElseThrow(), facts,
            Instant.parse("2023-01-20T02:00:00Z"), state, null, null, null, null);
    }

    private static char checkOf(String code) {
        return "0123456789ABCDEFGHJKMNPQRSTVWXYZ".chars().filter(c -> VerificationCode.parse(code + (char) c).isPresent())
            .mapToObj(c -> (char) c).findFirst().orElseThrow();
    }

    private static String text(byte[] bytes) throws IOException {
        try (var document = Loader.loadPDF(bytes)) {
            return new PDFTextStripper().getText(document);
        }
    }

    private static String title(byte[] bytes) throws IOException {
        try (var document = Loader.loadPDF(bytes)) {
            return document.getDocumentInformation().getTitle();
        }
    }

    private static String qr(byte[] bytes) throws IOException, ReaderException {
        try (var document = Loader.loadPDF(bytes)) {
            var image = new PDFRenderer(document).renderImageWithDPI(0, 150);
            var pixels = image.getRGB(0, 0, image.getWidth(), image.getHeight(), null, 0, image.getWidth());
            var bitmap = new BinaryBitmap(new HybridBinarizer(new RGBLuminanceSource(image.getWidth(), image.getHeight(), pixels)));
            return new QRCodeReader().decode(bitmap, java.util.Map.of(com.google.zxing.DecodeHintType.TRY_HARDER, true)).getText();
        }
    }
}
