package org.xingtan.certificate;

import org.jspecify.annotations.Nullable;
import org.xingtan.directory.OrganizationCard;
import org.xingtan.platform.ProgramId;

/**
 * Which certificates the console shows.
 *
 * @param unit    with everything below it
 * @param program null for all
 */
public record CertificateFilter(OrganizationCard unit, @Nullable ProgramId program) {

    /** The query of an address with this filter. */
    public String query() {
        return "organization=" + unit.id() + others();
    }

    /** The same without the unit, behind another one. */
    public String others() {
        return program == null ? "" : "&program=" + program;
    }
}
