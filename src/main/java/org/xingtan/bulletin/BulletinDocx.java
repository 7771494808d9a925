package org.xingtan.bulletin;

import java.io.IOException;
import java.io.OutputStream;
import java.math.BigInteger;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.apache.poi.xwpf.model.XWPFHeaderFooterPolicy;
import org.apache.poi.xwpf.usermodel.ParagraphAlignment;
import org.apache.poi.xwpf.usermodel.XWPFDocument;
import org.apache.poi.xwpf.usermodel.XWPFTable;
import org.springframework.stereotype.Component;

/** A bulletin to be printed: its text and the figures of the first level, over a watermark of who took it. */
@Component
class BulletinDocx {

    private static final int TITLE = 18;
    private static final int TEXT = 12;
    private static final int SMALL = 9;
    /** A4 lying on its side, in twentieths of a point. */
    private static final long WIDE = 16_838;
    private static final long HIGH = 11_906;

    private final BulletinLines lines;
    private final BulletinWords words;

    BulletinDocx(BulletinLines lines, BulletinWords words) {
        this.lines = lines;
        this.words = words;
    }

    void write(Bulletin bulletin, String watermark, String mark, Locale locale, OutputStream out) throws IOException {
        try (var document = new XWPFDocument()) {
            var size = document.getDocument().getBody().addNewSectPr().addNewPgSz();
            size.setW(BigInteger.valueOf(WIDE));
            size.setH(BigInteger.valueOf(HIGH));
            var policy = new XWPFHeaderFooterPolicy(document);
            policy.createWatermark(watermark);
            policy.createFooter(XWPFHeaderFooterPolicy.DEFAULT).createParagraph().createRun().setText(mark);
            paragraph(document, words.number(bulletin, locale), TEXT, ParagraphAlignment.CENTER);
            paragraph(document, bulletin.title(), TITLE, ParagraphAlignment.CENTER);
            BulletinView.paragraphs(bulletin).forEach(text -> paragraph(document, "\u3000\u3000" + text, TEXT, ParagraphAlignment.LEFT));
            table(document, bulletin, locale);
            words.facts(bulletin, locale).forEach(text -> paragraph(document, text, SMALL, ParagraphAlignment.LEFT));
            document.write(out);
        }
    }

    private static void paragraph(XWPFDocument document, String text, int size, ParagraphAlignment alignment) {
        var paragraph = document.createParagraph();
        paragraph.setAlignment(alignment);
        var run = paragraph.createRun();
        run.setFontSize(size);
        run.setText(text);
    }

    private void table(XWPFDocument document, Bulletin bulletin, Locale locale) {
        var rows = Stream.concat(lines.of(bulletin, bulletin.organization()).stream(), lines.below(bulletin, bulletin.organization()).stream()).toList();
        var columns = words.columns(bulletin, locale);
        var table = document.createTable(rows.size() + 1, columns.size());
        table.setWidth("100%");
        fill(table, 0, columns);
        for (var i = 0; i < rows.size(); i++) {
            fill(table, i + 1, words.cells(rows.get(i), locale));
        }
    }

    private static void fill(XWPFTable table, int row, List<String> texts) {
        for (var column = 0; column < texts.size(); column++) {
            var run = table.getRow(row).getCell(column).getParagraphs().getFirst().createRun();
            run.setFontSize(SMALL);
            run.setText(texts.get(column));
        }
    }
}
