package org.xingtan.census;

import org.xingtan.directory.OrganizationCard;
import org.xingtan.platform.Localized;
import org.xingtan.platform.OrganizationId;
import org.xingtan.platform.web.Page;

/**
 * Units that have not declared yet.
 *
 * @param unit the one whose subtree is looked at
 */
public record MissingView(OrganizationCard unit, Page<Row> page) {

    /** One of them. */
    public record Row(OrganizationId id, Localized name, String code, String path, Localized parent) {}
}
