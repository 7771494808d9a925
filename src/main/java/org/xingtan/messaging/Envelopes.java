package org.xingtan.messaging;

import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.xingtan.platform.TeacherId;
import org.xingtan.platform.Uuids;

/** Puts messages into envelopes: into the one that waits for the same time, or a new one. */
@Repository
class Envelopes {

    private record Address(TeacherId person, Way way) {}

    private final JdbcClient db;

    Envelopes(JdbcClient db) {
        this.db = db;
    }

    void enclose(List<Reach.Route> routes, Map<TeacherId, UUID> messages) {
        if (routes.isEmpty()) {
            return;
        }
        var opened = open(routes);
        var values = new ArrayList<Object>(opened.size() * 3);
        opened.forEach((address, envelope) -> Collections.addAll(values, address.person().value(), envelope, messages.get(address.person())));
        db.sql("insert into messaging.enclosure (teacher_id, envelope_id, message_id) values " + rows(opened.size(), "(?, ?, ?)"))
            .params(values).update();
    }

    private Map<Address, UUID> open(List<Reach.Route> routes) {
        var values = new ArrayList<Object>(routes.size() * 5);
        routes.forEach(route -> {
            var slot = route.slot().atOffset(ZoneOffset.UTC);
            Collections.addAll(values, Uuids.next(), route.person().value(), route.way().name(), slot, slot);
        });
        var opened = new HashMap<Address, UUID>();
        db.sql("""
                insert into messaging.envelope (id, teacher_id, way, slot, next_try_at, moved_at)
                select v.id, v.teacher_id, v.way, v.slot, v.next_try_at, now()
                  from (values %s) v (id, teacher_id, way, slot, next_try_at)
                    on conflict (teacher_id, way, slot) where state = 'WAITING' do update set slot = excluded.slot
                returning id, teacher_id, way
                """.formatted(rows(routes.size(), "(?, ?, ?, ?, ?)")))
            .params(values)
            .query(row -> {
                opened.put(new Address(new TeacherId(row.getObject("teacher_id", UUID.class)), Way.valueOf(row.getString("way"))),
                    row.getObject("id", UUID.class));
            });
        return opened;
    }

    private static String rows(int count, String row) {
        return String.join(", ", Collections.nCopies(count, row));
    }
}
