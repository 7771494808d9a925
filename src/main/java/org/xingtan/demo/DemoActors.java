package org.xingtan.demo;

import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.xingtan.platform.Actor;
import org.xingtan.platform.OrganizationId;
import org.xingtan.platform.TeacherId;
import org.xingtan.platform.Uuids;

/** The cast while they act: by the names they sign in with. */
@Component
public class DemoActors {

    private static final String DEVICE = "Edge · Windows";

    private final JdbcClient db;
    private final Map<String, DemoResources.Row> cast = DemoResources.table("cast.tsv").stream()
        .collect(Collectors.toMap(row -> row.get("username"), row -> row));

    DemoActors(JdbcClient db) {
        this.db = db;
    }

    /** @throws IllegalArgumentException when nobody of the cast signs in so */
    public Actor of(String username) {
        var row = cast.get(username);
        if (row == null) {
            throw new IllegalArgumentException("Nobody of the cast: " + username);
        }
        return db.sql("select teacher_id, name from directory.person_card where name = :name and organization_code = :code")
            .param("name", row.get("name")).param("code", row.get("organization"))
            .query((found, _) -> of(new TeacherId(found.getObject("teacher_id", UUID.class)), found.getString("name"))).single();
    }

    static Actor of(TeacherId person, String name) {
        return new Actor(person, name, Uuids.next(), DEVICE, false, false);
    }

    OrganizationId unit(String code) {
        return new OrganizationId(db.sql("select id from directory.organization_card where code = :code").param("code", code).query(UUID.class).single());
    }
}
