package org.xingtan.certificate;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.time.ZoneOffset;
import java.util.GregorianCalendar;
import java.util.List;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.interactive.viewerpreferences.PDViewerPreferences;
import org.apache.pdfbox.cos.COSDictionary;
import org.springframework.stereotype.Component;
import org.xingtan.platform.print.Fonts;
import org.xingtan.platform.print.Typesetter;

/** Certificates as PDF: one page each, the same bytes each time. */
@Component
class CertificatePdf {

    private final Fonts fonts;
    private final CertificateSheet sheet;

    CertificatePdf(Fonts fonts, CertificateSheet sheet) {
        this.fonts = fonts;
        this.sheet = sheet;
    }

    byte[] of(CertificateCard certificate) {
        var out = new ByteArrayOutputStream(24_000);
        write(List.of(certificate), certificate.facts().title() + " " + certificate.number(), out);
        return out.toByteArray();
    }

    /** Many in one file; their fonts are in it once. */
    void write(List<CertificateCard> certificates, String title, OutputStream out) {
        try (var document = new PDDocument()) {
            var type = new Typesetter(document, fonts);
            for (var certificate : certificates) {
                sheet.draw(document, type, certificate);
            }
            describe(document, certificates, title);
            document.save(out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Nothing in the file comes from the moment it is made. */
    private static void describe(PDDocument document, List<CertificateCard> certificates, String title) {
        var first = certificates.getFirst();
        var information = document.getDocumentInformation();
        information.setTitle(title);
        information.setAuthor(first.facts().issuer());
        information.setCreator("Xingtan");
        information.setCreationDate(GregorianCalendar.from(first.issuedAt().atZone(ZoneOffset.UTC)));
        var preferences = new PDViewerPreferences(new COSDictionary());
        preferences.setDisplayDocTitle(true);
        document.getDocumentCatalog().setViewerPreferences(preferences);
        document.getDocumentCatalog().setLanguage("zh-CN");
        document.setDocumentId((long) first.number().hashCode());
    }
}
