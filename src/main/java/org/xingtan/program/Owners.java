package org.xingtan.program;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
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
 * The organizations that publish programs; a change of a name is seen within a minute. Whoever one goes up in keeps its programs that are not over.
 * It comes before other heirs: what waits for whoever publishes a program waits for the new one.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
public class Owners implements Organizations.Heir {

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
                       and ((select max(w.closes_at) from program.window_card w where w.program_id = p.id) < clock_timestamp()) is not true
                     order by p.id for update)
                update program.program p set owner_id = :into, revision = revision + 1 from passing where p.id = passing.id
                returning p.id, p.revision
                """)
            .param("unit", unit.value()).param("into", into.value())
            .query((row, _) -> Map.entry(new ProgramId(row.getObject(1, UUID.class)), row.getLong(2))).list();
        var from = organizations.find(unit).orElseThrow().path();
        var to = organizations.find(into).orElseThrow().path();
        widen(passed.stream().map(it -> it.getKey().value()).toArray(UUID[]::new), from, to);
        passed.forEach(it -> {
            programs.changed(it.getKey(), it.getValue());
            events.publishEvent(new PublishRules.Published(it.getKey()));
        });
    }

    private void widen(UUID[] passed, String from, String to) {
        var tracks = db.sql("select program_id, code, audience from program.track where program_id = any (?)").param(passed)
            .query((row, _) -> new Track(row.getObject("program_id", UUID.class), row.getString("code"), Json.read(row.getString("audience"), Audience.class)))
            .list().stream().filter(it -> !it.audience.moved(Map.of(from, to)).equals(it.audience)).toList();
        db.sql("""
                update program.track t set audience = v.audience::jsonb
                  from unnest(:programs::uuid[], :codes::text[], :audiences::text[]) v (program_id, code, audience)
                 where t.program_id = v.program_id and t.code = v.code
                """)
            .param("programs", tracks.stream().map(Track::program).toArray(UUID[]::new)).param("codes", tracks.stream().map(Track::code).toArray(String[]::new))
            .param("audiences", tracks.stream().map(it -> Json.write(it.audience.moved(Map.of(from, to)))).toArray(String[]::new)).update();
    }
}
