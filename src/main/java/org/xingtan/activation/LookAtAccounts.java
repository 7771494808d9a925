package org.xingtan.activation;

import static java.time.ZoneOffset.UTC;

import java.io.IOException;
import java.io.OutputStream;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.xingtan.activation.AccountRates.Counts;
import org.xingtan.activation.AccountRates.Part;
import org.xingtan.audit.AuditTrail;
import org.xingtan.directory.OrganizationCard;
import org.xingtan.directory.Organizations;
import org.xingtan.platform.Access;
import org.xingtan.platform.Actor;
import org.xingtan.platform.Localized;
import org.xingtan.platform.NotFound;
import org.xingtan.platform.OrganizationId;
import org.xingtan.platform.Scope;
import org.xingtan.platform.Task;
import org.xingtan.platform.web.Texts;
import org.xingtan.platform.workbook.SheetWriter;

/** Use case: somebody looks how far accounts are opened, activated and used in his units, and takes the table away. */
@Component
class LookAtAccounts {

    /** An account is in use when its owner has signed in within these days. */
    static final int DAYS = 90;

    private record Row(@Nullable UUID id, @Nullable String code, @Nullable String name, @Nullable String nameEn, Counts counts) {}

    private final Access access;
    private final Organizations organizations;
    private final JdbcClient db;
    private final AuditTrail trail;
    private final Texts texts;
    private final Clock clock;

    LookAtAccounts(Access access, Organizations organizations, JdbcClient db, AuditTrail trail, Texts texts, Clock clock) {
        this.access = access;
        this.organizations = organizations;
        this.db = db;
        this.trail = trail;
        this.texts = texts;
        this.clock = clock;
    }

    /** @param organization null for the widest of the actor's own; @throws NotFound when it is not a unit of the actor's */
    AccountRates at(Actor actor, @Nullable OrganizationId organization) {
        var scope = access.scope(actor, Task.MANAGE_ACCOUNTS);
        var unit = unit(actor, scope, organization);
        var now = clock.instant();
        var rows = rows(unit, scope, now);
        var parts = rows.stream().filter(row -> row.id() != null)
            .map(row -> new Part(new OrganizationId(row.id()), row.code(), new Localized(row.name(), row.nameEn()), row.counts())).toList();
        var own = rows.stream().filter(row -> row.id() == null).map(Row::counts).findFirst().orElse(null);
        var all = rows.stream().map(Row::counts).reduce(new Counts(0, 0, 0, 0, 0), Counts::plus);
        var lineage = organizations.lineage(unit.path()).stream().filter(one -> scope.contains(one.path())).toList();
        return new AccountRates(now, unit, lineage, all, parts, parts.isEmpty() ? null : own);
    }

    /** Where somebody's units begin. */
    List<OrganizationCard> tops(Actor actor) {
        return organizations.roots(access.scope(actor, Task.MANAGE_ACCOUNTS));
    }

    private OrganizationCard unit(Actor actor, Scope scope, @Nullable OrganizationId organization) {
        if (organization == null) {
            return organizations.roots(scope).stream().findFirst().orElseThrow(() -> new NotFound("accounts"));
        }
        access.require(actor, Task.MANAGE_ACCOUNTS, organization);
        return organizations.find(organization).orElseThrow(() -> new NotFound(organization));
    }

    /** People once, by the unit right below that they are in; without one they are the unit's own. */
    private List<Row> rows(OrganizationCard unit, Scope scope, Instant now) {
        return db.sql("""
                -- all teachers: the people of a subtree
                with place as materialized (
                    select o.id, c.id as child
                      from directory.organization_card o
                      left join directory.organization_card c on c.parent_id = :unit and c.path @> o.path
                     where o.path <@ :path::public.ltree and o.path <@ any (:scope::public.ltree[])),
                head as materialized (
                    select place.child, p.state = 'ON_LEAVE' as on_leave, a.activated_at is not null or k.teacher_id is not null as opened,
                           a.activated_at is not null as activated, a.last_sign_in_at > :since as used
                      from directory.person_card p
                      join place on place.id = p.organization_id
                      left join identity.account_card a on a.teacher_id = p.teacher_id and a.disabled_at is null
                      left join activation.code k on k.teacher_id = p.teacher_id),
                figure as materialized (
                    select child, count(*) filter (where not on_leave) as people, count(*) filter (where on_leave) as on_leave,
                           count(*) filter (where opened and not on_leave) as opened,
                           count(*) filter (where activated and not on_leave) as activated,
                           count(*) filter (where used and not on_leave) as used
                      from head
                     group by child)
                select c.id, c.code, c.name, c.name_en, coalesce(f.people, 0) as people, coalesce(f.on_leave, 0) as on_leave,
                       coalesce(f.opened, 0) as opened, coalesce(f.activated, 0) as activated, coalesce(f.used, 0) as used
                  from directory.organization_card c
                  left join figure f on f.child = c.id
                 where c.parent_id = :unit and c.closed_on is null and c.path <@ any (:scope::public.ltree[])
                 union all
                select null, null, null, null, people, on_leave, opened, activated, used from figure where child is null
                 order by 2, 1
                """)
            .param("unit", unit.id().value()).param("path", unit.path()).param("scope", scope.toArray())
            .param("since", now.minus(Duration.ofDays(DAYS)).atOffset(UTC))
            .query((row, _) -> new Row(row.getObject("id", UUID.class), row.getString("code"), row.getString("name"), row.getString("name_en"),
                new Counts(row.getLong("people"), row.getLong("on_leave"), row.getLong("opened"), row.getLong("activated"), row.getLong("used"))))
            .list();
    }

    /** Figures of units, nothing of a person. */
    void export(Actor actor, @Nullable OrganizationId organization, Locale locale, OutputStream out) throws IOException {
        var rates = at(actor, organization);
        trail.record(actor, "activation.rates.export", "organization:" + rates.unit().id(), rates.unit().path(), null,
            Map.of("count", rates.below().size() + 1));
        var headings = List.of("code", "unit", "people", "on-leave", "opened", "activated", "used").stream()
            .map(key -> texts.get("activation.rates." + key, locale)).toList();
        try (var sheet = new SheetWriter(out, texts.get("activation.rates", locale), headings,
                texts.get("activation.rates.mark", locale, actor.personName(), rates.asOf()))) {
            sheet.row(cells(rates.unit().code(), new Localized(rates.unit().name(), rates.unit().nameEn()).in(locale), rates.counts()));
            rates.below().forEach(part -> sheet.row(cells(part.code(), part.name().in(locale), part.counts())));
        }
    }

    private static List<Object> cells(String code, String name, Counts counts) {
        return new ArrayList<>(List.of(code, name, counts.people(), counts.onLeave(), counts.opened(), counts.activated(), counts.used()));
    }
}
