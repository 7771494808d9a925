package org.xingtan.discussion;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.xingtan.directory.OrganizationCard;
import org.xingtan.platform.Localized;
import org.xingtan.platform.OrganizationId;
import org.xingtan.platform.web.Page;
import org.xingtan.program.ProgramDetail;

/**
 * What there is to talk about in a program, around one unit.
 *
 * @param unit    of whoever takes part, or that is looked after
 * @param figures of the unit and of those right below it; none for whoever takes part
 * @param said    how much is said in each of the topics
 * @param opens   whether the reader may open something for the unit
 */
public record ProgramTalk(ProgramDetail program, OrganizationCard unit, List<Figures> figures, Page<Topic> topics, Map<UUID, Topic.Said> said, Page<Activity> activities,
                          boolean opens, LocalDate today) {

    /**
     * What has been said and done in a unit and below it.
     *
     * @param topics opened for it or below it
     * @param posts  that can be read, by its people
     * @param people who wrote them
     */
    public record Figures(OrganizationId organization, Localized unit, long topics, long posts, long people, long activities, long attendances) {}

    /** A program with the figures of everything the reader looks after. */
    public record Row(ProgramDetail program, long topics, long posts, long people, long activities, long attendances) {}

    public Topic.Said said(Topic topic) {
        return said.getOrDefault(topic.id(), Topic.Said.NOTHING);
    }

    public String href() {
        return "/programs/" + program.id() + "/discussions";
    }

    public String consoleHref() {
        return consoleHref(unit.id());
    }

    public String consoleHref(OrganizationId organization) {
        return "/console/discussions/programs/" + program.id() + "?organization=" + organization;
    }

    /** What is asked for a new one. */
    public String openHref(String what) {
        return "/console/discussions/" + what + "/new?program=" + program.id() + "&organization=" + unit.id();
    }
}
