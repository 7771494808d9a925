package org.xingtan.bulletin;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.xingtan.platform.Localized;
import org.xingtan.platform.OrganizationId;

/**
 * A bulletin without its figures.
 *
 * @param path          where the authority lies today
 * @param unit          the authority's name when the figures were taken
 * @param about         title of the program, or of the year's requirement
 * @param basis         the notice it rests on; null without one
 * @param depth         how many levels below the authority have lines
 * @param rankingReason null where nothing is ranked
 * @param asOf          everything committed until then is counted
 * @param corrects      the one it takes the place of
 * @param correctedBy   the published one that takes its place
 * @param published     null of a draft
 */
public record Bulletin(BulletinId id, OrganizationId organization, String path, Localized unit, Subject subject, String about, @Nullable String basis,
                       int depth, String title, String body, @Nullable String rankingReason, Instant asOf, String draftedBy,
                       @Nullable Reference corrects, @Nullable Reference correctedBy, @Nullable Published published, int version) {

    /** Another bulletin, by its number. */
    public record Reference(BulletinId id, int year, int number) {}

    /** The number is the authority's own, counted in each year. */
    public record Published(int year, int number, Instant at, String by) {}

    public boolean isDraft() {
        return published == null;
    }

    public boolean isRanked() {
        return rankingReason != null;
    }
}
