package org.xingtan.certificate;

import java.awt.Color;
import java.io.IOException;
import java.util.Locale;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.util.Matrix;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;
import org.xingtan.platform.print.Typesetter;
import org.xingtan.platform.print.Typesetter.Align;
import org.xingtan.platform.web.Texts;

/** One certificate on one landscape page: ink blue frame, apricot accent, Chinese with small English, and the way to verify it. */
@Component
class CertificateSheet {

    private static final Color INK = new Color(0x1f3a5f);
    private static final Color APRICOT = new Color(0xe8a15c);
    private static final Color TEXT = new Color(0x22303f);
    private static final Color QUIET = new Color(0x57626f);
    private static final Color VOID = new Color(0xf0c9bf);
    private static final PDRectangle A4 = new PDRectangle(PDRectangle.A4.getHeight(), PDRectangle.A4.getWidth());
    private static final float CENTER = A4.getWidth() / 2;
    private static final float EDGE = 76;
    private static final float QR = 82;

    private final Texts texts;
    private final String address;

    CertificateSheet(Texts texts, @Value("${xingtan.base-url}") String baseUrl) {
        this.texts = texts;
        this.address = baseUrl.replaceAll("/+$", "") + "/verification/";
    }

    void draw(PDDocument document, Typesetter type, CertificateCard certificate) throws IOException {
        var page = new PDPage(A4);
        document.addPage(page);
        try (var content = new PDPageContentStream(document, page)) {
            frame(content);
            if (!certificate.isValid()) {
                stamp(content, type, certificate.state());
            }
            heading(content, type, certificate);
            body(content, type, certificate.facts());
            foot(content, type, certificate);
            verification(content, type, certificate.code());
        }
    }

    private static void frame(PDPageContentStream content) throws IOException {
        content.setStrokingColor(INK);
        content.setLineWidth(2.5f);
        content.addRect(26, 26, A4.getWidth() - 52, A4.getHeight() - 52);
        content.stroke();
        content.setLineWidth(0.6f);
        content.addRect(33, 33, A4.getWidth() - 66, A4.getHeight() - 66);
        content.stroke();
        content.setNonStrokingColor(APRICOT);
        content.addRect(CENTER - 42, 412, 84, 3);
        content.fill();
    }

    /** Somebody may keep the file of a certificate that holds no more; nobody shall take it for one that does. */
    private void stamp(PDPageContentStream content, Typesetter type, CertificateCard.State state) throws IOException {
        content.saveGraphicsState();
        content.transform(Matrix.getRotateInstance(Math.toRadians(20), CENTER, A4.getHeight() / 2));
        type.line(content, zh("certificate.pdf.state." + state) + "  " + state, 64, 0, -24, Align.CENTER, VOID);
        content.restoreGraphicsState();
    }

    private void heading(PDPageContentStream content, Typesetter type, CertificateCard certificate) throws IOException {
        type.line(content, zh("certificate.pdf.number", certificate.number()), 10, A4.getWidth() - EDGE, 530, Align.RIGHT, QUIET);
        type.line(content, zh("platform.name") + "  " + en("platform.name"), 10, EDGE, 530, Align.LEFT, QUIET);
        type.paragraph(content, certificate.facts().title(), 34, CENTER, 444, A4.getWidth() - 2 * EDGE, 1, INK);
        type.line(content, en("certificate.pdf.title"), 11, CENTER, 424, Align.CENTER, QUIET);
    }

    private void body(PDPageContentStream content, Typesetter type, CertificateFacts facts) throws IOException {
        var width = A4.getWidth() - 2 * EDGE - 20;
        type.paragraph(content, facts.name(), 30, CENTER, 350, width, 1, INK);
        var who = facts.document() == null ? facts.unit() : zh("certificate.pdf.who", facts.unit(), facts.document());
        type.paragraph(content, who, 12, CENTER, 322, width, 2, QUIET);
        var below = type.paragraph(content, zh("certificate.pdf.statement", facts.completedOn(), facts.program(), facts.hours()),
            17, CENTER, 268, width, 3, TEXT);
        type.paragraph(content, en("certificate.pdf.statement", facts.completedOn(), facts.program(), facts.hours()),
            10, CENTER, Math.min(below - 4, 234), width, 3, QUIET);
    }

    private void foot(PDPageContentStream content, Typesetter type, CertificateCard certificate) throws IOException {
        var facts = certificate.facts();
        type.line(content, facts.issuer(), 14, EDGE, 122, Align.LEFT, TEXT);
        type.line(content, zh("certificate.pdf.issued", facts.issuedOn()) + "  " + en("certificate.pdf.issued", facts.issuedOn()),
            10, EDGE, 102, Align.LEFT, QUIET);
        type.line(content, facts.notice() == null ? zh("certificate.pdf.rules", facts.ruleVersion())
            : zh("certificate.pdf.basis", facts.notice(), facts.ruleVersion()), 9, EDGE, 86, Align.LEFT, QUIET);
    }

    private void verification(PDPageContentStream content, Typesetter type, VerificationCode code) throws IOException {
        var x = A4.getWidth() - EDGE - QR;
        content.setNonStrokingColor(INK);
        QrCode.draw(content, address + code.value(), x, 98, QR);
        type.line(content, zh("certificate.pdf.scan") + "  " + en("certificate.pdf.scan"), 8, x + QR, 84, Align.RIGHT, QUIET);
        type.line(content, code.grouped(), 9, x + QR, 70, Align.RIGHT, TEXT);
    }

    private String zh(String key, Object... arguments) {
        return texts.get(key, Locale.SIMPLIFIED_CHINESE, arguments);
    }

    private String en(String key, Object... arguments) {
        return texts.get(key, Locale.ENGLISH, arguments);
    }
}
