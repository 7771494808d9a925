package org.xingtan.document;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.xingtan.platform.Problem;

/** How long a film is, read from what it says of itself: MP4 (ISO/IEC 14496-12) and WebM (RFC 9559). Nothing is decoded. */
public final class FilmLength {

    private static final int LARGEST_BOX = 64 << 20;
    private static final int WEBM_HEAD = 1 << 20;
    private static final int SEGMENT = 0x18538067;
    private static final int INFO = 0x1549A966;
    private static final int TIMESTAMP_SCALE = 0x2AD7B1;
    private static final int DURATION = 0x4489;

    private FilmLength() {}

    /**
     * Whole seconds, rounded down; empty when the film does not say.
     *
     * @throws Problem 415 for a film that is not whole, or that most browsers do not play
     */
    public static Optional<Integer> of(String mediaType, InputStream film) throws IOException {
        try {
            return (mediaType.equals("video/webm") ? webm(film) : mp4(film)).map(Double::intValue).filter(it -> it >= 1 && it <= 86_400);
        } catch (EOFException | BufferUnderflowException | IndexOutOfBoundsException e) {
            throw (Problem) notWhole().initCause(e);
        }
    }

    private static Problem notWhole() {
        return new Problem(415, "document.film.not-whole");
    }

    /** Walks over all boxes, so that a film which was cut off is found to be. */
    private static Optional<Double> mp4(InputStream film) throws IOException {
        var seconds = -1.0;
        for (var head = film.readNBytes(8); head.length == 8; head = film.readNBytes(8)) {
            var box = ByteBuffer.wrap(head);
            var said = Integer.toUnsignedLong(box.getInt());
            var type = type(box);
            var length = said == 1 ? ByteBuffer.wrap(film.readNBytes(8)).getLong() - 16 : said == 0 ? Long.MAX_VALUE : said - 8;
            if (length < 0) {
                break;
            }
            if (type.equals("moov")) {
                seconds = Math.max(seconds, movie(content(film, length)));
            } else if (type.equals("sidx")) {
                seconds = Math.max(seconds, index(content(film, length)));
            } else if (said != 0) {
                film.skipNBytes(length);
            }
            if (said == 0) {
                break;
            }
        }
        if (seconds < 0) {
            throw notWhole();
        }
        return seconds > 0 ? Optional.of(seconds) : Optional.empty();
    }

    private static ByteBuffer content(InputStream film, long length) throws IOException {
        if (length > LARGEST_BOX) {
            throw notWhole();
        }
        var bytes = film.readNBytes((int) length);
        if (bytes.length < length) {
            throw notWhole();
        }
        return ByteBuffer.wrap(bytes);
    }

    /** What the movie says of itself; 0 when its parts do. */
    private static double movie(ByteBuffer movie) {
        var text = StandardCharsets.ISO_8859_1.decode(movie.duplicate()).toString();
        if (text.contains("hvc1") || text.contains("hev1")) {
            throw new Problem(415, "document.film.codec");
        }
        var header = text.indexOf("mvhd");
        if (header < 0) {
            throw notWhole();
        }
        var wide = movie.get(header + 4) == 1;
        var scale = header + 8 + (wide ? 16 : 8);
        return seconds(wide ? movie.getLong(scale + 4) : Integer.toUnsignedLong(movie.getInt(scale + 4)), movie.getInt(scale));
    }

    /** When the last of the parts ends that an index names. */
    private static double index(ByteBuffer index) {
        var wide = index.get(0) == 1;
        var end = wide ? index.getLong(12) : Integer.toUnsignedLong(index.getInt(12));
        var count = wide ? 30 : 22;
        for (var i = 0; i < Short.toUnsignedInt(index.getShort(count)); i++) {
            end += Integer.toUnsignedLong(index.getInt(count + 2 + 12 * i + 4));
        }
        return seconds(end, index.getInt(8));
    }

    private static double seconds(long duration, int scale) {
        return scale <= 0 || duration <= 0 ? 0 : (double) duration / scale;
    }

    private static String type(ByteBuffer box) {
        var type = new byte[4];
        box.get(type);
        return new String(type, StandardCharsets.ISO_8859_1);
    }

    private static Optional<Double> webm(InputStream film) throws IOException {
        var bytes = ByteBuffer.wrap(film.readNBytes(WEBM_HEAD));
        while (bytes.remaining() > 12) {
            var id = id(bytes);
            var length = size(bytes);
            if (id == INFO) {
                return info(bytes, (int) Math.min(length, bytes.remaining()));
            }
            if (id != SEGMENT) {
                bytes.position((int) Math.min(bytes.position() + Math.max(0, length), bytes.limit()));
            }
        }
        return Optional.empty();
    }

    private static Optional<Double> info(ByteBuffer bytes, int length) {
        var end = bytes.position() + length;
        var scale = 1_000_000L;
        var duration = 0.0;
        while (end - bytes.position() > 2) {
            var id = id(bytes);
            var size = Math.clamp(size(bytes), 0, Math.max(0, end - bytes.position()));
            if (id == TIMESTAMP_SCALE) {
                scale = number(bytes.slice(bytes.position(), size));
            } else if (id == DURATION && (size == 4 || size == 8)) {
                duration = size == 4 ? bytes.getFloat(bytes.position()) : bytes.getDouble(bytes.position());
            }
            bytes.position(bytes.position() + size);
        }
        return duration > 0 ? Optional.of(duration * scale / 1e9) : Optional.empty();
    }

    private static long number(ByteBuffer bytes) {
        var number = 0L;
        while (bytes.hasRemaining()) {
            number = number << 8 | bytes.get() & 0xFF;
        }
        return number;
    }

    /** An element's id with its length marker, as the standard writes it. */
    private static int id(ByteBuffer bytes) {
        return (int) variable(bytes, false);
    }

    private static long size(ByteBuffer bytes) {
        return bytes.hasRemaining() ? variable(bytes, true) : 0;
    }

    private static long variable(ByteBuffer bytes, boolean withoutMarker) {
        var first = bytes.get() & 0xFF;
        var length = first == 0 ? 8 : Integer.numberOfLeadingZeros(first) - 23;
        long value = withoutMarker ? first & (0xFF >> length) : first;
        for (var i = 1; i < length && bytes.hasRemaining(); i++) {
            value = value << 8 | bytes.get() & 0xFF;
        }
        return value;
    }
}
