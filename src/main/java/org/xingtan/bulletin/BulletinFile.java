package org.xingtan.bulletin;

import java.util.Arrays;
import java.util.Locale;
import org.xingtan.platform.Problem;

/** As what a bulletin can be taken away. */
enum BulletinFile {

    /** The text and the first level, to be printed and sent on. */
    DOCX("application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
    /** Every line, to be counted with. */
    XLSX("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet");

    private final String mediaType;

    BulletinFile(String mediaType) {
        this.mediaType = mediaType;
    }

    String mediaType() {
        return mediaType;
    }

    String ending() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** @throws Problem 400 when there is no such file */
    static BulletinFile of(String ending) {
        return Arrays.stream(values()).filter(it -> it.ending().equals(ending)).findFirst().orElseThrow(() -> new Problem(400, "error.malformed"));
    }
}
