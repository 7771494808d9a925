package org.xingtan.bulletin;

import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A subject with the name it has now.
 *
 * @param basis the notice it rests on; null without one
 */
public record NamedSubject(Subject subject, String about, @Nullable String basis) {

    /** The same by what another authority has asked as well. */
    NamedSubject and(NamedSubject other) {
        return new NamedSubject(subject, joined(about, other.about), basis == null && other.basis == null ? null : joined(basis, other.basis));
    }

    private static String joined(@Nullable String one, @Nullable String other) {
        return Stream.of(one, other).filter(Objects::nonNull).distinct().collect(Collectors.joining("；"));
    }
}
