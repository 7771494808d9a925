package org.xingtan.authoring;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import org.xingtan.directory.Organizations;
import org.xingtan.notice.Authorities;
import org.xingtan.platform.Actor;
import org.xingtan.platform.OrganizationId;
import org.xingtan.platform.ProgramId;
import org.xingtan.platform.Scope;
import org.xingtan.platform.persistence.Json;

/**
 * What is being written. Its audiences name units by where they lie, as those of programs do, and follow them in the same way: a change of a program would otherwise
 * put back what they named before, and a template would name what nobody lies in any more. Whoever has a page of one open is told that it has changed.
 */
@Repository
public class Drafts implements Organizations.Heir, Organizations.Follower {

    private static final String SELECT = """
        select d.id, d.owner_id, d.kind, d.program_id, d.base_version, d.content, d.version, d.last_act, d.changed_at, d.published_at
          from authoring.draft d
        """;

    private record Written(UUID id, ProgramDraft content) {

        Written moved(Map<String, String> paths) {
            return new Written(id, content.withTracks(content.tracks().stream().map(it -> it.with(it.audience().moved(paths))).toList()));
        }
    }

    private final JdbcClient db;
    private final Authorities authorities;
    private final Organizations organizations;
    private final Clock clock;

    Drafts(JdbcClient db, Authorities authorities, Organizations organizations, Clock clock) {
        this.db = db;
        this.authorities = authorities;
        this.organizations = organizations;
        this.clock = clock;
    }

    public Optional<DraftCard> find(UUID id) {
        return db.sql(SELECT + " where d.id = :id").param("id", id).query((row, _) -> card(row)).optional();
    }

    /** The same, locked until the transaction ends. */
    Optional<DraftCard> lock(UUID id) {
        return db.sql(SELECT + " where d.id = :id for update").param("id", id).query((row, _) -> card(row)).optional();
    }

    /** What is not out yet, the last changed first. */
    List<DraftCard> within(Scope scope) {
        return db.sql(SELECT + """
                  join directory.organization_card o on o.id = d.owner_id
                 where o.path <@ any (:scope::public.ltree[]) and d.kind <> 'TEMPLATE' and d.published_at is null
                 order by d.changed_at desc, d.id desc
                 limit 100
                """)
            .param("scope", scope.toArray()).query((row, _) -> card(row)).list();
    }

    /** Templates of the scope, and those of the organizations above it. */
    List<DraftCard> templates(Scope scope) {
        return db.sql(SELECT + """
                  join directory.organization_card o on o.id = d.owner_id
                 where (o.path <@ any (:scope::public.ltree[]) or o.path @> any (:scope::public.ltree[])) and d.kind = 'TEMPLATE'
                 order by d.changed_at desc, d.id desc
                 limit 100
                """)
            .param("scope", scope.toArray()).query((row, _) -> card(row)).list();
    }

    Optional<DraftCard> changeOf(ProgramId program) {
        return db.sql(SELECT + " where d.program_id = :program and d.kind = 'CHANGE' and d.published_at is null").param("program", program.value())
            .query((row, _) -> card(row)).optional();
    }

    /** @return whether it is new; a draft that is there already stays as it is, and a program has one change at a time */
    boolean insert(UUID id, OrganizationId owner, DraftCard.Kind kind, @Nullable ProgramId program, @Nullable Integer base, ProgramDraft content,
                   Actor actor) {
        return db.sql("""
                insert into authoring.draft (id, owner_id, kind, program_id, base_version, content, version, changed_at, changed_by)
                values (:id, :owner, :kind, :program::uuid, :base::int, :content, 1, :at, :by)
                on conflict do nothing
                """)
            .param("id", id).param("owner", owner.value()).param("kind", kind.name()).param("program", program == null ? null : program.value())
            .param("base", base).param("content", Json.jsonb(content)).param("at", clock.instant().atOffset(ZoneOffset.UTC))
            .param("by", actor.teacher().value()).update() == 1;
    }

    /** In the transaction that has locked it. */
    void save(UUID id, ProgramDraft content, String act, Actor actor) {
        db.sql("""
                update authoring.draft set content = :content, version = version + 1, last_act = :act, changed_at = :at, changed_by = :by
                 where id = :id
                """)
            .param("content", Json.jsonb(content)).param("act", act).param("at", clock.instant().atOffset(ZoneOffset.UTC))
            .param("by", actor.teacher().value()).param("id", id).update();
    }

    void published(UUID id, ProgramId program) {
        db.sql("update authoring.draft set published_at = :at, program_id = :program where id = :id")
            .param("at", clock.instant().atOffset(ZoneOffset.UTC)).param("program", program.value()).param("id", id).update();
    }

    /** @return whether it was there; what was published stays on record */
    boolean remove(UUID id) {
        return db.sql("delete from authoring.draft where id = :id and published_at is null").param("id", id).update() == 1;
    }

    /**
     * Whoever a unit goes up in writes on at what is not out yet, and keeps its templates, for his own people. The change of a program that is over, and so has not
     * gone over before, says what that says.
     */
    @Override
    public void inherit(OrganizationId unit, OrganizationId into) {
        readdress(unit, into, Map.of(path(unit), path(into)));
        db.sql("update authoring.draft set owner_id = :into where owner_id = :unit and published_at is null")
            .param("unit", unit.value()).param("into", into.value()).update();
    }

    /** Everybody's. */
    @Override
    public Runnable beforeChange(UUID[] units) {
        var before = paths(units);
        return () -> {
            var after = paths(units);
            var moved = before.entrySet().stream().filter(it -> !it.getValue().equals(after.get(it.getKey())))
                .collect(Collectors.toMap(Map.Entry::getValue, it -> Objects.requireNonNull(after.get(it.getKey()))));
            if (!moved.isEmpty()) {
                readdress(null, null, moved);
            }
        };
    }

    /** For whoever writes a draft: the units that it names lie where they lie until the caller's transaction ends. It comes before anything is read of it. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void keepUnits() {
        organizations.keepStill();
    }

    private String path(OrganizationId unit) {
        return organizations.find(unit).orElseThrow().path();
    }

    private Map<UUID, String> paths(UUID[] units) {
        var paths = new HashMap<UUID, String>();
        db.sql("select id, path::text from directory.organization_card where id = any (?)").param(units).query(row -> {
            paths.put(row.getObject(1, UUID.class), row.getString(2));
        });
        return paths;
    }

    /** @param owner null for those of everybody */
    private void readdress(@Nullable OrganizationId owner, @Nullable OrganizationId into, Map<String, String> paths) {
        db.sql("""
                select d.id, d.content
                  from authoring.draft d
                 where d.published_at is null and jsonb_path_exists(d.content, '$.** ? (@.is == "within")')
                   and exists (select from unnest(cast(:paths as text[])) path where position(path in d.content::text) > 0)
                   and (cast(:owner as uuid) is null
                        or d.owner_id = cast(:owner as uuid)
                           and (d.kind <> 'CHANGE' or exists (select from program.program_card p where p.id = d.program_id and p.owner_id = cast(:into as uuid))))
                 order by d.id
                   for update of d
                """)
            .param("paths", paths.keySet().toArray(String[]::new)).param("owner", owner == null ? null : owner.toString()).param("into", into == null ? null : into.toString())
            .query((row, _) -> new Written(row.getObject("id", UUID.class), Json.read(row.getString("content"), ProgramDraft.class))).list()
            .forEach(it -> write(it, it.moved(paths)));
    }

    private void write(Written before, Written after) {
        if (!after.equals(before)) {
            db.sql("update authoring.draft set content = :content, version = version + 1, last_act = '' where id = :id")
                .param("content", Json.jsonb(after.content)).param("id", after.id).update();
        }
    }

    private DraftCard card(ResultSet row) throws SQLException {
        var program = row.getObject("program_id", UUID.class);
        return new DraftCard(row.getObject("id", UUID.class), authorities.find(new OrganizationId(row.getObject("owner_id", UUID.class))),
            DraftCard.Kind.valueOf(row.getString("kind")), program == null ? null : new ProgramId(program), row.getObject("base_version", Integer.class),
            Json.read(row.getString("content"), ProgramDraft.class), row.getInt("version"), row.getString("last_act"), at(row, "changed_at"),
            row.getObject("published_at") == null ? null : at(row, "published_at"));
    }

    private static Instant at(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }
}
