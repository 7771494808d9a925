package org.xingtan.audit;

import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.xingtan.platform.Access;
import org.xingtan.platform.Actor;
import org.xingtan.platform.NotFound;
import org.xingtan.platform.Scope;
import org.xingtan.platform.Task;
import org.xingtan.platform.web.Dates;
import org.xingtan.platform.web.Page;
import org.xingtan.platform.web.Texts;

/** Use case: somebody reads the trail of the units in his charge. */
@Component
class LookAtTrail {

    private static final int ROWS = 50;

    private static final Pattern INSTANT = Pattern.compile("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(\\.\\d{1,9})?Z");
    private static final Pattern CODE = Pattern.compile("[A-Z][A-Z_]+");

    private final Access access;
    private final AuditQueries queries;
    private final Texts texts;

    LookAtTrail(Access access, AuditQueries queries, Texts texts) {
        this.access = access;
        this.queries = queries;
        this.texts = texts;
    }

    /** @throws NotFound when no trail is the actor's to read */
    Scope scope(Actor actor) {
        var scope = access.scope(actor, Task.VIEW_AUDIT);
        if (scope.isEmpty()) {
            throw new NotFound("audit");
        }
        return scope;
    }

    Page<AuditLine> page(Scope scope, AuditFilter filter, @Nullable String after, Locale locale) {
        return queries.page(scope, filter, after, ROWS).map(entry -> line(entry, locale));
    }

    int count(Scope scope, AuditFilter filter, int limit) {
        return queries.count(scope, filter, limit);
    }

    /** The next part of what is taken away. */
    Page<AuditLine> rows(Scope scope, AuditFilter filter, @Nullable String after, Locale locale) {
        return queries.page(scope, filter, after, Page.MAX_LIMIT).map(entry -> line(entry, locale));
    }

    /** Times by the reader's clock, states by their names. */
    private String value(String stored, Locale locale) {
        if (INSTANT.matcher(stored).matches()) {
            try {
                return Dates.second(Instant.parse(stored), locale);
            } catch (DateTimeParseException e) {
                return stored;
            }
        }
        return CODE.matcher(stored).matches() ? texts.find("audit.value." + stored, locale).orElse(stored) : stored;
    }

    private AuditLine line(AuditEntry entry, Locale locale) {
        var changes = entry.changes().stream()
            .map(it -> new AuditEntry.Change(texts.find("audit.fact." + it.fact(), locale).orElse(it.fact()), value(it.before(), locale),
                value(it.after(), locale))).toList();
        return new AuditLine(entry, texts.find("audit.act." + entry.act(), locale).orElse(entry.act()), changes);
    }
}
