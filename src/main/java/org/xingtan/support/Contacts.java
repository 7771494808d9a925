package org.xingtan.support;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.xingtan.platform.Localized;
import org.xingtan.platform.OrganizationId;
import org.xingtan.platform.Scope;
import org.xingtan.platform.TeacherId;
import org.xingtan.platform.persistence.Json;
import tools.jackson.core.type.TypeReference;

/** Contact forms in all versions, and what was reported under them. */
@Repository
class Contacts {

    /** The newest version of the form that each authority has for a notice. */
    private static final String FORM = """
        select distinct on (f.notice_id, f.owner_id) f.notice_id, n.number, n.title, f.version, f.owner_id, o.name as owner, o.name_en as owner_en, f.fields, f.due_on
          from support.contact_form f
          join notice.notice_card n on n.id = f.notice_id
          join directory.organization_card o on o.id = f.owner_id
        """;

    private static final String CONTACT = """
        select o.id, o.name, o.name_en, o.path::text as path, c.facts, c.reported_at
          from directory.organization_card o
          left join lateral (select facts, reported_at from support.contact where organization_id = o.id order by number desc limit 1) c on true
        """;

    private final JdbcClient db;

    Contacts(JdbcClient db) {
        this.db = db;
    }

    Optional<ContactForm> form(UUID notice, OrganizationId owner) {
        return db.sql(FORM + " where f.notice_id = :notice and f.owner_id = :owner order by f.notice_id, f.owner_id, f.version desc")
            .param("notice", notice).param("owner", owner.value()).query(Contacts::form).optional();
    }

    /** The forms that units ask others to fill in, those due last first. */
    List<ContactForm> forms(Scope owners) {
        return newestFirst(db.sql(FORM + " where o.path <@ any (cast(:scope as public.ltree[])) order by f.notice_id, f.owner_id, f.version desc")
            .param("scope", owners.toArray()).query(Contacts::form).list());
    }

    /** The forms that a unit is asked to fill in. */
    List<ContactForm> formsFor(OrganizationId owner) {
        return newestFirst(db.sql(FORM + " where f.owner_id = :owner order by f.notice_id, f.owner_id, f.version desc").param("owner", owner.value())
            .query(Contacts::form).list());
    }

    private static List<ContactForm> newestFirst(List<ContactForm> forms) {
        return forms.stream().sorted((one, other) -> other.dueOn().compareTo(one.dueOn())).toList();
    }

    /** @return false when somebody has published this version meanwhile */
    boolean publish(UUID notice, int version, OrganizationId owner, List<ContactForm.Field> fields, LocalDate due, TeacherId by, Instant at) {
        return db.sql("""
                insert into support.contact_form (notice_id, version, owner_id, fields, due_on, published_at, published_by)
                values (:notice, :version, :owner, :fields, :due, :at, :by) on conflict do nothing
                """)
            .param("notice", notice).param("version", version).param("owner", owner.value())
            .param("fields", fields.stream().map(Enum::name).toArray(String[]::new)).param("due", due).param("at", at.atOffset(ZoneOffset.UTC))
            .param("by", by.value()).update() == 1;
    }

    Contact of(OrganizationId unit) {
        return db.sql(CONTACT + " where o.id = :unit").param("unit", unit.value()).query(Contacts::contact).single();
    }

    /** Of the units right below, by code. */
    List<Contact> below(OrganizationId owner) {
        return db.sql(CONTACT + " where o.parent_id = :owner and o.closed_on is null order by o.code").param("owner", owner.value())
            .query(Contacts::contact).list();
    }

    /** One after the other, so that each report is held against the one before it. */
    void lock(OrganizationId unit) {
        db.sql("select pg_advisory_xact_lock(hashtextextended('contact of ' || :unit, 0))").param("unit", unit.toString()).query(row -> {});
    }

    void report(OrganizationId unit, ContactForm form, Map<ContactForm.Field, String> facts, TeacherId by, Instant at) {
        db.sql("""
                insert into support.contact (organization_id, number, notice_id, owner_id, version, facts, reported_at, reported_by)
                select :unit, coalesce(max(number), 0) + 1, :notice, :owner, :version, :facts, :at, :by
                  from support.contact where organization_id = :unit
                """)
            .param("unit", unit.value()).param("notice", form.notice()).param("owner", form.owner().value()).param("version", form.version()).param("facts", Json.jsonb(facts))
            .param("at", at.atOffset(ZoneOffset.UTC)).param("by", by.value()).update();
    }

    private static ContactForm form(ResultSet row, int number) throws SQLException {
        return new ContactForm(row.getObject("notice_id", UUID.class), row.getString("number"), row.getString("title"), row.getInt("version"),
            new OrganizationId(row.getObject("owner_id", UUID.class)), new Localized(row.getString("owner"), row.getString("owner_en")),
            Arrays.stream((String[]) row.getArray("fields").getArray()).map(ContactForm.Field::valueOf).sorted().toList(),
            row.getObject("due_on", LocalDate.class));
    }

    private static Contact contact(ResultSet row, int number) throws SQLException {
        var at = row.getObject("reported_at", OffsetDateTime.class);
        return new Contact(new OrganizationId(row.getObject("id", UUID.class)), new Localized(row.getString("name"), row.getString("name_en")),
            row.getString("path"), facts(row.getString("facts")), at == null ? null : at.toInstant());
    }

    private static Map<ContactForm.Field, String> facts(@Nullable String json) {
        return json == null ? Map.of() : Json.read(json, new TypeReference<Map<ContactForm.Field, String>>() {});
    }
}
