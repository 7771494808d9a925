package org.xingtan.demo;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.springframework.core.annotation.Order;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.xingtan.census.Claim;
import org.xingtan.census.DecideClaims;
import org.xingtan.census.DeclareCensus;
import org.xingtan.platform.TeacherId;
import org.xingtan.qualification.LoadQualifications;

/**
 * What units say of their people so far: half have declared the census, the cast's school has looked at two identities, and most
 * certificates of qualification are confirmed; some have expired, some wait.
 */
@Component
@Order(4)
class DemoCensus implements DemoPart {

    private static final String REASON = "学校名册上没有您的班主任任职记录，请先与教务处核对";
    private static final String AUTHORITY = "示例省教育厅";
    private static final Map<String, String> QUALIFICATIONS = Map.of("CLASSROOM_TEACHER", "TEACHER", "PRINCIPAL", "PRINCIPAL", "NURSERY_CARER", "NURSERY_CARER",
        "HEALTH_CARER", "HEALTH_CARER");
    private static final Map<String, String> KEEPERS = Map.of("431003", "county", "440106", "gzdistrict");

    private final DeclareCensus declare;
    private final DecideClaims claims;
    private final LoadQualifications qualifications;
    private final DemoPrograms programs;
    private final DemoActors actors;
    private final JdbcClient db;

    DemoCensus(DeclareCensus declare, DecideClaims claims, LoadQualifications qualifications, DemoPrograms programs, DemoActors actors, JdbcClient db) {
        this.declare = declare;
        this.claims = claims;
        this.qualifications = qualifications;
        this.programs = programs;
        this.actors = actors;
        this.db = db;
    }

    @Override
    public void load(List<DemoPerson> people) {
        KEEPERS.forEach((county, keeper) -> declare(county, keeper, people));
        var claimed = claimed();
        if (claimed.size() > 1) {
            var school = actors.of("school");
            claims.confirm(school, programs.board(), List.of(claimed.getFirst()));
            claims.refuse(school, programs.board(), List.of(claimed.get(1)), REASON);
        }
        qualify(people);
    }

    private void qualify(List<DemoPerson> people) {
        var confirming = actors.of("county").teacher();
        var today = db.sql("select (now() at time zone 'Asia/Shanghai')::date").query(LocalDate.class).single();
        var rows = new ArrayList<LoadQualifications.Row>();
        for (var person : people) {
            if (person.isInService()) {
                QUALIFICATIONS.forEach((post, kind) -> {
                    if (person.holds(post)) {
                        qualification(person, kind, today, rows.size(), confirming).ifPresent(rows::add);
                    }
                });
            }
        }
        qualifications.load(rows);
    }

    /** Of thirty some hold none, two wait, and of those that end one has ended and one ends soon. */
    private static Optional<LoadQualifications.Row> qualification(DemoPerson person, String kind, LocalDate today, int place, TeacherId confirming) {
        var chance = Math.floorMod(person.row().name().hashCode() + 31 * person.employment().from().getDayOfYear() + kind.hashCode(), 30);
        if (chance < 4) {
            return Optional.empty();
        }
        var isDirector = kind.equals("PRINCIPAL") && person.unit().stages().equals(List.of("PRESCHOOL"));
        var code = isDirector ? "KINDERGARTEN_DIRECTOR" : kind;
        var issued = person.employment().from().minusDays(60 + chance);
        var until = code.equals("TEACHER") ? null : chance < 8 ? today.minusDays(3 * chance) : chance < 12 ? today.plusDays(6 * chance) : today.plusYears(3);
        return Optional.of(new LoadQualifications.Row(person.id(), code, "%d43%04d%08d".formatted(issued.getYear(), chance, place), AUTHORITY,
            issued, until, chance > 27 ? null : confirming));
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
