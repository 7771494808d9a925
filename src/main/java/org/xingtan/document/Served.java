package org.xingtan.document;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.springframework.core.io.InputStreamResource;
import org.springframework.core.io.Resource;
import org.springframework.http.CacheControl;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpRange;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;

/**
 * One file as an answer: whole, a part, unchanged, or no such part (RFC 9110).
 *
 * @param saved        whether it is always offered for saving
 * @param confidential whether nothing between us and the asker may keep it or learn whether it has changed
 */
record Served(DocumentCard document, ObjectStore store, boolean saved, boolean confidential) {

    /** What lies encrypted is confidential. */
    static Served of(DocumentCard document, ObjectStore store, boolean saved) {
        return new Served(document, store, saved, store.isSealed(document.sha256()));
    }

    ResponseEntity<Resource> answer(HttpHeaders request) {
        if (!confidential && (request.getIfNoneMatch().contains(tag()) || request.getIfNoneMatch().contains("*"))) {
            return head(HttpStatus.NOT_MODIFIED).build();
        }
        var asked = request.getFirst(HttpHeaders.RANGE);
        if (asked == null || !stillTheSame(request)) {
            return whole();
        }
        List<HttpRange> ranges;
        try {
            ranges = HttpRange.parseRanges(asked);
        } catch (IllegalArgumentException e) {
            return noSuchPart();
        }
        // A player asks for one part; whoever asks for several gets the whole, which the standard allows.
        return ranges.size() == 1 ? part(ranges.getFirst()) : whole();
    }

    /** If-Range: a part is only worth something to one who has the rest of the same bytes. */
    private boolean stillTheSame(HttpHeaders request) {
        var condition = request.getFirst(HttpHeaders.IF_RANGE);
        return condition == null || !confidential && condition.equals(tag());
    }

    private ResponseEntity<Resource> whole() {
        return body(HttpStatus.OK, document.size()).body(bytes(0, document.size()));
    }

    private ResponseEntity<Resource> part(HttpRange range) {
        var from = range.getRangeStart(document.size());
        var to = range.getRangeEnd(document.size());
        if (from >= document.size() || from > to) {
            return noSuchPart();
        }
        return body(HttpStatus.PARTIAL_CONTENT, to - from + 1)
            .header(HttpHeaders.CONTENT_RANGE, "bytes %d-%d/%d".formatted(from, to, document.size()))
            .body(bytes(from, to - from + 1));
    }

    private ResponseEntity<Resource> noSuchPart() {
        return head(HttpStatus.REQUESTED_RANGE_NOT_SATISFIABLE)
            .header(HttpHeaders.CONTENT_RANGE, "bytes */" + document.size()).build();
    }

    private ResponseEntity.BodyBuilder body(HttpStatus status, long length) {
        return head(status).contentType(MediaType.parseMediaType(document.mediaType())).contentLength(length);
    }

    private ResponseEntity.BodyBuilder head(HttpStatus status) {
        return (confidential ? ResponseEntity.status(status).cacheControl(CacheControl.noStore())
            : ResponseEntity.status(status).eTag(tag()).cacheControl(CacheControl.maxAge(Duration.ofHours(1)).cachePrivate()))
            .header(HttpHeaders.ACCEPT_RANGES, "bytes")
            .header(HttpHeaders.CONTENT_DISPOSITION, disposition())
            .header("X-Content-Type-Options", "nosniff")
            .header("Content-Security-Policy", "default-src 'none'; sandbox");
    }

    private String tag() {
        return "\"" + document.sha256() + "\"";
    }

    /** Only what a page plays or shows stays inside it; everything else is saved. */
    private String disposition() {
        var type = document.mediaType();
        var inline = !saved && (type.startsWith("video/") || type.startsWith("image/") || type.equals("text/vtt") || type.equals("application/vnd.apple.mpegurl"));
        return (inline ? ContentDisposition.inline() : ContentDisposition.attachment())
            .filename(document.name(), StandardCharsets.UTF_8).build().toString();
    }

    /** Exactly this class of Spring's: any other resource would be cut to the Range header a second time. */
    private Resource bytes(long from, long length) {
        return new InputStreamResource(() -> new Limited(store.open(document.sha256(), from), length), document.name());
    }

    /** The first so many bytes of a stream. */
    private static final class Limited extends java.io.FilterInputStream {

        private long left;

        Limited(InputStream in, long length) {
            super(in);
            this.left = length;
        }

        @Override
        public int read() throws IOException {
            var one = left > 0 ? super.read() : -1;
            left -= one < 0 ? 0 : 1;
            return one;
        }

        @Override
        public int read(byte[] into, int offset, int length) throws IOException {
            if (left <= 0) {
                return -1;
            }
            var n = super.read(into, offset, (int) Math.min(length, left));
            left -= Math.max(0, n);
            return n;
        }
    }
}
