package org.xingtan.census;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.xingtan.directory.OrganizationCard;
import org.xingtan.platform.Localized;
import org.xingtan.platform.OrganizationId;
import org.xingtan.platform.TeacherId;
import org.xingtan.platform.web.Page;

/**
 * The census of a unit.
 *
 * @param posts the declared posts, in their order
 * @param parts of its subtree; they add up to {@link #total()}
 * @param own   its own declaration and form; null where it declares nothing itself
 */
public record CensusView(OrganizationCard unit, List<OrganizationCard> trail, List<OrganizationCard> units, List<String> posts,
                         List<Part> parts, @Nullable Own own) {

    /**
     * @param inForce   null before the first
     * @param earlier   the newest first, with the one in force
     * @param counts    of the one in force, by post
     * @param posts     that a unit of this kind declares
     * @param headcount everybody who works there
     */
    public record Own(@Nullable Declaration inForce, List<Declaration> earlier, Map<String, Integer> counts, List<String> posts, int headcount,
                      Page<Staff> staff) {}

    /**
     * A part of the subtree: the unit itself, or one right below with everything below it.
     *
     * @param units    how many there are that declare
     * @param declared how many have
     * @param holders  by post
     */
    public record Part(OrganizationId id, Localized name, String kind, int units, int declared, Map<String, Integer> holders) {

        public int of(String post) {
            return holders.getOrDefault(post, 0);
        }
    }

    /**
     * Somebody of the unit in the form.
     *
     * @param roster posts that the roster has
     * @param held   posts that are ticked: as declared, before the first declaration as the roster has them
     */
    public record Staff(TeacherId teacher, String name, @Nullable String document, List<String> roster, Set<String> held) {

        /** Whether roster and declaration differ in one of these posts. */
        public boolean differs(List<String> posts) {
            return posts.stream().anyMatch(post -> roster.contains(post) != held.contains(post));
        }
    }

    /** All parts together. */
    public Part total() {
        var holders = new TreeMap<String, Integer>();
        parts.forEach(part -> part.holders().forEach((post, n) -> holders.merge(post, n, Integer::sum)));
        return new Part(unit.id(), new Localized(unit.name(), unit.nameEn()), unit.kind(),
            parts.stream().mapToInt(Part::units).sum(), parts.stream().mapToInt(Part::declared).sum(), holders);
    }

    /** Whether there is more than the unit itself. */
    public boolean hasParts() {
        return parts.stream().anyMatch(part -> !part.id().equals(unit.id()));
    }
}
