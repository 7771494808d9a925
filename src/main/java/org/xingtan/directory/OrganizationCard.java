package org.xingtan.directory;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.xingtan.platform.OrganizationId;

/**
 * What others may know of an organization.
 *
 * @param nameEn the English name; null when it has none
 * @param kind   a code of {@code directory.organization_kind}
 * @param parent null for a root
 * @param path   ltree path, from the root to this organization
 * @param stages codes of {@code directory.stage}
 */
public record OrganizationCard(OrganizationId id, String code, String name, @Nullable String nameEn, String kind,
                               @Nullable OrganizationId parent, String path, List<String> stages) {}
