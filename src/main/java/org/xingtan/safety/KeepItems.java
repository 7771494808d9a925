package org.xingtan.safety;

import java.time.Clock;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.xingtan.audit.AuditTrail;
import org.xingtan.directory.OrganizationCard;
import org.xingtan.directory.Organizations;
import org.xingtan.platform.Access;
import org.xingtan.platform.Actor;
import org.xingtan.platform.Condition;
import org.xingtan.platform.Localized;
import org.xingtan.platform.NotFound;
import org.xingtan.platform.OrganizationId;
import org.xingtan.platform.StorableText;
import org.xingtan.platform.Uuids;
import org.xingtan.platform.Verdict;
import org.xingtan.platform.Window;

/** Use case: an authority says what is to be seen to besides what the platform asks, for itself and all below it. What has begun is asked what it was asked. */
@Component
public class KeepItems {

    private static final int LONGEST = 200;
    private static final int MOST = 30;

    private final JdbcClient db;
    private final Access access;
    private final Organizations organizations;
    private final AuditTrail audit;
    private final Clock clock;

    KeepItems(JdbcClient db, Access access, Organizations organizations, AuditTrail audit, Clock clock) {
        this.db = db;
        this.access = access;
        this.organizations = organizations;
        this.audit = audit;
        this.clock = clock;
    }

    /** @param organization null for the first of the reader's own @throws NotFound for whoever keeps none of an authority, or not of that one */
    SafetyView.Items of(Actor actor, @Nullable OrganizationId organization) {
        var units = organizations.roots(access.scope(actor, LookAtSafety.TASK)).stream().filter(LookAtSafety::isAuthority).toList();
        var unit = units.stream().filter(it -> organization == null || it.id().equals(organization)).findFirst()
            .orElseThrow(() -> new NotFound(organization == null ? "safety" : organization));
        return new SafetyView.Items(unit, units, items(unit), Uuids.next().toString());
    }

    /** What is in force for a unit, in the order in which it is asked. */
    private List<SafetyView.Item> items(OrganizationCard unit) {
        return db.sql("""
                select i.code, i.title, i.title_en, i.basis, o.id, o.name, o.name_en, i.added_at
                  from safety.item i
                  left join directory.organization_card o on o.id = i.unit_id
                 where i.retired_at is null and (i.unit_id is null or cast(:path as public.ltree) <@ o.path)
                 order by coalesce(public.nlevel(o.path), 0), i.position, i.code
                """)
            .param("path", unit.path())
            .query((row, _) -> new SafetyView.Item(row.getString("code"), new Localized(row.getString("title"), row.getString("title_en")), row.getString("basis"),
                row.getString("name") == null ? null : new Localized(row.getString("name"), row.getString("name_en")), unit.id().value().equals(row.getObject("id", UUID.class)),
                LocalDate.ofInstant(row.getObject("added_at", OffsetDateTime.class).toInstant(), Window.ZONE)))
            .list();
    }

    /** What is wrong with it; nothing with one that is there already. */
    Verdict verdict(SafetyView.Items now, ItemForm form) {
        return now.own().stream().anyMatch(form::says) ? Verdict.of() : Verdict.of(
            Condition.of("safety.item.title", isText(form.title(), 2), LONGEST),
            Condition.of("safety.item.title-en", form.titleEn() == null || form.titleEn().isBlank() || isText(form.titleEn(), 2), LONGEST),
            Condition.of("safety.item.basis", isText(form.basis(), 2), LONGEST),
            Condition.below("safety.item.most", MOST, now.own().size(), MOST),
            Condition.of("safety.item.once", now.items().stream().noneMatch(it -> it.title().chinese().equals(StorableText.line(form.title())))));
    }

    private static boolean isText(@Nullable String text, int shortest) {
        var line = StorableText.line(text);
        return line.length() >= shortest && line.length() <= LONGEST && StorableText.is(line);
    }

    /** At the end of the unit's own. The same form again is the same item. */
    @Transactional
    public void add(Actor actor, OrganizationId organization, ItemForm form) {
        var view = held(actor, organization);
        verdict(view, form).orRefuse();
        if (view.own().stream().anyMatch(form::says)) {
            return;
        }
        var typed = Uuids.parse(StorableText.line(form.id())).toString();
        var code = find(typed).isEmpty() ? typed : Uuids.next().toString();
        var english = StorableText.line(form.titleEn());
        db.sql("""
                insert into safety.item (code, unit_id, position, title, title_en, basis, added_at, added_by_name)
                values (:code, :unit, (select coalesce(max(position), 0) + 1 from safety.item where unit_id = :unit), :title, nullif(:english, ''), :basis, :now, :by)
                """)
            .param("code", code).param("unit", organization.value()).param("title", StorableText.line(form.title()))
            .param("english", english).param("basis", StorableText.line(form.basis())).param("now", now()).param("by", actor.personName()).update();
        record(actor, "safety.item.add", view.unit(), StorableText.line(form.title()), StorableText.line(form.basis()));
    }

    /** From now on nothing new is asked it. */
    @Transactional
    public void retire(Actor actor, String code) {
        var view = held(actor, unit(code));
        if (view.own().stream().noneMatch(it -> it.code().equals(code))) {
            return;
        }
        db.sql("update safety.item set retired_at = :now, retired_by_name = :by where code = :code").param("now", now()).param("by", actor.personName()).param("code", code).update();
        view.own().stream().filter(it -> it.code().equals(code)).forEach(it -> record(actor, "safety.item.retire", view.unit(), it.title().chinese(), it.basis()));
    }

    /** @param position from 1, among the unit's own */
    @Transactional
    public void move(Actor actor, String code, int position) {
        var view = held(actor, unit(code));
        var own = new ArrayList<>(view.own());
        var moved = own.stream().filter(it -> it.code().equals(code)).findFirst();
        moved.ifPresent(it -> {
            own.remove(it);
            own.add(Math.clamp(position - 1, 0, own.size()), it);
        });
        if (own.equals(view.own())) {
            return;
        }
        var codes = own.stream().map(SafetyView.Item::code).toArray(String[]::new);
        db.sql("update safety.item set position = array_position(:codes, code) where code = any (:codes)").param("codes", codes).update();
        audit.record(actor, "safety.item.move", "organization:" + view.unit().id(), view.unit().path(), order(view.own()), order(own));
    }

    private static Map<String, Object> order(List<SafetyView.Item> items) {
        return Map.of("items", items.stream().map(it -> it.title().chinese()).toList());
    }

    /** Nobody else changes the unit's items until the transaction ends. */
    private SafetyView.Items held(Actor actor, OrganizationId organization) {
        of(actor, organization);
        db.sql("select pg_advisory_xact_lock(hashtextextended('safety items of ' || :unit, 0))").param("unit", organization.toString()).query((_, _) -> "").list();
        return of(actor, organization);
    }

    private Optional<OrganizationId> find(String code) {
        return db.sql("select unit_id from safety.item where code = :code and unit_id is not null").param("code", code)
            .query((row, _) -> new OrganizationId(row.getObject(1, UUID.class))).optional();
    }

    private OrganizationId unit(String code) {
        return find(code).orElseThrow(() -> new NotFound(code));
    }

    private void record(Actor actor, String act, OrganizationCard unit, String title, String basis) {
        audit.record(actor, act, "organization:" + unit.id(), unit.path(), null, Map.of("title", title, "basis", basis));
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }
}
