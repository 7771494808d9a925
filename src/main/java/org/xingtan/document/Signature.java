package org.xingtan.document;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The kinds of files that are taken, known by how their bytes begin and never by their names; of office files by what is in them. */
enum Signature {

    MP4("video/mp4") {
        @Override
        boolean fits(byte[] head) {
            return at(head, 4, "ftyp".getBytes(StandardCharsets.US_ASCII));
        }
    },
    WEBM("video/webm") {
        @Override
        boolean fits(byte[] head) {
            return at(head, 0, (byte) 0x1A, (byte) 0x45, (byte) 0xDF, (byte) 0xA3)
                && new String(head, StandardCharsets.ISO_8859_1).contains("webm");
        }
    },
    PDF("application/pdf") {
        @Override
        boolean fits(byte[] head) {
            return at(head, 0, "%PDF-".getBytes(StandardCharsets.US_ASCII));
        }
    },
    JPEG("image/jpeg") {
        @Override
        boolean fits(byte[] head) {
            return at(head, 0, (byte) 0xFF, (byte) 0xD8, (byte) 0xFF);
        }
    },
    PNG("image/png") {
        @Override
        boolean fits(byte[] head) {
            return at(head, 0, (byte) 0x89, (byte) 'P', (byte) 'N', (byte) 'G', (byte) 0x0D, (byte) 0x0A, (byte) 0x1A, (byte) 0x0A);
        }
    },
    WEBVTT("text/vtt") {
        @Override
        boolean fits(byte[] head) {
            var text = new String(head, StandardCharsets.UTF_8);
            var start = text.startsWith("\uFEFF") ? text.substring(1) : text;
            return start.equals("WEBVTT") || start.matches("(?s)WEBVTT[ \t\r\n].*");
        }
    },
    HLS("application/vnd.apple.mpegurl") {
        @Override
        boolean fits(byte[] head) {
            return new String(head, StandardCharsets.UTF_8).matches("(?s)#EXTM3U[ \t\r\n].*");
        }
    },
    DOCX("application/vnd.openxmlformats-officedocument.wordprocessingml.document", "word/document.xml") {
        @Override
        boolean fits(byte[] head) {
            return isArchive(head);
        }
    },
    XLSX("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "xl/workbook.xml") {
        @Override
        boolean fits(byte[] head) {
            return isArchive(head);
        }
    };

    private final String mediaType;
    private final @Nullable String part;

    Signature(String mediaType) {
        this(mediaType, null);
    }

    Signature(String mediaType, @Nullable String part) {
        this.mediaType = mediaType;
        this.part = part;
    }

    /** Of an archive, the part that makes it this kind; null for what its beginning says already. */
    @Nullable String part() {
        return part;
    }

    abstract boolean fits(byte[] head);

    static Optional<Signature> of(String mediaType) {
        return Arrays.stream(values()).filter(signature -> signature.mediaType.equals(mediaType)).findFirst();
    }

    /** The media type that files with such an ending are. */
    static Optional<String> ending(String ending) {
        var kind = ending.equalsIgnoreCase("jpg") ? JPEG.name() : ending.equalsIgnoreCase("vtt") ? WEBVTT.name() : ending;
        return Arrays.stream(values()).filter(it -> it.name().equalsIgnoreCase(kind)).map(it -> it.mediaType).findFirst();
    }

    private static boolean isArchive(byte[] head) {
        return at(head, 0, (byte) 'P', (byte) 'K', (byte) 3, (byte) 4);
    }

    private static boolean at(byte[] head, int offset, byte... expected) {
        return head.length >= offset + expected.length
            && Arrays.equals(head, offset, offset + expected.length, expected, 0, expected.length);
    }
}
