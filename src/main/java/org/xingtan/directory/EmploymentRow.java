package org.xingtan.directory;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.xingtan.platform.OrganizationId;
import org.xingtan.platform.TeacherId;

/**
 * An employment to be loaded.
 *
 * @param to    the last day; null while it lasts
 * @param state {@code ACTIVE}, {@code SECONDED}, {@code ON_LEAVE}, {@code TRANSFERRED}, {@code RETIRED} or {@code LEFT}
 * @param posts codes of {@code directory.post}
 */
public record EmploymentRow(TeacherId teacher, OrganizationId organization, LocalDate from, @Nullable LocalDate to, String state,
                            boolean partTime, List<String> posts) {

    /** In full-time service since that day. */
    public static EmploymentRow since(LocalDate from, TeacherId teacher, OrganizationId organization, List<String> posts) {
        return new EmploymentRow(teacher, organization, from, null, "ACTIVE", false, posts);
    }
}
