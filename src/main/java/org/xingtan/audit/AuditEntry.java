package org.xingtan.audit;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.xingtan.platform.Localized;
import tools.jackson.databind.JsonNode;

/**
 * One act of the trail.
 *
 * @param actorName empty when nobody was signed in
 * @param target    kind and id
 * @param name      of the target, where it has one
 */
public record AuditEntry(UUID id, Instant at, @Nullable UUID actor, String actorName, String act, String target, @Nullable Localized name,
                         @Nullable String address, @Nullable JsonNode before, @Nullable JsonNode after) {

    /** A fact as it was and as it is; empty where there was or is none. */
    public record Change(String fact, String before, String after) {}

    AuditEntry named(@Nullable Localized found) {
        return new AuditEntry(id, at, actor, actorName, act, target, found, address, before, after);
    }

    public String kind() {
        return target.substring(0, Math.max(0, target.indexOf(':')));
    }

    /** What the act says of its facts: those that it changed, and those that it only tells. */
    public List<Change> changes() {
        var facts = new LinkedHashSet<String>();
        facts.addAll(names(before));
        facts.addAll(names(after));
        var changes = new ArrayList<Change>();
        for (var fact : facts) {
            var change = new Change(fact, text(before, fact), text(after, fact));
            if (!change.before.equals(change.after)) {
                changes.add(change);
            }
        }
        return changes;
    }

    private static List<String> names(@Nullable JsonNode facts) {
        return facts == null || !facts.isObject() ? List.of() : facts.properties().stream().map(java.util.Map.Entry::getKey).toList();
    }

    private static String text(@Nullable JsonNode facts, String fact) {
        var value = facts == null ? null : facts.get(fact);
        return value == null || value.isNull() ? "" : value.isString() ? value.stringValue() : value.toString();
    }
}
