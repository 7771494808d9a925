package org.xingtan.census;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.xingtan.enrollment.IdentityCheck;
import org.xingtan.enrollment.IdentityChecks;
import org.xingtan.platform.ProgramId;
import org.xingtan.platform.TeacherId;
import org.xingtan.program.ProgramDetail;

/** An identity is what its unit decided; undecided, it is confirmed by the declaration in force that has it. */
@Repository
class CheckIdentities implements IdentityChecks {

    private final JdbcClient db;
    private final CensusPosts posts;

    CheckIdentities(JdbcClient db, CensusPosts posts) {
        this.db = db;
        this.posts = posts;
    }

    @Override
    public boolean claims(ProgramDetail program, String track) {
        return posts.claims(program).containsKey(track);
    }

    @Override
    public Map<TeacherId, List<Refusal>> refused(Collection<TeacherId> people) {
        var refused = new HashMap<TeacherId, List<Refusal>>();
        db.sql("select teacher_id, program_id, track, reason from census.decision where teacher_id = any (:people) and state = 'REFUSED' and ended_at is null")
            .param("people", TeacherId.array(people))
            .query(row -> {
                refused.computeIfAbsent(new TeacherId(row.getObject(1, UUID.class)), _ -> new ArrayList<>())
                    .add(new Refusal(new ProgramId(row.getObject(2, UUID.class)), row.getString(3), row.getString(4)));
            });
        return refused;
    }

    @Override
    public Map<String, IdentityCheck> of(TeacherId teacher, ProgramDetail program) {
        var claims = posts.claims(program);
        if (claims.isEmpty()) {
            return Map.of();
        }
        var decided = new HashMap<String, IdentityCheck>();
        var declared = new HashSet<String>();
        db.sql("""
                select x.track, x.state, x.reason
                  from census.decision x
                 where x.teacher_id = :teacher and x.program_id = :program and x.ended_at is null
                 union all
                select h.post, null, null
                  from enrollment.participation_card p
                  join census.declaration d on d.organization_id = p.organization_id and d.replaced_at is null
                  join census.holder h on h.teacher_id = p.teacher_id and h.declaration_id = d.id
                 where p.teacher_id = :teacher and p.program_id = :program
                """)
            .param("teacher", teacher.value()).param("program", program.id().value())
            .query(row -> {
                var state = row.getString(2);
                if (state == null) {
                    declared.add(row.getString(1));
                } else {
                    decided.put(row.getString(1), new IdentityCheck(IdentityCheck.State.valueOf(state), row.getString(3)));
                }
            });
        var checks = new HashMap<String, IdentityCheck>();
        claims.forEach((track, any) -> checks.put(track, decided.getOrDefault(track, new IdentityCheck(
            any.stream().anyMatch(declared::contains) ? IdentityCheck.State.CONFIRMED : IdentityCheck.State.UNCHECKED, ""))));
        return checks;
    }
}
