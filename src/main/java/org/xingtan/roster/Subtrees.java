package org.xingtan.roster;

import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.xingtan.directory.OrganizationCard;
import org.xingtan.directory.Organizations;

/** Subtrees as places where one works at a time. */
@Repository
class Subtrees {

    private final JdbcClient db;
    private final Organizations organizations;

    Subtrees(JdbcClient db, Organizations organizations) {
        this.db = db;
        this.organizations = organizations;
    }

    /**
     * Waits until nobody plans or commits in or over this subtree, and keeps others out until the transaction ends. What lies
     * beside it goes on: each unit above is shared, this one is not, and all take them from the root down.
     */
    void lock(OrganizationCard root) {
        for (var above : organizations.lineage(root.path())) {
            var function = above.id().equals(root.id()) ? "pg_advisory_xact_lock" : "pg_advisory_xact_lock_shared";
            db.sql("select " + function + "(hashtextextended('roster:' || :unit, 0))").param("unit", above.id().toString())
                .query((_, _) -> true).list();
        }
    }

    /** @return false when another node is at work on it */
    boolean claim(java.util.UUID plan) {
        return db.sql("select pg_try_advisory_xact_lock(hashtextextended('roster-import:' || :plan, 0))").param("plan", plan.toString())
            .query(Boolean.class).single();
    }

    /** The unit itself and what is open below it. */
    List<OrganizationCard> units(OrganizationCard root) {
        return db.sql("""
                select id, code, name, name_en, kind, path::text as path
                  from directory.organization_card
                 where path <@ :path::public.ltree and closed_on is null
                 order by path
                """)
            .param("path", root.path())
            .query((row, _) -> new OrganizationCard(new org.xingtan.platform.OrganizationId(row.getObject("id", java.util.UUID.class)),
                row.getString("code"), row.getString("name"), row.getString("name_en"), row.getString("kind"), null, row.getString("path"), List.of()))
            .list();
    }
}
