package org.xingtan.enrollment;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.xingtan.platform.TeacherId;

/**
 * Where people are on some days: told to whoever judges hours that somebody claims of the same days, and to whoever sees to the lessons of who is away.
 * Answered by whoever knows of it, for many people in one statement.
 */
public interface Whereabouts {

    /**
     * Where somebody is.
     *
     * @param cause what it is, the same however often it is asked: {@code study:018f…}
     * @param title of the training, the course or the event
     * @param hours between which he is there; null for all day
     * @param href  where it is shown to whoever is there and to whoever leads his unit
     */
    record At(String cause, String title, LocalDate first, LocalDate last, @Nullable Hours hours, String href) {

        public boolean touches(LocalDate from, LocalDate to) {
            return !last.isBefore(from) && !first.isAfter(to);
        }
    }

    /** A part of a day. */
    record Hours(LocalTime from, LocalTime to) {

        public boolean touches(Hours other) {
            return from.isBefore(other.to) && other.from.isBefore(to);
        }

        @Override
        public String toString() {
            return from + "–" + to;
        }
    }

    /** By what the causes begin of which this one tells: {@code study} of {@code study:018f…}. It stays the same; what begins otherwise is told by somebody else. */
    String kind();

    /**
     * Who {@link #bound has to be} where, as a statement for whoever reads it together with others: it asks for the people {@code :people} between the days {@code :from} and {@code :to}, and
     * answers as {@link #read} understands it. Empty where it cannot be said in one.
     */
    default Optional<String> statement() {
        return Optional.empty();
    }

    /** A row of {@link #statement}: {@code cause}, {@code title}, {@code first}, {@code last}, {@code begins} and {@code ends} or null, {@code href}. */
    static At read(ResultSet row) throws SQLException {
        var begins = row.getObject("begins", LocalTime.class);
        return new At(row.getString("cause"), row.getString("title"), row.getObject("first", LocalDate.class), row.getObject("last", LocalDate.class),
            begins == null ? null : new Hours(begins, row.getObject("ends", LocalTime.class)), row.getString("href"));
    }

    /** The answer to such a statement about some people. */
    static Map<TeacherId, List<At>> ask(JdbcClient db, String statement, Collection<TeacherId> people, LocalDate from, LocalDate to) {
        return db.sql(statement).param("people", TeacherId.array(people)).param("from", from).param("to", to)
            .query((row, _) -> Map.entry(new TeacherId(row.getObject("teacher_id", UUID.class)), read(row))).list().stream()
            .collect(Collectors.groupingBy(Map.Entry::getKey, Collectors.mapping(Map.Entry::getValue, Collectors.toList())));
    }

    /** Between these days, with both of them. Those who are nowhere are left out. */
    Map<TeacherId, List<At>> between(Collection<TeacherId> people, LocalDate from, LocalDate to);

    /** Where people have to be of their own. Whoever was at something to which everybody is asked was there, and is away from nothing. */
    default Map<TeacherId, List<At>> bound(Collection<TeacherId> people, LocalDate from, LocalDate to) {
        return between(people, from, to);
    }

    /** The same of several units, in one statement where many are asked for at once. @param paths of the units; those to whose people nothing is said may be left out */
    default Map<String, List<At>> ofEverybody(Set<String> paths, LocalDate from, LocalDate to) {
        return paths.stream().collect(Collectors.toMap(Function.identity(), it -> ofEverybody(it, from, to)));
    }

    /** To what everybody of a unit is asked between these days. @param path of the unit */
    default List<At> ofEverybody(String path, LocalDate from, LocalDate to) {
        return List.of();
    }
}
