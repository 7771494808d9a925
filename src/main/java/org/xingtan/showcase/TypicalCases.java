package org.xingtan.showcase;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.xingtan.directory.Role;
import org.xingtan.platform.Actor;
import org.xingtan.platform.Localized;
import org.xingtan.platform.NotFound;
import org.xingtan.platform.OrganizationId;
import org.xingtan.platform.Problem;
import org.xingtan.platform.ProgramId;
import org.xingtan.platform.Scope;
import org.xingtan.platform.Task;
import org.xingtan.platform.web.Page;

/** The typical cases, with how they came to where they are. */
@Repository
class TypicalCases {

    private static final String SELECT = """
        select c.id, c.program_id, p.title as program_title, p.owner_id, c.organization_id, o.path::text as path, o.name, o.name_en,
               c.lies_id, l.name as lies_name, l.name_en as lies_name_en, d.organization_id as decider_id, d.path::text as decider_path, c.state, c.title, c.authors, c.agreed, c.summary, c.text,
               c.call_id, c.submitted_by, c.published_at, c.version
          from showcase.typical_case c
          join program.program_card p on p.id = c.program_id
          join directory.organization_card o on o.id = c.organization_id
          left join directory.organization_card l on l.id = c.lies_id
          left join lateral (select a.organization_id, a.path
                               from directory.organization_card above
                               join directory.appointment_card a on a.organization_id = above.id
                              where above.path @> l.path and a.role = any (:keepers) and a.teacher_id <> c.submitted_by
                              order by public.nlevel(above.path) desc, a.organization_id
                              limit 1) d on true
        """;
    private static final String[] KEEPERS = Arrays.stream(Role.values()).filter(role -> role.allows(Task.MANAGE_PROGRAMS)).map(Role::name)
        .toArray(String[]::new);

    private final JdbcClient db;

    TypicalCases(JdbcClient db) {
        this.db = db;
    }

    /** @throws NotFound when there is none */
    TypicalCase find(UUID id) {
        return select("where c.id = :id").param("id", id).query(TypicalCases::read).optional().orElseThrow(() -> new NotFound(id));
    }

    /** What is published of a program, the newest first; nothing is ranked. */
    Page<TypicalCase> published(ProgramId program, @Nullable String after, int limit) {
        var key = Page.Key.decode(after);
        var rows = select("""
                 where c.program_id = :program and c.state = 'PUBLISHED'
                   and (cast(:at as timestamptz) is null or (c.published_at, c.id) < (cast(:at as timestamptz), cast(:id as uuid)))
                 order by c.published_at desc, c.id desc
                 limit :limit
                """)
            .param("program", program.value()).param("at", key == null ? null : key.instant())
            .param("id", key == null ? null : key.id()).param("limit", limit + 1).query(TypicalCases::read).list();
        return Page.of(rows, limit, it -> it.publishedAt() + "/" + it.id());
    }

    /** Those of units of the scope, drafts only of units where it begins; or those that somebody of it decides on, wherever their units lie. */
    Page<TypicalCase> within(Scope scope, boolean waiting, @Nullable String after, int limit) {
        var rows = select("""
                 where (:waiting or o.path <@ any (cast(:scope as public.ltree[])))
                   and (c.state <> 'DRAFT' or o.path = any (cast(:scope as public.ltree[])))
                   and (not :waiting or c.state = 'WAITING' and d.path = any (cast(:scope as public.ltree[])))
                   and (:after::uuid is null or c.id < :after::uuid)
                 order by c.id desc
                 limit :limit
                """)
            .param("scope", scope.toArray()).param("waiting", waiting).param("after", Page.Key.id(after)).param("limit", limit + 1)
            .query(TypicalCases::read).list();
        return Page.of(rows, limit, it -> it.id().toString());
    }

    /** @return false when there is one with this id */
    boolean add(UUID id, ProgramId program, OrganizationId unit, String title, Actor by, Instant at) {
        return db.sql("""
                insert into showcase.typical_case (id, program_id, organization_id, title, begun_by, begun_at) values (:id, :program, :unit, :title, :by, :at)
                on conflict (id) do nothing
                """)
            .param("id", id).param("program", program.value()).param("unit", unit.value()).param("title", title).param("by", by.teacher().value())
            .param("at", at.atOffset(ZoneOffset.UTC)).update() == 1;
    }

    /** @throws Problem 409 when somebody has changed it meanwhile */
    void write(TypicalCase old, CaseText text) {
        changed(db.sql("""
                update showcase.typical_case
                   set title = :title, authors = :authors, agreed = :agreed, summary = :summary, text = :text, call_id = :report, version = version + 1
                 where id = :id and version = :version
                """)
            .param("title", text.title()).param("authors", text.authors().toArray(String[]::new)).param("agreed", text.agreed().toArray(String[]::new))
            .param("summary", text.summary()).param("text", text.text()).param("report", text.report()).param("id", old.id())
            .param("version", old.version()).update());
    }

    /**
     * Handed in, it lies with the next unit.
     *
     * @throws Problem 409 when somebody has changed it meanwhile
     */
    void submit(TypicalCase old, OrganizationId to, Actor by) {
        changed(db.sql("""
                update showcase.typical_case set state = 'WAITING', lies_id = :to, submitted_by = :by, version = version + 1
                 where id = :id and version = :version
                """)
            .param("to", to.value()).param("by", by.teacher().value()).param("id", old.id()).param("version", old.version()).update());
    }

    /**
     * @param to who decides next; null where nobody has to
     * @throws Problem 409 when somebody has moved it meanwhile
     */
    void move(TypicalCase old, TypicalCase.State state, @Nullable OrganizationId to, Instant at) {
        changed(db.sql("""
                update showcase.typical_case
                   set state = :state, lies_id = :to, published_at = case when :state = 'PUBLISHED' then :at else published_at end, version = version + 1
                 where id = :id and version = :version
                """)
            .param("state", state.name()).param("to", to == null ? null : to.value()).param("at", at.atOffset(ZoneOffset.UTC)).param("id", old.id())
            .param("version", old.version()).update());
    }

    /** The step from this version to the next. */
    void addStep(TypicalCase old, CaseStep.Act act, OrganizationId unit, String reason, Actor by, Instant at) {
        db.sql("""
                insert into showcase.step (case_id, version, act, unit_id, reason, moved_by, moved_by_name, moved_at)
                values (:id, :version, :act, :unit, :reason, :by, :byName, :at)
                """)
            .param("id", old.id()).param("version", old.version()).param("act", act.name()).param("unit", unit.value()).param("reason", reason)
            .param("by", by.teacher().value()).param("byName", by.personName()).param("at", at.atOffset(ZoneOffset.UTC)).update();
    }

    /** The newest first. */
    List<CaseStep> steps(UUID id) {
        return db.sql("""
                select s.version, s.act, o.name, o.name_en, s.reason, s.moved_by, s.moved_by_name, s.moved_at
                  from showcase.step s
                  join directory.organization_card o on o.id = s.unit_id
                 where s.case_id = :id
                 order by s.version desc
                """)
            .param("id", id)
            .query((row, _) -> new CaseStep(row.getInt("version"), CaseStep.Act.valueOf(row.getString("act")),
                new Localized(row.getString("name"), row.getString("name_en")), row.getString("reason"), row.getObject("moved_by", UUID.class),
                row.getString("moved_by_name"), row.getObject("moved_at", OffsetDateTime.class).toInstant())).list();
    }

    private JdbcClient.StatementSpec select(String which) {
        return db.sql(SELECT + which).param("keepers", KEEPERS);
    }

    private static void changed(int rows) {
        if (rows == 0) {
            throw new Problem(409, "error.changed-meanwhile");
        }
    }

    private static TypicalCase read(ResultSet row, int number) throws SQLException {
        var lies = row.getObject("lies_id", UUID.class);
        var decider = row.getObject("decider_id", UUID.class);
        var published = row.getObject("published_at", OffsetDateTime.class);
        var text = new CaseText(row.getString("title"), List.of((String[]) row.getArray("authors").getArray()),
            List.of((String[]) row.getArray("agreed").getArray()), row.getString("summary"), row.getString("text"), row.getObject("call_id", UUID.class));
        return new TypicalCase(row.getObject("id", UUID.class), new ProgramId(row.getObject("program_id", UUID.class)), row.getString("program_title"),
            new OrganizationId(row.getObject("owner_id", UUID.class)), new OrganizationId(row.getObject("organization_id", UUID.class)), row.getString("path"),
            new Localized(row.getString("name"), row.getString("name_en")), lies == null ? null : new OrganizationId(lies),
            lies == null ? null : new Localized(row.getString("lies_name"), row.getString("lies_name_en")),
            decider == null ? null : new OrganizationId(decider), row.getString("decider_path"), TypicalCase.State.valueOf(row.getString("state")),
            text, row.getObject("submitted_by", UUID.class), published == null ? null : published.toInstant(), row.getInt("version"));
    }
}
