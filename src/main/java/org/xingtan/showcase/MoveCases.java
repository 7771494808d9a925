package org.xingtan.showcase;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.xingtan.directory.Organizations;
import org.xingtan.platform.OrganizationId;

/**
 * When a unit goes up in another one, that one writes its open cases and decides on those that lie with it. What it would publish itself
 * stays with it, so that whoever stands above it decides.
 */
@Component
class MoveCases implements Organizations.Heir {

    private final JdbcClient db;

    MoveCases(JdbcClient db) {
        this.db = db;
    }

    @Override
    public void inherit(OrganizationId unit, OrganizationId into) {
        db.sql("""
                update showcase.typical_case c
                   set organization_id = case when c.organization_id = :unit then :into else c.organization_id end,
                       lies_id = case when c.lies_id = :unit and p.owner_id <> :unit then :into else c.lies_id end,
                       version = c.version + 1
                  from program.program_card p
                 where p.id = c.program_id and c.state in ('DRAFT', 'WAITING', 'RETURNED')
                   and (c.organization_id = :unit or c.lies_id = :unit and p.owner_id <> :unit)
                """)
            .param("unit", unit.value()).param("into", into.value()).update();
    }
}
