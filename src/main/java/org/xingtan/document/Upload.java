package org.xingtan.document;

import java.time.Instant;
import java.util.UUID;

/**
 * A file on its way.
 *
 * @param received bytes that are kept; the next ones are expected behind them
 */
public record Upload(UUID id, String name, long size, long received, Instant touchedAt) {

    public boolean isWhole() {
        return received == size;
    }
}
