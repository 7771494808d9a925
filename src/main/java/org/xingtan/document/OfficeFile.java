package org.xingtan.document;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/** What an office file (OOXML) has inside, read from the names of its parts, which no archive compresses: nothing is unpacked. */
final class OfficeFile {

    private static final String MACROS = "vbaProject.bin";
    private static final int OVERLAP = 64;

    private OfficeFile() {}

    /** @return whether the part is there, and no macro beside it; the stream is read and closed */
    static boolean hasPart(InputStream archive, String part) throws IOException {
        var found = false;
        var rest = "";
        try (archive) {
            var buffer = new byte[1 << 16];
            for (var n = archive.read(buffer); n > 0; n = archive.read(buffer)) {
                var text = rest + new String(buffer, 0, n, StandardCharsets.ISO_8859_1);
                if (text.contains(MACROS)) {
                    return false;
                }
                found |= text.contains(part);
                rest = text.substring(Math.max(0, text.length() - OVERLAP));
            }
        }
        return found;
    }
}
