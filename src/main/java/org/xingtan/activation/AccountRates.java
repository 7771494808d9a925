package org.xingtan.activation;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.xingtan.directory.OrganizationCard;
import org.xingtan.platform.Localized;
import org.xingtan.platform.OrganizationId;

/**
 * How many of a unit's people have an account, have taken it and use it: 应开尽开, 应用尽用.
 *
 * @param asOf  everything committed until then is counted
 * @param unit  what the figures are of, with everything below it
 * @param below the units right below it
 * @param own   its direct people; null when it has none or has no units below
 */
public record AccountRates(Instant asOf, OrganizationCard unit, List<OrganizationCard> trail, Counts counts, List<Part> below, @Nullable Counts own) {

    /** A unit below. */
    public record Part(OrganizationId id, String code, Localized name, Counts counts) {}

    /**
     * Heads.
     *
     * @param people    in service, without those on leave: the denominator
     * @param onLeave   who is not counted for that reason
     * @param opened    who has been handed a code or has an account
     * @param activated who has chosen user name and password
     * @param used      who has signed in since {@code asOf} less {@link LookAtAccounts#DAYS} days
     */
    public record Counts(long people, long onLeave, long opened, long activated, long used) {

        Counts plus(Counts other) {
            return new Counts(people + other.people, onLeave + other.onLeave, opened + other.opened, activated + other.activated, used + other.used);
        }
    }
}
