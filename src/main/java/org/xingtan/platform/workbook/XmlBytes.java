package org.xingtan.platform.workbook;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** XML on its way out, in UTF-8 from the start: texts of a hundred thousand rows become no other texts in between. */
final class XmlBytes {

    private static final int SIZE = 1 << 15;
    private static final int LONGEST_CHARACTER = 5;
    private static final byte[] LESS = bytes("&lt;");
    private static final byte[] GREATER = bytes("&gt;");
    private static final byte[] AND = bytes("&amp;");

    private final OutputStream out;
    private final byte[] bytes = new byte[SIZE];
    private int length;

    XmlBytes(OutputStream out) {
        this.out = out;
    }

    static byte[] bytes(String xml) {
        return xml.getBytes(StandardCharsets.UTF_8);
    }

    /** As it is. */
    XmlBytes xml(byte[] xml) {
        if (xml.length > SIZE - length) {
            flush();
        }
        if (xml.length > SIZE) {
            write(xml, xml.length);
        } else {
            System.arraycopy(xml, 0, bytes, length, xml.length);
            length += xml.length;
        }
        return this;
    }

    /** @param text without what XML cannot hold */
    XmlBytes text(String text) {
        for (var i = 0; i < text.length(); i++) {
            if (LONGEST_CHARACTER > SIZE - length) {
                flush();
            }
            var c = text.charAt(i);
            switch (c) {
                case '<' -> xml(LESS);
                case '>' -> xml(GREATER);
                case '&' -> xml(AND);
                default -> {
                    if (Character.isHighSurrogate(c)) {
                        xml(bytes(text.substring(i, ++i + 1)));
                    } else {
                        put(c);
                    }
                }
            }
        }
        return this;
    }

    /** One, two or three bytes. */
    private void put(char c) {
        if (c < 0x80) {
            bytes[length++] = (byte) c;
        } else if (c < 0x800) {
            bytes[length++] = (byte) (0xC0 | c >> 6);
            bytes[length++] = (byte) (0x80 | c & 0x3F);
        } else {
            bytes[length++] = (byte) (0xE0 | c >> 12);
            bytes[length++] = (byte) (0x80 | c >> 6 & 0x3F);
            bytes[length++] = (byte) (0x80 | c & 0x3F);
        }
    }

    void flush() {
        write(bytes, length);
        length = 0;
    }

    private void write(byte[] some, int count) {
        try {
            out.write(some, 0, count);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
