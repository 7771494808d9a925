package org.xingtan.bulletin;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.xingtan.directory.OrganizationCard;
import org.xingtan.monitoring.Units;
import org.xingtan.platform.NotFound;
import org.xingtan.platform.OrganizationId;
import org.xingtan.platform.Scope;
import org.xingtan.program.ProgramDetail;
import org.xingtan.program.Programs;
import org.xingtan.report.ComplianceQueries;
import org.xingtan.standing.Years;

/** What an authority can give figures of. */
@Repository
class Subjects {

    private final JdbcClient db;
    private final Programs programs;
    private final Units units;
    private final ComplianceQueries compliance;
    private final Years years;

    private record Asked(int year, String title, String basis) {

        NamedSubject named() {
            return new NamedSubject(new Subject.OfHours(year), title, basis);
        }
    }

    Subjects(JdbcClient db, Programs programs, Units units, ComplianceQueries compliance, Years years) {
        this.db = db;
        this.programs = programs;
        this.units = units;
        this.compliance = compliance;
        this.years = years;
    }

    /** The programs of the authority, of those above and of those below, the newest first; then the years in which hours are asked for. */
    List<NamedSubject> offered(OrganizationCard unit) {
        var named = new ArrayList<>(programs.joinable().stream().filter(program -> concerns(program, unit)).map(Subjects::named).toList());
        named.addAll(years(unit));
        return named;
    }

    /** @throws NotFound when the authority cannot give figures of it */
    NamedSubject named(Subject subject, OrganizationCard unit) {
        return offered(unit).stream().filter(it -> it.subject().equals(subject)).findFirst().orElseThrow(() -> new NotFound(subject.code()));
    }

    private boolean concerns(ProgramDetail program, OrganizationCard unit) {
        var owner = units.get(program.owner()).path();
        return new Scope(List.of(owner)).contains(unit.path()) || new Scope(List.of(unit.path())).contains(owner);
    }

    private static NamedSubject named(ProgramDetail program) {
        return new NamedSubject(new Subject.OfProgram(program.id()), program.title(), program.notice());
    }

    /** The newest first; one that is over also by those who have asked people of the unit before it went over to others. */
    private List<NamedSubject> years(OrganizationCard unit) {
        var named = new TreeMap<Integer, NamedSubject>(Comparator.reverseOrder());
        asked(unit).forEach(it -> named.put(it.year(), it.named()));
        db.sql("select distinct year from standing.counted_line_card").query(Integer.class).list().stream().filter(years::isOver)
            .forEach(year -> askedBefore(unit, year).forEach(it -> named.merge(year, it.named(), NamedSubject::and)));
        return List.copyOf(named.values());
    }

    /** Each year by the requirement of the nearest authority above or the unit itself, else by one below. */
    private List<Asked> asked(OrganizationCard unit) {
        return db.sql("""
                select distinct on (r.year) r.year, r.title, r.basis
                  from ledger.annual_requirement_card r
                  join directory.organization_card o on o.id = r.jurisdiction
                 where o.path @> :path::public.ltree or o.path <@ :path::public.ltree
                 order by r.year desc, o.path @> :path::public.ltree desc, abs(public.nlevel(o.path) - public.nlevel(:path::public.ltree)), r.version desc,
                          r.jurisdiction
                """)
            .param("path", unit.path()).query(Asked.class).list();
    }

    private List<Asked> askedBefore(OrganizationCard unit, int year) {
        return db.sql("""
                select distinct on (r.jurisdiction) r.year, r.title, r.basis
                  from ledger.annual_requirement_card r
                 where r.year = :year and r.jurisdiction = any (:before::uuid[])
                 order by r.jurisdiction, r.version desc
                """)
            .param("year", year).param("before", compliance.before(unit.id(), unit.path(), year).stream().map(OrganizationId::value).toArray(UUID[]::new))
            .query(Asked.class).list();
    }
}
