package org.xingtan.summary;

import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.xingtan.directory.OrganizationCard;

/** The form that asks for reports. The notices give 15 working days. */
public record CallForm(UUID id, OrganizationCard unit, List<OrganizationCard> authorities, LocalDate today) {

    public static final int TITLE = 120;
    public static final int INSTRUCTIONS = 2_000;
    public static final int LONGEST = 90;
    public static final int USUAL = 15;
}
