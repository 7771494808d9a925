package org.xingtan.fee;

import java.awt.Color;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import org.apache.pdfbox.io.MemoryUsageSetting;
import org.apache.pdfbox.pdfwriter.compress.CompressParameters;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.springframework.stereotype.Component;
import org.xingtan.ledger.CategoryNames;
import org.xingtan.platform.persistence.TemporaryFiles;
import org.xingtan.platform.print.Fonts;
import org.xingtan.platform.print.Typesetter;
import org.xingtan.platform.print.Typesetter.Align;
import org.xingtan.platform.web.Dates;
import org.xingtan.platform.web.Texts;

/** A statement on paper: who owes what for which term, line by line, and where it goes. */
@Component
class StatementPdf {

    private static final Color INK = new Color(0x1f3a5f);
    private static final Color TEXT = new Color(0x22303f);
    private static final Color QUIET = new Color(0x57626f);
    private static final float LEFT = 48;
    private static final float RIGHT = PDRectangle.A4.getWidth() - LEFT;
    private static final float TOP = PDRectangle.A4.getHeight() - 56;
    private static final float STEP = 17;
    private static final float SIZE = 9;
    private static final int FIRST_PAGE = 32;
    private static final int PAGE = 40;
    private static final float[] COLUMNS = {LEFT, LEFT + 34, LEFT + 120, LEFT + 365};

    private final Fonts fonts;
    private final Texts texts;
    private final CategoryNames names;

    StatementPdf(Fonts fonts, Texts texts, CategoryNames names) {
        this.fonts = fonts;
        this.texts = texts;
        this.names = names;
    }

    /**
     * Pages lie on disk until they are sent: a city's statement has thousands.
     *
     * @param lines gives all lines, one after the other
     */
    void write(Statement statement, Consumer<Consumer<Statement.Line>> lines, Locale locale, OutputStream out) throws IOException {
        try (var document = new PDDocument(MemoryUsageSetting.setupTempFileOnly().setTempDir(TemporaryFiles.folder().toFile()).streamCache)) {
            var type = new Typesetter(document, fonts);
            var page = new ArrayList<Statement.Line>();
            var written = new int[1];
            lines.accept(line -> {
                page.add(line);
                if (page.size() == (written[0] == 0 ? FIRST_PAGE : PAGE)) {
                    draw(document, type, statement, page, written, locale);
                }
            });
            if (!page.isEmpty() || written[0] == 0) {
                draw(document, type, statement, page, written, locale);
            }
            document.getDocumentInformation().setTitle(statement.number());
            document.getDocumentInformation().setCreator("Xingtan");
            document.save(out, CompressParameters.NO_COMPRESSION);
        }
    }

    /** One page; what is on it is taken from the list. */
    private void draw(PDDocument document, Typesetter type, Statement statement, List<Statement.Line> lines, int[] written, Locale locale) {
        var sheet = new PDPage(PDRectangle.A4);
        document.addPage(sheet);
        try (var page = new PDPageContentStream(document, sheet)) {
            var y = written[0] == 0 ? head(page, type, statement, locale) : TOP;
            y = table(page, type, lines, written, y, locale);
            if (written[0] >= statement.lines()) {
                foot(page, type, statement, y, locale);
            }
            type.line(page, statement.number() + " · " + document.getNumberOfPages(), 8, RIGHT, 30, Align.RIGHT, QUIET);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        lines.clear();
    }

    private float head(PDPageContentStream page, Typesetter type, Statement statement, Locale locale) throws IOException {
        type.line(page, texts.get("fee.pdf.title", locale), 20, PDRectangle.A4.getWidth() / 2, TOP, Align.CENTER, INK);
        var y = TOP - 34;
        for (var fact : List.of(
                texts.get("fee.pdf.number", locale, statement.number(), Dates.day(statement.issuedAt().atZone(org.xingtan.platform.Window.ZONE).toLocalDate(), locale)),
                texts.get("fee.pdf.debtor", locale, statement.debtor(), texts.get("fee.payer." + statement.account().payer(), locale)),
                texts.get("fee.pdf.term", locale, statement.ownerName(), statement.termTitle(), statement.termCode()))) {
            type.line(page, fact, 10, LEFT, y, Align.LEFT, TEXT);
            y -= STEP;
        }
        return y - 8;
    }

    private float table(PDPageContentStream page, Typesetter type, List<Statement.Line> lines, int[] written, float top, Locale locale) throws IOException {
        var y = top;
        var headings = List.of(texts.get("fee.column.number", locale), texts.get("fee.column.person", locale), texts.get("fee.column.course", locale),
            texts.get("fee.column.category", locale));
        for (var i = 0; i < COLUMNS.length; i++) {
            type.line(page, headings.get(i), SIZE, COLUMNS[i], y, Align.LEFT, QUIET);
        }
        type.line(page, texts.get("fee.column.amount", locale), SIZE, RIGHT, y, Align.RIGHT, QUIET);
        rule(page, y - 5);
        for (var line : lines) {
            y -= STEP;
            written[0]++;
            var cells = List.of(Integer.toString(written[0]), line.person(), course(line, locale), names.of(line.category()).in(locale));
            for (var i = 0; i < COLUMNS.length; i++) {
                type.line(page, cut(type, cells.get(i), (i + 1 < COLUMNS.length ? COLUMNS[i + 1] : RIGHT - 60) - COLUMNS[i] - 6), SIZE, COLUMNS[i], y, Align.LEFT, TEXT);
            }
            type.line(page, line.amount().toString(), SIZE, RIGHT, y, Align.RIGHT, TEXT);
        }
        return y;
    }

    private String course(Statement.Line line, Locale locale) {
        return line.withdrawn() == null ? line.course() : texts.get("fee.pdf.withdrawn", locale, line.course());
    }

    private void foot(PDPageContentStream page, Typesetter type, Statement statement, float above, Locale locale) throws IOException {
        rule(page, above - 6);
        type.line(page, texts.get("fee.pdf.total", locale, statement.lines(), statement.total()), 11, RIGHT, above - 24, Align.RIGHT, INK);
        if (!statement.remittance().isEmpty()) {
            type.line(page, cut(type, texts.get("fee.pdf.remittance", locale, statement.remittance().replaceAll("\\s+", " "), statement.number()), RIGHT - LEFT),
                SIZE, LEFT, above - 44, Align.LEFT, TEXT);
        }
    }

    private static void rule(PDPageContentStream page, float y) throws IOException {
        page.setStrokingColor(QUIET);
        page.setLineWidth(0.5f);
        page.moveTo(LEFT, y);
        page.lineTo(RIGHT, y);
        page.stroke();
    }

    /** As much of a text as the column takes. */
    private static String cut(Typesetter type, String text, float width) {
        var shown = text;
        while (type.width(shown, SIZE) > width && shown.length() > 1) {
            shown = shown.substring(0, shown.offsetByCodePoints(shown.length(), shown.endsWith("…") ? -2 : -1)) + "…";
        }
        return shown;
    }
}
