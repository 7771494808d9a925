package org.xingtan.standing;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.xingtan.directory.People;
import org.xingtan.directory.PersonCard;
import org.xingtan.ledger.CountedYears;
import org.xingtan.platform.Access;
import org.xingtan.platform.Actor;
import org.xingtan.platform.NotFound;
import org.xingtan.platform.OrganizationId;
import org.xingtan.platform.Scope;
import org.xingtan.platform.Task;
import org.xingtan.platform.TeacherId;

/**
 * Somebody as an actor may see him, year by year: a year that is over belongs to the unit in which it has counted him, wherever he is since,
 * and every other year to the unit he is in.
 *
 * @param person  with nothing newer than those years when he has left the actor's units
 * @param counted by the years that are over
 */
record PersonInYears(PersonCard person, @Nullable String path, Map<Integer, Place> counted, Scope views, Scope decides, int current, boolean isHimself) {

    /** How many years pages offer. */
    private static final int OFFERED = 4;

    /** The unit that has counted him in a year, and where it lies; and the path of the authority that asked him then. */
    record Place(OrganizationId unit, String path, @Nullable String authority) {

        /** When the unit lies elsewhere since, that authority alone still decides on the year. */
        @Nullable String beforeMove() {
            return authority == null || new Scope(List.of(authority)).contains(path) ? null : authority;
        }
    }

    /** Finds them. */
    @Component
    record Finder(Access access, People people, JdbcClient db, Years years) implements CountedYears {

        @Override
        public List<Counted> of(TeacherId teacher) {
            return counted(teacher).entrySet().stream().map(it -> new Counted(it.getKey(), it.getValue().unit,
                Stream.of(it.getValue().path, it.getValue().beforeMove()).filter(Objects::nonNull).toList())).toList();
        }

        /** @throws NotFound when the person is none of the actor's in that year */
        PersonInYears of(Actor actor, TeacherId teacher, int year) {
            var person = people.find(teacher).orElseThrow(() -> new NotFound(teacher));
            var views = access.scope(actor, Task.VIEW_STATISTICS);
            var path = person.path();
            var seen = new PersonInYears(path != null && views.contains(path) ? person : elsewhere(person), path, counted(teacher), views,
                access.scope(actor, Task.CORRECT_HOURS), years.current(), actor.teacher().equals(teacher));
            if (!seen.isSeen(year)) {
                throw new NotFound(teacher);
            }
            return seen;
        }

        private Map<Integer, Place> counted(TeacherId teacher) {
            var counted = new HashMap<Integer, Place>();
            db.sql("""
                    select s.year, o.id, o.path::text, a.path::text
                      from standing.state s
                      join directory.organization_card o on o.id = s.organization_id
                      left join directory.organization_card a on a.id = s.jurisdiction
                     where s.teacher_id = :teacher and s.year < :current
                    """)
                .param("teacher", teacher.value()).param("current", years.current())
                .query(row -> {
                    counted.put(row.getInt(1), new Place(new OrganizationId(row.getObject(2, UUID.class)), row.getString(3), row.getString(4)));
                });
            return counted;
        }

        /** Where somebody is now, and how to reach him, is not the business of a unit he has left. */
        private static PersonCard elsewhere(PersonCard person) {
            return new PersonCard(person.id(), person.name(), person.documentMasked(), null, person.realName(), null, null, null, null, List.of(), null, false);
        }
    }

    /** Of the unit he belongs to in that year, or of the authority that asked him in it when that unit lies elsewhere since. */
    Optional<String> path(int year) {
        return beforeMove(year).or(() -> unit(year));
    }

    private Optional<String> unit(int year) {
        var his = counted.get(year);
        return Optional.ofNullable(his == null ? path : his.path);
    }

    private Optional<String> beforeMove(int year) {
        return Optional.ofNullable(counted.get(year)).map(Place::beforeMove);
    }

    boolean isSeen(int year) {
        return unit(year).filter(views::contains).isPresent() || beforeMove(year).filter(views::contains).isPresent();
    }

    /** Whether he is in one of the actor's units now. */
    boolean isHere() {
        return person.organization() != null;
    }

    /** Those that pages offer and the actor may see, the newest first. */
    List<Integer> years() {
        return IntStream.range(0, OFFERED).mapToObj(ago -> current - ago).filter(this::isSeen).toList();
    }

    /** Whether the actor is an authority above the unit of that year: nobody decides about himself, no unit about its own people. */
    boolean mayDecide(int year) {
        return !isHimself && beforeMove(year).map(decides::contains)
            .orElseGet(() -> unit(year).filter(it -> decides.contains(it) && !decides.beginsAt(it)).isPresent());
    }
}
