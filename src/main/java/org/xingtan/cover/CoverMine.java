package org.xingtan.cover;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What somebody reads of his own lessons, and of those he takes.
 *
 * @param away   his own days, with what is arranged
 * @param covers the lessons of others that he takes
 */
public record CoverMine(List<Own> away, List<Taken> covers) {

    /** @param arrangement null for nothing */
    public record Own(Away away, @Nullable Arrangement arrangement) {}

    /** @param away of whoever is away */
    public record Taken(Arrangement arrangement, Away away) {}
}
