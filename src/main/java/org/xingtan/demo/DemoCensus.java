package org.xingtan.demo;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.xingtan.census.Claim;
import org.xingtan.census.DecideClaims;
import org.xingtan.census.DeclareCensus;
import org.xingtan.platform.TeacherId;

/** The census as far as it has come: half of the units have declared, and the cast's school has looked at two identities. */
@Component
class DemoCensus {

    private static final String REASON = "学校名册上没有您的班主任任职记录，请先与教务处核对";
    private static final Map<String, String> KEEPERS = Map.of("431003", "county", "440106", "gzdistrict");

    private final DeclareCensus declare;
    private final DecideClaims claims;
    private final DemoPrograms programs;
    private final DemoActors actors;
    private final JdbcClient db;

    DemoCensus(DeclareCensus declare, DecideClaims claims, DemoPrograms programs, DemoActors actors, JdbcClient db) {
        this.declare = declare;
        this.claims = claims;
        this.programs = programs;
        this.actors = actors;
        this.db = db;
    }

    void load(List<DemoPerson> people) {
        KEEPERS.forEach((county, keeper) -> declare(county, keeper, people));
        var claimed = claimed();
        if (claimed.size() > 1) {
            var school = actors.of("school");
            claims.confirm(school, programs.board(), List.of(claimed.getFirst()));
            claims.refuse(school, programs.board(), List.of(claimed.get(1)), REASON);
        }
    }

    /** Every other school, as its roster has it; the cast's own is left to whoever tries it out. */
    private void declare(String county, String keeper, List<DemoPerson> people) {
        var actor = actors.of(keeper);
        people.stream().map(DemoPerson::unit).distinct()
            .filter(unit -> unit.isSchool() && unit.code().startsWith(county + "-") && !unit.code().equals(DemoPopulation.HOME_SCHOOL))
            .filter(unit -> unit.code().hashCode() % 2 == 0)
            .forEach(unit -> declare.declare(actor, unit.id().toString(), null, Set.of(), Set.of()));
    }

    private List<Claim> claimed() {
        return db.sql("""
                -- all teachers: of one school
                select p.teacher_id, p.track
                  from enrollment.participation_card p
                  join directory.organization_card o on o.id = p.organization_id
                  left join program.completion_card c on c.teacher_id = p.teacher_id and c.program_id = p.program_id
                 where p.program_id = :board and p.track = 'HOMEROOM' and o.code = :school and c.teacher_id is null
                 order by p.teacher_id
                """)
            .param("board", programs.board().value()).param("school", DemoPopulation.HOME_SCHOOL)
            .query((row, _) -> new Claim(new TeacherId(row.getObject("teacher_id", UUID.class)), row.getString("track"))).list();
    }
}
