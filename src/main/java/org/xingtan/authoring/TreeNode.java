package org.xingtan.authoring;

import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A part of an audience or a rule as its page draws it.
 *
 * @param path  where it is, {@code 0.2}; empty for the root
 * @param kind  {@code all}, {@code any}, {@code not} or {@code leaf}
 * @param count people it takes, of all of the owner's; null when they were not counted
 */
public record TreeNode(String path, String kind, String words, @Nullable Long count, List<TreeNode> parts) {

    public boolean isGroup() {
        return kind.equals("all") || kind.equals("any");
    }

    public boolean isRoot() {
        return path.isEmpty();
    }

    /** The id of the place where its count stands on the page. */
    public String place() {
        return isRoot() ? "people" : "people-" + path.replace('.', '-');
    }

    /** Its place and those of its parts, as htmx takes them out of a page. */
    public String places() {
        return parts.stream().map(TreeNode::places).map(places -> "," + places).collect(Collectors.joining("", "#" + place(), ""));
    }

    static String below(String path, int index) {
        return path.isEmpty() ? String.valueOf(index) : path + "." + index;
    }
}
