package org.xingtan.roster;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.xingtan.directory.IncomingPeople;
import org.xingtan.platform.Actor;
import org.xingtan.platform.Localized;
import org.xingtan.platform.OrganizationId;
import org.xingtan.platform.Scope;
import org.xingtan.platform.TeacherId;
import org.xingtan.platform.Uuids;

/** Requests for people of other units. Who has left the unit that was asked is not waited for any more. */
@Repository
class Transfers implements IncomingPeople.Follower {

    private static final String SELECT = """
        select t.*, p.name, p.document_masked, f.name as from_name, f.name_en as from_name_en, f.path::text as from_path, f.closed_on is not null as from_closed,
               o.name as to_name, o.name_en as to_name_en, o.path::text as to_path, o.closed_on is not null as to_closed
          from roster.transfer t
          join directory.teacher_card p on p.teacher_id = t.teacher_id
          join directory.organization_card f on f.id = t.from_organization
          join directory.organization_card o on o.id = t.to_organization
        """;

    private final JdbcClient db;

    Transfers(JdbcClient db) {
        this.db = db;
    }

    void plan(UUID plan, Decision.Asking asking) {
        var row = asking.row();
        db.sql("""
                insert into roster.transfer (teacher_id, id, import_id, from_organization, to_organization, state, employment_state, posts, since, row_number)
                values (:teacher, :id, :plan, :origin, :target, 'PLANNED', :state, :posts, coalesce(:since::date, (now() at time zone 'Asia/Shanghai')::date), :row)
                """)
            .param("teacher", asking.teacher().value()).param("id", Uuids.next()).param("plan", plan)
            .param("origin", asking.from().value()).param("target", row.unit().id().value()).param("state", row.state())
            .param("posts", row.posts().toArray(String[]::new)).param("since", row.since()).param("row", row.number()).update();
    }

    void discard(UUID plan) {
        db.sql("delete from roster.transfer where import_id = :plan and state = 'PLANNED' -- all teachers: those of one plan")
            .param("plan", plan).update();
    }

    /** Whom the same unit has asked for already is not asked for again. */
    void ask(RosterImport one, Instant now) {
        var by = one.committed();
        db.sql("""
                update roster.transfer t
                   set state = 'ASKED', asked_by = :by, asked_by_name = :byName, asked_at = :now
                 where t.import_id = :plan and t.state = 'PLANNED'
                   and not exists (select from roster.transfer open where open.teacher_id = t.teacher_id and open.state = 'ASKED'
                                      and open.to_organization = t.to_organization)
                """)
            .param("plan", one.id()).param("by", by == null ? null : by.person().value()).param("byName", by == null ? null : by.name())
            .param("now", now.atOffset(ZoneOffset.UTC)).update();
        discard(one.id());
    }

    /** Those that leave or enter the scope: the open ones first, then the newest. */
    List<Transfer> of(Scope scope, int limit) {
        return db.sql(SELECT + """
                 where t.state <> 'PLANNED' and (f.path <@ any (:scope::public.ltree[]) or o.path <@ any (:scope::public.ltree[]))
                 order by t.state <> 'ASKED', t.asked_at desc, t.id desc
                 limit :limit
                """)
            .param("scope", scope.toArray()).param("limit", limit).query((row, _) -> read(row)).list();
    }

    /** The one that is just being answered leads to the person's new unit and stays; so does one that somebody else is answering. */
    @Override
    public Runnable before(UUID[] people) {
        return () -> db.sql("""
                update roster.transfer t
                   set state = 'WITHDRAWN', answered_at = now()
                 where t.teacher_id = any (:people)
                   and t.id in (select open.id from roster.transfer open where open.teacher_id = any (:people) and open.state = 'ASKED'
                                   for update skip locked)
                   and not exists (select from directory.person_card p
                                    where p.teacher_id = t.teacher_id and p.organization_id in (t.from_organization, t.to_organization))
                """)
            .param("people", people).update();
    }

    Optional<Transfer> lock(TeacherId teacher, UUID id) {
        return db.sql(SELECT + "where t.teacher_id = :teacher and t.id = :id and t.state <> 'PLANNED' for update of t")
            .param("teacher", teacher.value()).param("id", id).query((row, _) -> read(row)).optional();
    }

    void answer(Transfer transfer, Transfer.State state, @Nullable String reason, Actor by, Instant now) {
        db.sql("""
                update roster.transfer set state = :state, reason = :reason, answered_by = :by, answered_at = :now
                 where teacher_id = :teacher and id = :id
                """)
            .param("state", state.name()).param("reason", reason).param("by", by.teacher().value()).param("now", now.atOffset(ZoneOffset.UTC))
            .param("teacher", transfer.teacher().value()).param("id", transfer.id()).update();
    }

    private static Transfer read(ResultSet row) throws SQLException {
        return new Transfer(row.getObject("id", UUID.class), new TeacherId(row.getObject("teacher_id", UUID.class)), row.getString("name"),
            row.getString("document_masked"), place(row, "from"), place(row, "to"), Transfer.State.valueOf(row.getString("state")),
            row.getString("employment_state"), List.of((String[]) row.getArray("posts").getArray()), row.getObject("since", java.time.LocalDate.class),
            row.getString("asked_by_name"), row.getObject("asked_at", OffsetDateTime.class).toInstant(), answered(row), row.getString("reason"));
    }

    private static @Nullable Instant answered(ResultSet row) throws SQLException {
        var at = row.getObject("answered_at", OffsetDateTime.class);
        return at == null ? null : at.toInstant();
    }

    private static Transfer.Place place(ResultSet row, String end) throws SQLException {
        return new Transfer.Place(new OrganizationId(row.getObject(end + "_organization", UUID.class)),
            new Localized(row.getString(end + "_name"), row.getString(end + "_name_en")), row.getString(end + "_path"), row.getBoolean(end + "_closed"));
    }
}
