package org.xingtan.application;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.xingtan.application.QuotaLaw.Holder;
import org.xingtan.directory.Vocabulary;
import org.xingtan.platform.Localized;
import org.xingtan.platform.OrganizationId;
import org.xingtan.platform.ProgramId;
import org.xingtan.platform.Refused;

/** Quota tables, and who holds which places. */
@Repository
class Quotas {

    private static final String UNIT = "o.id, o.code, o.path::text as path, o.kind, o.name, o.name_en";

    private final JdbcClient db;
    private final Vocabulary vocabulary;

    Quotas(JdbcClient db, Vocabulary vocabulary) {
        this.db = db;
        this.vocabulary = vocabulary;
    }

    QuotaTable table(Call call) {
        var rows = db.sql("select q.subject, q.each_school, q.places, q.granted, " + UNIT + """
                  from application.quota q
                  join directory.organization_card o on o.id = q.organization_id
                 where q.program_id = :program
                """)
            .param("program", call.program().value())
            .query((row, _) -> new QuotaTable.Row(unit(row), subject(row.getString("subject")), row.getBoolean("each_school"), row.getInt("places"),
                row.getObject("granted", Integer.class))).list();
        return new QuotaTable(new QuotaTable.Top(call.owner().id(), call.owner().path(), call.owner().name(), call.seats().places()), rows,
            vocabulary.subjects().stream().collect(Collectors.toMap(Vocabulary.Term::code, it -> new Localized(it.title(), it.titleEn()))));
    }

    /** As the facts are at this instant. */
    QuotaLaw law(Call call, Instant now) {
        return new QuotaLaw(call, table(call), holders(call.program()), now);
    }

    private List<Holder> holders(ProgramId program) {
        return db.sql("""
                -- all teachers: a quota counts everybody who has applied
                select a.id, a.unit_id, o.path::text as path, a.subject, case when a.school_regular then a.school_id end as school,
                       case when a.county_regular then a.county_id end as county, a.pooled, a.state
                  from application.application a
                  join directory.organization_card o on o.id = a.unit_id
                 where a.program_id = :program and a.state in ('SUBMITTED', 'RETURNED', 'ADMITTED', 'RESERVE')
                """)
            .param("program", program.value()).query((row, _) -> holder(row)).list();
    }

    private static Holder holder(ResultSet row) throws SQLException {
        var by = new HashSet<OrganizationId>();
        for (var column : List.of("school", "county")) {
            var id = row.getObject(column, UUID.class);
            if (id != null) {
                by.add(new OrganizationId(id));
            }
        }
        return new Holder(row.getObject("id", UUID.class), new OrganizationId(row.getObject("unit_id", UUID.class)), row.getString("path"), row.getString("subject"),
            by, row.getBoolean("pooled"), state(row.getString("state")));
    }

    private static Holder.State state(String state) {
        return switch (state) {
            case "ADMITTED" -> Holder.State.ADMITTED;
            case "RESERVE" -> Holder.State.RESERVE;
            default -> Holder.State.OPEN;
        };
    }

    Optional<QuotaTable.Unit> unit(OrganizationId id) {
        return db.sql("select " + UNIT + " from directory.organization_card o where o.id = :id").param("id", id.value())
            .query((row, _) -> unit(row)).optional();
    }

    /** Open organizations below one, itself included, by their codes. */
    List<QuotaTable.Unit> units(String path, List<String> codes) {
        return db.sql("select " + UNIT + """
                  from directory.organization_card o
                 where o.path <@ :path::public.ltree and o.code = any (:codes) and o.closed_on is null
                """)
            .param("path", path).param("codes", codes.toArray(String[]::new)).query((row, _) -> unit(row)).list();
    }

    /** What lies right below, for whoever fills the table. */
    List<QuotaTable.Unit> children(OrganizationId owner) {
        return db.sql("select " + UNIT + " from directory.organization_card o where o.parent_id = :owner and o.closed_on is null order by o.code limit 500")
            .param("owner", owner.value()).query((row, _) -> unit(row)).list();
    }

    /** Development centers right below, and whether somebody with one of these roles is appointed there. */
    List<DefineCall.Center> centers(OrganizationId owner, String[] roles) {
        return db.sql("select " + UNIT + """
                , exists (select from directory.appointment_card a where a.organization_id = o.id and a.role = any (:roles)) as staffed
                  from directory.organization_card o
                 where o.parent_id = :owner and o.kind = 'DEVELOPMENT_CENTER' and o.closed_on is null
                 order by o.code, o.id
                """)
            .param("roles", roles).param("owner", owner.value()).query((row, _) -> new DefineCall.Center(unit(row), row.getBoolean("staffed"))).list();
    }

    void save(ProgramId program, QuotaTable.Row row) {
        db.sql("""
                insert into application.quota (program_id, organization_id, subject, each_school, places, granted)
                values (:program, :organization, :subject, :each, :places, :granted)
                on conflict (program_id, organization_id, subject, each_school) do update set places = excluded.places, granted = excluded.granted
                """)
            .param("program", program.value()).param("organization", row.unit().id().value()).param("subject", row.subject() == null ? "" : row.subject())
            .param("each", row.eachSchool()).param("places", row.places()).param("granted", row.granted(), Types.INTEGER).update();
    }

    void remove(ProgramId program, QuotaTable.Row row) {
        db.sql("""
                delete from application.quota
                 where program_id = :program and organization_id = :organization and subject = :subject and each_school = :each
                """)
            .param("program", program.value()).param("organization", row.unit().id().value()).param("subject", row.subject() == null ? "" : row.subject())
            .param("each", row.eachSchool()).update();
    }

    /**
     * The database has its word now, not at the end: a unit may have been moved meanwhile.
     *
     * @throws Refused when it finds a flaw that what was changed answers for
     */
    void settle() {
        try {
            db.sql("set constraints application.quota_adds_up, application.call_keeps_its_places immediate").update();
        } catch (DataIntegrityViolationException e) {
            throw new Refused("application.quota.adds-up");
        }
    }

    private static @Nullable String subject(String code) {
        return code.isEmpty() ? null : code;
    }

    private static QuotaTable.Unit unit(ResultSet row) throws SQLException {
        return new QuotaTable.Unit(new OrganizationId(row.getObject("id", UUID.class)), row.getString("code"), row.getString("path"), row.getString("kind"),
            new Localized(row.getString("name"), row.getString("name_en")));
    }
}
