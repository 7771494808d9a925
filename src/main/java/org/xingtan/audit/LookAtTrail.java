package org.xingtan.audit;

import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.xingtan.platform.Access;
import org.xingtan.platform.Actor;
import org.xingtan.platform.NotFound;
import org.xingtan.platform.Scope;
import org.xingtan.platform.Task;
import org.xingtan.platform.web.Page;
import org.xingtan.platform.web.Texts;

/** Use case: somebody reads the trail of the units in his charge. */
@Component
class LookAtTrail {

    private static final int ROWS = 50;

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

    private AuditLine line(AuditEntry entry, Locale locale) {
        var changes = entry.changes().stream()
            .map(it -> new AuditEntry.Change(texts.find("audit.fact." + it.fact(), locale).orElse(it.fact()), it.before(), it.after())).toList();
        return new AuditLine(entry, texts.find("audit.act." + entry.act(), locale).orElse(entry.act()), changes);
    }
}
