package org.xingtan.notice;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.xingtan.platform.OrganizationId;

/**
 * A notice that is being written, as its page shows it.
 *
 * @param version grows by one with each change; 0 for one that is not saved yet
 */
public record NoticeDraftCard(UUID id, OrganizationId owner, String ownerName, @Nullable String ownerNameEn, NoticeDraft content, int version,
                              Instant changedAt) {}
