package org.xingtan.validation;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.xingtan.directory.OrganizationCard;
import org.xingtan.directory.PersonCard;
import org.xingtan.platform.Condition;
import org.xingtan.platform.CreditHours;
import org.xingtan.platform.TeacherId;
import org.xingtan.platform.Verdict;
import org.xingtan.standing.RegistrationCycle;
import org.xingtan.standing.RegistrationCycles;
import org.xingtan.standing.Years;
import org.xingtan.validation.Dossier.Result;

/** Reads the years of people that their registration looks at. */
@Repository
public class Registrations {

    /**
     * What the years of a cycle say of somebody for 教师资格定期注册, the registration of teachers.
     *
     * @param current the year that it is now
     */
    public record Registration(PersonCard person, List<Year> years, RegistrationCycle cycle, int current) {

        /**
         * One year of it.
         *
         * @param result as validated; null for one that is not
         * @param hours  as validated; of one that is not, what the ledger has
         * @param before whether he had not been hired yet: nothing is asked of him then
         */
        public record Year(int year, @Nullable Result result, CreditHours hours, boolean before) {

            public boolean isMissing() {
                return result == null && !before;
            }

            public boolean counts() {
                return before || result == Result.COMPLIANT || result == Result.EXEMPT;
            }

            /** For its text. */
            public String name() {
                return result != null ? result.name() : before ? "BEFORE" : "MISSING";
            }
        }

        public int last() {
            return years.getLast().year();
        }

        public CreditHours total() {
            return years.stream().map(Year::hours).reduce(CreditHours.ZERO, CreditHours::plus);
        }

        public long missing() {
            return years.stream().filter(Year::isMissing).count();
        }

        /** Whether each year is validated and met, or asks nothing. */
        public Verdict verdict() {
            return Verdict.of(years.stream().map(it -> it.isMissing() ? Condition.of("validation.registration.validated", false, it.year())
                : Condition.of("validation.registration.year", it.counts(), it.year())).toList());
        }
    }

    private record Key(TeacherId teacher, int year) {}

    private record Found(String result, CreditHours hours) {}

    private final JdbcClient db;
    private final Years calendar;
    private final RegistrationCycles cycles;

    Registrations(JdbcClient db, Years calendar, RegistrationCycles cycles) {
        this.db = db;
        this.calendar = calendar;
        this.cycles = cycles;
    }

    /**
     * The last year of a cycle, whoever looks: the one that is asked for, or the last one that is over.
     *
     * @throws org.xingtan.platform.Problem 400 for no year of ours
     */
    int last(@Nullable Integer asked) {
        return asked == null ? calendar.current() - 1 : calendar.of(asked);
    }

    /** The cycle of those who count in a unit, or below it. @param unit null for none */
    RegistrationCycle cycle(@Nullable OrganizationCard unit, int last) {
        return cycles.of(unit, last);
    }

    /** Somebody's, in the cycle of where he counts. */
    Registration of(PersonCard person, int last) {
        return of(List.of(person), cycle(person.organization(), last), last).getFirst();
    }

    /** @param last year of the cycle */
    List<Registration> of(Collection<PersonCard> people, RegistrationCycle cycle, int last) {
        var found = read(people, cycle.first(last), last);
        return people.stream().map(person -> new Registration(person, IntStream.rangeClosed(cycle.first(last), last)
            .mapToObj(year -> year(person, year, found)).toList(), cycle, calendar.current())).toList();
    }

    private static Registration.Year year(PersonCard person, int year, Map<Key, Found> found) {
        var its = found.get(new Key(person.id(), year));
        var before = person.hiredOn() != null && person.hiredOn().getYear() > year;
        var result = its == null || its.result.isEmpty() ? null : Result.valueOf(its.result);
        return new Registration.Year(year, result, its == null ? CreditHours.ZERO : its.hours, before && result == null);
    }

    private Map<Key, Found> read(Collection<PersonCard> people, int first, int last) {
        var found = new HashMap<Key, Found>();
        db.sql("""
                select d.teacher_id, d.year, d.result, (f.facts -> 'total' ->> 'have')::numeric as hours
                  from validation.dossier d
                  join validation.frozen f on f.teacher_id = d.teacher_id and f.year = d.year and f.version = d.version
                 where d.teacher_id = any (:teachers) and d.year between :first and :last
                 union all
                select e.teacher_id, e.year, '', sum(e.credited)
                  from ledger.entry_card e
                 where e.teacher_id = any (:teachers) and e.year between :first and :last
                   and not exists (select from validation.dossier d where d.teacher_id = e.teacher_id and d.year = e.year and d.state = 'VALIDATED')
                 group by e.teacher_id, e.year
                """)
            .param("teachers", TeacherId.array(people.stream().map(PersonCard::id).toList())).param("first", first).param("last", last)
            .query(row -> {
                found.put(new Key(new TeacherId(row.getObject(1, UUID.class)), row.getInt(2)), new Found(row.getString(3), new CreditHours(row.getBigDecimal(4))));
            });
        return found;
    }
}
