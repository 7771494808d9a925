package org.xingtan.support;

import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.xingtan.platform.Localized;
import org.xingtan.platform.OrganizationId;

/**
 * Where people find help.
 *
 * @param unit     whose desk it is: the units below it are served
 * @param segments codes of {@code support.segment}; none for all
 * @param address  the number, the name of the group, or the address
 * @param hours    when somebody is there; may be empty
 * @param answerer who answers questions of these kinds in the unit's place; null where it does so itself
 */
public record Desk(UUID id, OrganizationId unit, Localized unitName, List<String> segments, List<Question.Kind> kinds, String name, Channel channel,
                   String address, String hours, @Nullable Answerer answerer) {

    private static final Pattern NUMBER = Pattern.compile("\\+?[0-9][0-9 -]{2,19}");
    private static final Pattern MAILBOX = Pattern.compile("[\\w.+-]{1,64}@[\\w.-]{1,190}");

    /** A unit below, e.g. a city's training center. */
    public record Answerer(OrganizationId unit, Localized name) {}

    /** How it is reached. */
    public enum Channel { PHONE, GROUP, MAIL, ONLINE }

    /** What a press on the address does, where that is one number or one mailbox. */
    public @Nullable String link() {
        return switch (channel) {
            case PHONE -> NUMBER.matcher(address).matches() ? "tel:" + address.replaceAll("[^0-9+]", "") : null;
            case MAIL -> MAILBOX.matcher(address).matches() ? "mailto:" + address : null;
            case GROUP, ONLINE -> null;
        };
    }
}
