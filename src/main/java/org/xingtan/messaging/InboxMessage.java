package org.xingtan.messaging;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.xingtan.platform.web.Texts;

/**
 * A message as its reader sees it.
 *
 * @param text      what the keys of title and body begin with
 * @param arguments of both
 * @param at        since when it is there
 */
public record InboxMessage(UUID id, Outgoing.Kind kind, String text, Object[] arguments, @Nullable String link, Instant at, @Nullable Instant readAt,
                           @Nullable Instant archivedAt) {

    static InboxMessage of(ResultSet row) throws SQLException {
        return new InboxMessage(row.getObject("id", UUID.class), Outgoing.Kind.valueOf(row.getString("kind")), row.getString("text"),
            StoredArguments.read(row.getString("arguments")), row.getString("link"), row.getObject("due_at", OffsetDateTime.class).toInstant(),
            instant(row, "read_at"), instant(row, "archived_at"));
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        var at = row.getObject(column, OffsetDateTime.class);
        return at == null ? null : at.toInstant();
    }

    public String title(Texts texts, Locale locale) {
        return said("title", texts, locale);
    }

    public String body(Texts texts, Locale locale) {
        return said("body", texts, locale);
    }

    /** Another version of the platform, before or after this one, may have said it in words that this one does not have. */
    private String said(String part, Texts texts, Locale locale) {
        return texts.find(text + part, locale, arguments).orElseGet(() -> texts.get("messaging.unknown." + part, locale));
    }

    public boolean isUnread() {
        return readAt == null;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof InboxMessage it && it.id.equals(id) && Arrays.equals(it.arguments, arguments);
    }

    @Override
    public int hashCode() {
        return id.hashCode();
    }

    @Override
    public String toString() {
        return text + id;
    }
}
