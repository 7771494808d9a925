package org.xingtan.directory;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.xingtan.platform.OrganizationId;

/**
 * An organization to be loaded. Its path follows from the parent's and its code.
 *
 * @param kind   a code of {@code directory.organization_kind}
 * @param parent null for a root; loaded before or standing earlier in the same load
 */
public record OrganizationRow(OrganizationId id, String code, String name, @Nullable String nameEn, String kind,
                              @Nullable OrganizationId parent, @Nullable String divisionCode, List<String> stages,
                              boolean privatelyOwned, boolean rural, boolean direct) {

    /** A public organization without stages of its own. */
    public static OrganizationRow of(String code, String name, @Nullable String nameEn, String kind, @Nullable OrganizationId parent) {
        return new OrganizationRow(OrganizationId.next(), code, name, nameEn, kind, parent, null, List.of(), false, false, false);
    }
}
