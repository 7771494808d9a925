package org.xingtan.certificate;

import org.jspecify.annotations.Nullable;

/**
 * One file of many certificates.
 *
 * @param after where it begins; null at the newest
 * @param more  whether others follow after it
 */
public record CertificateFile(@Nullable String after, int count, boolean more) {}
