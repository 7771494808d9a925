package org.xingtan.bulletin;

import org.jspecify.annotations.Nullable;

/**
 * A subject with the name it has now.
 *
 * @param basis the notice it rests on; null without one
 */
public record NamedSubject(Subject subject, String about, @Nullable String basis) {}
