package org.xingtan.identity;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** One of a person's live sign-ins, as its owner sees it. */
public record SignInRow(UUID id, boolean machine, String name, Instant createdAt, Instant seenAt, Instant expiresAt,
                        @Nullable String address) {}
