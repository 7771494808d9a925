package org.xingtan.census;

import java.util.Map;
import org.springframework.stereotype.Component;
import org.xingtan.platform.persistence.Json;
import org.xingtan.program.ProgramDetail;
import org.xingtan.program.SqlFragment;

/** Whose identity his unit refused, or has not in the declaration it made: for lists of people. */
@Component
public class UnconfirmedClaims {

    private final CensusPosts posts;

    UnconfirmedClaims(CensusPosts posts) {
        this.posts = posts;
    }

    /** A condition on {@code enrollment.participation_card x}. Where a unit has declared nothing, everybody is believed. */
    public SqlFragment of(ProgramDetail program) {
        var claims = posts.claims(program).entrySet().stream().map(claim -> Map.of("track", claim.getKey(), "posts", claim.getValue())).toList();
        if (claims.isEmpty()) {
            return new SqlFragment("false", Map.of());
        }
        return new SqlFragment("""
            exists (select from jsonb_to_recordset(cast(:claims as jsonb)) as k (track text, posts text[])
                      left join census.decision_card d on d.teacher_id = x.teacher_id and d.program_id = x.program_id and d.track = x.track
                      left join census.declaration_card c on c.organization_id = x.organization_id
                     where k.track = x.track
                       and (d.state = 'REFUSED'
                            or d.state is null and c.id is not null
                               and not exists (select from census.holder_card h where h.teacher_id = x.teacher_id
                                                  and h.organization_id = x.organization_id and h.post = any (k.posts))))""",
            Map.of("claims", Json.write(claims)));
    }
}
