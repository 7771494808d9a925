package org.xingtan.discussion;

import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import org.xingtan.platform.Localized;
import org.xingtan.platform.OrganizationId;
import org.xingtan.platform.ProgramId;

/**
 * What people of a unit do together on a day, at a place.
 *
 * @param path        where the unit lies
 * @param record      what came of it; empty as long as nobody has written it down
 * @param attendances how many were there, as entered so far
 */
public record Activity(UUID id, ProgramId program, String programTitle, OrganizationId organization, String path, Localized unit, String title, String about,
                       String place, String leader, LocalDate heldOn, String record, String openedBy, Instant openedAt, int version, long attendances) {

    public static final int TITLE = 120;
    public static final int ABOUT = 4_000;
    public static final int PLACE = 120;
    public static final int LEADER = 60;
    public static final int RECORD = 8_000;

    public boolean isToCome(LocalDate today) {
        return heldOn.isAfter(today);
    }

    public String href() {
        return "/discussions/activities/" + id;
    }

    public String consoleHref() {
        return "/console/discussions/activities/" + id;
    }
}
