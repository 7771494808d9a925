package org.xingtan.platform;

import java.security.SecureRandom;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import java.util.concurrent.atomic.AtomicLong;

/** UUIDv7 (RFC 9562): ordered by time, made in the application, so that an object knows its id before it is saved. */
public final class Uuids {

    private static final SecureRandom RANDOM = new SecureRandom();
    private static final AtomicLong LAST = new AtomicLong();

    private Uuids() {}

    /** The next id; ids of one process are strictly increasing (12 bits below the millisecond count up). */
    public static UUID next() {
        var now = System.currentTimeMillis() << 12;
        var tick = LAST.updateAndGet(last -> Math.max(last + 1, now));
        var high = (tick >>> 12) << 16 | 0x7000 | tick & 0xFFF;
        var low = RANDOM.nextLong() >>> 2 | 0x8000_0000_0000_0000L;
        return new UUID(high, low);
    }

    /**
     * Reads an id that came from outside.
     *
     * @throws NotFound when the text is no UUID: an address that cannot exist is an address that is not there
     */
    public static UUID parse(@Nullable String text) {
        if (text == null) {
            throw new NotFound("id");
        }
        try {
            var id = UUID.fromString(text);
            if (id.toString().equalsIgnoreCase(text)) {
                return id;
            }
        } catch (IllegalArgumentException e) {
            throw new NotFound(text);
        }
        throw new NotFound(text);
    }
}
