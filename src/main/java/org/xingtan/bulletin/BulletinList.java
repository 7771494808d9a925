package org.xingtan.bulletin;

import java.util.List;
import org.xingtan.directory.OrganizationCard;
import org.xingtan.platform.web.Page;

/**
 * The bulletins in front of somebody.
 *
 * @param authorities those he publishes for
 */
public record BulletinList(List<OrganizationCard> authorities, Page<Bulletin> page) {}
