package org.xingtan.support;

import java.util.List;
import java.util.UUID;
import org.xingtan.platform.Localized;
import org.xingtan.platform.OrganizationId;

/**
 * Where people find help.
 *
 * @param unit     whose desk it is: the units below it are served
 * @param segments codes of {@code support.segment}; none for all
 * @param address  the number, the name of the group, or the address
 * @param hours    when somebody is there; may be empty
 */
public record Desk(UUID id, OrganizationId unit, Localized unitName, List<String> segments, List<Question.Kind> kinds, String name, Channel channel,
                   String address, String hours) {

    /** How it is reached. */
    public enum Channel { PHONE, GROUP, MAIL, ONLINE }
}
