package org.xingtan.platform.print;

import java.awt.Color;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.font.PDFont;
import org.apache.pdfbox.pdmodel.font.PDType0Font;
import org.jspecify.annotations.Nullable;

/** Sets text in one document: each character in the first font that has it, each font embedded once and only as far as it is used. */
public class Typesetter {

    /** Where a line stands to its x. */
    public enum Align { LEFT, CENTER, RIGHT }

    private record Run(int font, String text) {}

    private final PDDocument document;
    private final Fonts fonts;
    private final @Nullable PDFont[] embedded;

    public Typesetter(PDDocument document, Fonts fonts) {
        this.document = document;
        this.fonts = fonts;
        this.embedded = new PDFont[fonts.all().size()];
    }

    /** How wide the text would be. */
    public float width(String text, float size) {
        var width = 0f;
        for (var codePoint : printable(text)) {
            width += fonts.glyph(codePoint).width();
        }
        return width * size;
    }

    /** @param x left edge, center or right edge, as {@code align} says */
    public void line(PDPageContentStream page, String text, float size, float x, float y, Align align, Color color) throws IOException {
        var width = align == Align.LEFT ? 0 : width(text, size);
        page.beginText();
        page.setNonStrokingColor(color);
        page.newLineAtOffset(align == Align.LEFT ? x : align == Align.CENTER ? x - width / 2 : x - width, y);
        for (var run : runs(text)) {
            page.setFont(font(run.font()), size);
            page.showText(run.text());
        }
        page.endText();
    }

    /** Text in as many lines as it takes, centered around x, downwards from y; in smaller type when it does not fit in the lines allowed. */
    public float paragraph(PDPageContentStream page, String text, float size, float x, float y, float width, int lines, Color color) throws IOException {
        var type = size;
        var broken = broken(text, type, width);
        while (broken.size() > lines && type > 6) {
            type -= 0.5f;
            broken = broken(text, type, width);
        }
        var at = y;
        for (var line : broken) {
            line(page, line, type, x, at, Align.CENTER, color);
            at -= type * 1.6f;
        }
        return at;
    }

    /** Chinese may break anywhere, Latin words only at blanks; no line begins with closing punctuation. */
    private List<String> broken(String text, float size, float width) {
        var lines = new ArrayList<String>();
        var line = new StringBuilder();
        for (var word : words(text)) {
            if (!line.isEmpty() && width(line + word.stripTrailing(), size) > width && !isClosing(word)) {
                lines.add(line.toString().strip());
                line.setLength(0);
            }
            line.append(word);
        }
        lines.add(line.toString().strip());
        return lines;
    }

    private static List<String> words(String text) {
        var words = new ArrayList<String>();
        var word = new StringBuilder();
        text.codePoints().forEach(c -> {
            var latin = c < 0x2E80 && c != ' ';
            if (!latin && !word.isEmpty() && c != ' ') {
                words.add(word.toString());
                word.setLength(0);
            }
            word.appendCodePoint(c);
            if (!latin) {
                words.add(word.toString());
                word.setLength(0);
            }
        });
        words.add(word.toString());
        return words;
    }

    private static boolean isClosing(String word) {
        return word.length() == 1 && switch (Character.getType(word.charAt(0))) {
            case Character.END_PUNCTUATION, Character.FINAL_QUOTE_PUNCTUATION, Character.OTHER_PUNCTUATION -> true;
            default -> false;
        };
    }

    private List<Run> runs(String text) {
        var runs = new ArrayList<Run>();
        var run = new StringBuilder();
        var current = -1;
        for (var codePoint : printable(text)) {
            var glyph = fonts.glyph(codePoint);
            if (glyph.font() != current && !run.isEmpty()) {
                runs.add(new Run(current, run.toString()));
                run.setLength(0);
            }
            current = glyph.font();
            run.appendCodePoint(glyph.shown());
        }
        if (!run.isEmpty()) {
            runs.add(new Run(current, run.toString()));
        }
        return runs;
    }

    private PDFont font(int index) throws IOException {
        var font = embedded[index];
        if (font == null) {
            font = PDType0Font.load(document, fonts.all().get(index), true);
            embedded[index] = font;
        }
        return font;
    }

    /** What can be set: control and format characters, and halves of characters, are left out. */
    private static int[] printable(String text) {
        return text.codePoints().filter(c -> switch (Character.getType(c)) {
            case Character.CONTROL, Character.FORMAT, Character.SURROGATE, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR -> false;
            default -> true;
        }).toArray();
    }
}
