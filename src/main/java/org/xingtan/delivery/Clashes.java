package org.xingtan.delivery;

import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.xingtan.enrollment.Whereabouts;
import org.xingtan.enrollment.Whereabouts.At;
import org.xingtan.enrollment.Whereabouts.Hours;
import org.xingtan.platform.TeacherId;

/**
 * Where else people of a session have to be at its hours: at sessions of other trainings, and where those say who admit, offer and invite. It is asked anew each time, and refuses nothing: who was put
 * on it since, and what was set elsewhere since, is among it.
 */
@Component
class Clashes {

    private static final Comparator<At> ORDER = Comparator.comparing((At it) -> it.hours() == null ? "" : it.hours().toString()).thenComparing(At::title).thenComparing(At::cause);

    private final JdbcClient db;
    private final Trainings trainings;
    private final Participants participants;
    private final ObjectProvider<Whereabouts> known;

    Clashes(JdbcClient db, Trainings trainings, Participants participants, ObjectProvider<Whereabouts> known) {
        this.db = db;
        this.trainings = trainings;
        this.participants = participants;
        this.known = known;
    }

    /** A session of another training on that day. @param away whether somebody is known to be away from it */
    private record Other(UUID training, At at, boolean away) {

        /** Whether it stands instead of the bare day or meeting that it fills. */
        boolean fills(At bare) {
            return isOf(bare, training) && (bare.hours() == null || bare.hours().touches(at.hours()));
        }
    }

    private static boolean isOf(At bare, UUID training) {
        return bare.cause().equals("application:" + training) || bare.cause().equals("selection:" + training);
    }

    /** What somebody's own clash with, as long as he takes part. */
    List<At> of(TeacherId teacher, Session session) {
        return participants.pathOf(teacher, session.training()).map(path -> of(session, Map.of(teacher, path))).flatMap(it -> it.values().stream().findFirst()).orElse(List.of());
    }

    /** Those who have to be nowhere else are left out; nobody clashes with what does not take place any more. @param paths of the units in which people count */
    Map<TeacherId, List<At>> of(Session session, Map<TeacherId, String> paths) {
        if (!session.isPlanned() || paths.isEmpty()) {
            return Map.of();
        }
        var day = session.day();
        var hours = new Hours(session.starts(), session.ends());
        var others = others(session, paths.keySet());
        var bare = known.stream().map(it -> it.between(paths.keySet(), day, day)).toList();
        var invited = known.stream().map(it -> it.ofEverybody(Set.copyOf(paths.values()), day, day)).toList();
        var found = new LinkedHashMap<TeacherId, List<At>>();
        paths.forEach((teacher, path) -> {
            var his = others.getOrDefault(teacher, List.of());
            var elsewhere = Stream.of(bare.stream().flatMap(it -> it.getOrDefault(teacher, List.of()).stream()), invited.stream().flatMap(it -> it.getOrDefault(path, List.of()).stream()))
                .flatMap(it -> it).filter(it -> !isOf(it, session.training()) && his.stream().noneMatch(other -> other.fills(it)));
            var clashing = Stream.concat(his.stream().filter(it -> !it.away).map(Other::at), elsewhere).filter(it -> it.hours() == null || it.hours().touches(hours)).distinct().sorted(ORDER).toList();
            if (!clashing.isEmpty()) {
                found.put(teacher, clashing);
            }
        });
        return found;
    }

    /** Sessions of other trainings of theirs on that day; none of a training that was called off. */
    private Map<TeacherId, List<Other>> others(Session session, Collection<TeacherId> people) {
        var all = db.sql(Sessions.SELECT.replaceFirst("select ", "select p.teacher_id, exists (select from delivery.attendance a where a.teacher_id = p.teacher_id and a.session_id = s.id and a.state in ('EXCUSED', 'ABSENT')) as away, ") + """
                  join delivery.participant_card p on p.training_id = s.training_id and p.teacher_id = any (:people)
                 where s.day = :day and s.training_id <> :training and s.state <> 'CANCELED'
                 order by s.starts, s.id
                """)
            .param("day", session.day()).param("training", session.training()).param("people", TeacherId.array(people))
            .query((row, _) -> new Found(new TeacherId(row.getObject("teacher_id", UUID.class)), Sessions.session(row), row.getBoolean("away"))).list();
        var held = all.stream().map(it -> it.session.training()).distinct().flatMap(it -> trainings.find(it).stream()).collect(Collectors.toMap(Training::id, Function.identity()));
        return all.stream().filter(it -> held.containsKey(it.session.training()) && held.get(it.session.training()).holds(it.session))
            .collect(Collectors.groupingBy(Found::teacher, Collectors.mapping(it -> it.other(held.get(it.session.training())), Collectors.toList())));
    }

    private record Found(TeacherId teacher, Session session, boolean away) {

        Other other(Training training) {
            return new Other(training.id(), new At("delivery:" + session.id(), training.title() + " · " + session.topic(), session.day(), session.day(),
                new Hours(session.starts(), session.ends()), "/delivery/sessions/" + session.id()), away);
        }
    }
}
