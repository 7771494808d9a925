package org.xingtan.course;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.xingtan.platform.CourseId;
import org.xingtan.platform.Localized;
import org.xingtan.platform.OrganizationId;
import org.xingtan.platform.TeacherId;

/**
 * A course in the making, without its lessons.
 *
 * @param code     names all of its versions
 * @param path     of its owner
 * @param revision counts the changes of what stands here, so that nobody overwrites what he has not seen
 * @param authors  everybody who has worked on it; none of them may review it
 * @param course   what the catalog has of it once it was published
 */
public record Draft(DraftId id, String code, int version, OrganizationId owner, Localized ownerName, String path, String title, String summary,
                    List<String> stages, DraftState state, int revision, List<UUID> authors, @Nullable CourseId course, Instant changedAt) {

    /** How many there are in a state. */
    public record Count(DraftState state, int drafts) {}

    public boolean isBy(TeacherId person) {
        return authors.contains(person.value());
    }

    /** What the catalog calls this version. */
    String catalogCode() {
        return version == 1 ? code : code + "-v" + version;
    }

    /** What the trail calls it. */
    String target() {
        return "course:" + id;
    }
}
