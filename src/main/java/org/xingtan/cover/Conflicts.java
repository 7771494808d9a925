package org.xingtan.cover;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.xingtan.platform.Condition;
import org.xingtan.platform.TeacherId;

/** What stands against taking somebody's lessons: being away oneself at that time, or taking those of another one. It is said before, and may be taken as it is. */
@Component
class Conflicts {

    /** @param code of the words @param other what he is away for, or whose lessons he takes @param cause of his being away; null where he takes lessons */
    record Conflict(String code, TeacherId cover, LocalDate day, String other, @Nullable String cause) {

        Condition condition(String name) {
            return Condition.of(code, false, day, name, other);
        }
    }

    private final Absences absences;
    private final Arrangements arrangements;
    private final Causes causes;

    Conflicts(Absences absences, Arrangements arrangements, Causes causes) {
        this.absences = absences;
        this.arrangements = arrangements;
        this.causes = causes;
    }

    /** For each of some people, were he to take these lessons. */
    List<Conflict> of(Collection<TeacherId> people, List<Away> taken) {
        if (taken.isEmpty() || people.isEmpty()) {
            return List.of();
        }
        var first = taken.stream().map(Away::day).min(LocalDate::compareTo).orElseThrow();
        var last = taken.stream().map(Away::day).max(LocalDate::compareTo).orElseThrow();
        var away = absences.of(people, first, last).stream().filter(own -> taken.stream().anyMatch(own::clashesWith))
            .map(own -> new Conflict("cover.conflict.away", own.teacher(), own.day(), own.title(), own.cause()));
        var promised = causes.of(arrangements.coveredBy(people, first, last)).stream().filter(Causes.Judged::holds)
            .filter(it -> taken.stream().noneMatch(it.arrangement().key()::isOf) && taken.stream().anyMatch(Objects.requireNonNull(it.away())::clashesWith))
            .map(it -> new Conflict("cover.conflict.covers", Objects.requireNonNull(it.arrangement().cover()).id(), it.arrangement().day(), it.arrangement().key().who().name(), null));
        return Stream.concat(away, promised).toList();
    }

    /** For what he is away himself on one of the days. */
    static List<String> causes(List<Conflict> all, LocalDate day) {
        return all.stream().filter(it -> it.day.equals(day)).flatMap(it -> Stream.ofNullable(it.cause)).sorted().toList();
    }

    /** Whoever accepts them accepts these, and no others that have come up meanwhile. */
    static String key(List<Conflict> all) {
        return UUID.nameUUIDFromBytes(all.stream().map(it -> it.code + it.cover + it.day + it.other).sorted().toList().toString().getBytes(StandardCharsets.UTF_8)).toString();
    }
}
