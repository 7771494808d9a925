package org.xingtan.guangzhou;

import java.awt.Color;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.springframework.stereotype.Component;
import org.xingtan.platform.print.Fonts;
import org.xingtan.platform.print.Typesetter;
import org.xingtan.recognition.LoadClaims;

/** What invented people show for their hours: a page that opens, each with a number of its own, since a paper is known by its content. */
@Component
class GuangzhouPapers {

    private static final Color INK = new Color(0x22303f);
    private static final String TITLE = "培训学时证明（示例）";
    private static final String WORDS = "兹证明参训人员已完成培训，学时如申报表所列。本证明为演示数据，人员和单位均为虚构。";

    private final Fonts fonts;
    private final AtomicInteger number = new AtomicInteger();
    private byte @org.jspecify.annotations.Nullable [] page;

    GuangzhouPapers(Fonts fonts) {
        this.fonts = fonts;
    }

    LoadClaims.Paper next(String name) {
        var last = ("\n% " + number.incrementAndGet() + "\n").getBytes(StandardCharsets.US_ASCII);
        var bytes = new ByteArrayOutputStream();
        bytes.writeBytes(page());
        bytes.writeBytes(last);
        return new LoadClaims.Paper(name + ".pdf", bytes.toByteArray());
    }

    private synchronized byte[] page() {
        if (page == null) {
            page = print();
        }
        return page;
    }

    private byte[] print() {
        try (var document = new PDDocument(); var out = new ByteArrayOutputStream()) {
            var type = new Typesetter(document, fonts);
            var sheet = new PDPage(PDRectangle.A4);
            document.addPage(sheet);
            try (var content = new PDPageContentStream(document, sheet)) {
                type.line(content, TITLE, 20, PDRectangle.A4.getWidth() / 2, 760, Typesetter.Align.CENTER, INK);
                type.paragraph(content, WORDS, 12, 72, 700, 450, 4, INK);
            }
            document.save(out);
            return out.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
