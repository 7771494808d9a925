package org.xingtan.platform.print;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import org.apache.fontbox.ttf.TTFParser;
import org.apache.fontbox.ttf.TrueTypeFont;
import org.apache.pdfbox.io.RandomAccessReadBuffer;
import org.springframework.core.io.ClassPathResource;
import org.springframework.stereotype.Component;

/** The fonts that pages are set in, parsed once when the first one is printed: the usual one, then the rare characters. */
@Component
public class Fonts {

    private static final List<String> FILES = List.of("fonts/wqy-microhei.ttf", "fonts/rare-characters.ttf");
    private static final int GETA_MARK = 0x3013;

    private volatile List<TrueTypeFont> fonts = List.of();

    /** @param font index of the font that has the character; {@code shown} is the character itself, or 〓 where no font knows it */
    record Glyph(int font, int shown, float width) {}

    List<TrueTypeFont> all() {
        var parsed = fonts;
        if (parsed.isEmpty()) {
            synchronized (this) {
                parsed = fonts.isEmpty() ? fonts = FILES.stream().map(Fonts::parse).toList() : fonts;
            }
        }
        return parsed;
    }

    Glyph glyph(int codePoint) {
        var parsed = all();
        for (var i = 0; i < parsed.size(); i++) {
            var width = width(parsed.get(i), codePoint);
            if (width >= 0) {
                return new Glyph(i, codePoint, width);
            }
        }
        return codePoint == GETA_MARK ? new Glyph(0, '?', Math.max(0, width(parsed.getFirst(), '?'))) : glyph(GETA_MARK);
    }

    /** Share of the type size; negative when the font has no such character. */
    private static float width(TrueTypeFont font, int codePoint) {
        try {
            var glyph = font.getUnicodeCmapLookup().getGlyphId(codePoint);
            return glyph == 0 ? -1 : (float) font.getAdvanceWidth(glyph) / font.getUnitsPerEm();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static TrueTypeFont parse(String file) {
        try {
            var font = new TTFParser().parse(new RandomAccessReadBuffer(new ClassPathResource(file).getContentAsByteArray()));
            font.setEnableGsub(false);
            return font;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
