package org.xingtan.validation;

import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.xingtan.platform.Localized;
import org.xingtan.platform.OrganizationId;
import org.xingtan.platform.Window;

/**
 * An authority has a year of its people confirmed and validates it.
 *
 * @param basis   the document it rests on
 * @param windows until when each may act
 * @param system  in which everybody has to be registered as he confirms it; null where his authority names none
 */
public record Call(UUID id, Owner owner, int year, String title, String basis, @Nullable Instant publishedAt, Map<Stage, Window> windows,
                   @Nullable Elsewhere system) {

    /** Who acts on a year, one after the other: the person, his unit, the authority. */
    public enum Stage { CONFIRM, UNIT, VALIDATE }

    /** The authority that asks for the hours of the year. */
    public record Owner(OrganizationId id, String path, Localized name) {}

    /** Another system, and the document that asks for it. */
    public record Elsewhere(String name, String basis) {}

    Call(UUID id, Owner owner, int year, String title, String basis, @Nullable Instant publishedAt, Map<Stage, Window> windows) {
        this(id, owner, year, title, basis, publishedAt, windows, null);
    }

    public boolean isPublished() {
        return publishedAt != null;
    }

    public Window window(Stage stage) {
        var window = windows.get(stage);
        if (window == null) {
            throw new IllegalStateException("A call without the window " + stage + ": " + id);
        }
        return window;
    }

    public boolean isOpen(Stage stage, Instant at) {
        return isPublished() && window(stage).contains(at);
    }

    /** Whether that unit lies at the authority or below it. */
    public boolean covers(String path) {
        return path.equals(owner.path) || path.startsWith(owner.path + ".");
    }
}
