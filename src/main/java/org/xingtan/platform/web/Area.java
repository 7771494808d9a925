package org.xingtan.platform.web;

import java.util.Comparator;
import org.xingtan.platform.Task;

/**
 * An area of the console. Each module that has one declares it as a bean; the console shows those whose task the reader's
 * appointments allow, so that no list of areas has to be kept anywhere.
 *
 * @param name     the second label of its address, {@code /console/<name>}; its title is the text {@code <text>}
 * @param text     key of its title
 * @param group    what it stands under
 * @param icon     a name of {@code components/icon}
 * @param task     what an appointment has to allow
 * @param position within the group
 */
public record Area(String name, String text, Group group, String icon, Task task, int position) {

    /** The order in which the console shows them. */
    public enum Group { FIGURES, PEOPLE, TRAINING, IN_PERSON, HOURS, SERVICE, SYSTEM }

    static final Comparator<Area> ORDER = Comparator.comparing(Area::group).thenComparingInt(Area::position).thenComparing(Area::name);

    public String href() {
        return "/console/" + name;
    }
}
