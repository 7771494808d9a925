package org.xingtan.planning;

import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;
import org.xingtan.platform.AuditCheck;

/** A plan stands where its history left it, a line says what a step of its plan says, and every training that it names is there. */
@Repository
class PlanningAudit implements AuditCheck {

    private static final String CHECK = """
        select 'plan ' || p.id || ' stands at step ' || p.version || ', its history at ' || coalesce(max(s.n), 0) as finding
          from planning.plan p left join planning.step s on s.plan_id = p.id
         group by p.id having p.version <> coalesce(max(s.n), 0) or count(s.n) <> coalesce(max(s.n), 0)
         union all
        select 'plan ' || p.id || ' is ' || p.state || ', and was last ' || s.act
          from planning.plan p
          join lateral (select t.act from planning.step t where t.plan_id = p.id and t.act in ('PUBLISHED', 'WITHDRAWN', 'DRAFTED') order by t.n desc limit 1) s on true
         where (p.state = 'PUBLISHED') <> (s.act = 'PUBLISHED')
         union all
        select 'line ' || l.id || ' says what step ' || l.version || ' of plan ' || l.plan_id || ' says, which is not there'
          from planning.line l
         where not exists (select from planning.step s where s.plan_id = l.plan_id and s.n = l.version)
         union all
        select 'line ' || l.id || ' names training ' || g.id || ', which is not there'
          from planning.line l cross join unnest(l.programs) as g (id)
         where not l.removed and not exists (select from program.program_card p where p.id = g.id)
         limit 100
        """;

    private final JdbcClient db;

    PlanningAudit(JdbcClient db) {
        this.db = db;
    }

    @Override
    public String name() {
        return "planning.history";
    }

    @Override
    @Transactional(readOnly = true)
    public List<String> findings(boolean repair) {
        return db.sql(CHECK).query(String.class).list();
    }
}
