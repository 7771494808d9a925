package org.xingtan.platform;

import java.util.List;

/**
 * The subtrees an actor may see for a task, as ltree paths. Every query of another person's data takes one and compares by
 * containment: {@code o.path <@ any (:scope::ltree[])}. An empty scope sees nothing.
 */
public record Scope(List<String> paths) {

    public static final Scope NOTHING = new Scope(List.of());

    public boolean isEmpty() {
        return paths.isEmpty();
    }

    /** The paths as the parameter of {@code any (:scope::ltree[])}. */
    public String[] toArray() {
        return paths.toArray(String[]::new);
    }

    /** Whether a path lies in the scope: label by label, never as a prefix of text. */
    public boolean contains(String path) {
        return paths.stream().anyMatch(root -> path.equals(root) || path.startsWith(root + "."));
    }

    /** Whether it begins at a path: what lies above is not in it. */
    public boolean beginsAt(String path) {
        return paths.contains(path) && paths.stream().noneMatch(root -> path.startsWith(root + "."));
    }
}
