package org.xingtan.program;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.xingtan.directory.OrganizationCard;
import org.xingtan.directory.Organizations;
import org.xingtan.platform.NotFound;
import org.xingtan.platform.OrganizationId;
import org.xingtan.platform.ProgramId;
import org.xingtan.platform.persistence.Json;

/**
 * The organizations that publish programs; a change of a name is seen within a minute. Whoever one goes up in keeps its programs that are not over,
 * and audiences follow units that lie elsewhere. It comes before other heirs: what waits for whoever publishes a program waits for the new one.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
public class Owners implements Organizations.Heir, Organizations.Follower {

    private static final String NOT_OVER = "((select max(w.closes_at) from program.window_card w where w.program_id = p.id) < clock_timestamp()) is not true";

    private record Track(UUID program, String code, Audience audience) {}

    private final Organizations organizations;
    private final Programs programs;
    private final JdbcClient db;
    private final ApplicationEventPublisher events;
    private final Cache<OrganizationId, OrganizationCard> owners = Caffeine.newBuilder().maximumSize(1_000).expireAfterWrite(Duration.ofMinutes(1)).build();

    Owners(Organizations organizations, Programs programs, JdbcClient db, ApplicationEventPublisher events) {
        this.organizations = organizations;
        this.programs = programs;
        this.db = db;
        this.events = events;
    }

    /** @throws NotFound when there is no such organization */
    public OrganizationCard find(OrganizationId organization) {
        return owners.get(organization, id -> organizations.find(id).orElseThrow(() -> new NotFound(id)));
    }

    /** They are for the people of whoever takes them over, as they were for those of the unit. One without a window is not over. */
    @Override
    public void inherit(OrganizationId unit, OrganizationId into) {
        var passed = db.sql("""
                with passing as materialized (
                    select p.id from program.program p
                     where p.owner_id = :unit
                       and %s
                     order by p.id for update)
                update program.program p set owner_id = :into, revision = revision + 1 from passing where p.id = passing.id
                returning p.id, p.revision
                """.formatted(NOT_OVER))
            .param("unit", unit.value()).param("into", into.value())
            .query((row, _) -> Map.entry(new ProgramId(row.getObject(1, UUID.class)), row.getLong(2))).list();
        var ids = passed.stream().map(it -> it.getKey().value()).toArray(UUID[]::new);
        readdress(ids, Map.of(organizations.find(unit).orElseThrow().path(), organizations.find(into).orElseThrow().path()));
        passed.forEach(it -> {
            programs.changed(it.getKey(), it.getValue());
            events.publishEvent(new PublishRules.Published(it.getKey()));
        });
    }

    /** Audiences name units by where they lie. */
    @Override
    public Runnable beforeChange(UUID[] units) {
        var before = paths(units);
        return () -> {
            var after = paths(units);
            var moved = before.entrySet().stream().filter(it -> !it.getValue().equals(after.get(it.getKey())))
                .collect(Collectors.toMap(Map.Entry::getValue, it -> after.get(it.getKey())));
            if (!moved.isEmpty()) {
                revise(readdress(null, moved));
            }
        };
    }

    /** What is over keeps its figures. */
    private void revise(Set<UUID> readdressed) {
        readdressed.stream().sorted().map(ProgramId::new).forEach(programs::revise);
        db.sql("select id from program.program p where id = any (?) and %s".formatted(NOT_OVER)).param(readdressed.toArray(UUID[]::new)).query(UUID.class).list()
            .forEach(it -> events.publishEvent(new PublishRules.Published(new ProgramId(it))));
    }

    private Map<UUID, String> paths(UUID[] units) {
        var paths = new HashMap<UUID, String>();
        db.sql("select id, path::text from directory.organization_card where id = any (?)").param(units).query(row -> {
            paths.put(row.getObject(1, UUID.class), row.getString(2));
        });
        return paths;
    }

    /** @param of null for all programs. @return those whose audiences say something else now */
    private Set<UUID> readdress(UUID @Nullable [] of, Map<String, String> paths) {
        var tracks = db.sql("""
                select program_id, code, audience from program.track
                 where (:of::uuid[] is null or program_id = any (:of::uuid[])) and jsonb_path_exists(audience, '$.** ? (@.is == "within")')
                 order by program_id, code
                """)
            .param("of", of)
            .query((row, _) -> new Track(row.getObject("program_id", UUID.class), row.getString("code"), Json.read(row.getString("audience"), Audience.class)))
            .list().stream().filter(it -> !it.audience.moved(paths).equals(it.audience)).toList();
        db.sql("""
                update program.track t set audience = v.audience::jsonb
                  from unnest(:programs::uuid[], :codes::text[], :audiences::text[]) v (program_id, code, audience)
                 where t.program_id = v.program_id and t.code = v.code
                """)
            .param("programs", tracks.stream().map(Track::program).toArray(UUID[]::new)).param("codes", tracks.stream().map(Track::code).toArray(String[]::new))
            .param("audiences", tracks.stream().map(it -> Json.write(it.audience.moved(paths))).toArray(String[]::new)).update();
        return tracks.stream().map(Track::program).collect(Collectors.toSet());
    }
}
