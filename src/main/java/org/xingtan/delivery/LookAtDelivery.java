package org.xingtan.delivery;

import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.xingtan.platform.Actor;
import org.xingtan.platform.NotFound;
import org.xingtan.platform.Problem;
import org.xingtan.platform.TeacherId;
import org.xingtan.platform.Uuids;
import org.xingtan.platform.web.Page;

/** What whoever keeps trainings in person looks at. */
@Component
class LookAtDelivery {

    private static final int AT_ONCE = 50;

    private final DeliveryScope scope;
    private final Trainings trainings;
    private final Sessions sessions;
    private final Hours hours;
    private final Present present;
    private final Clock clock;

    /** Who was there, of whom, who asked not to be, and who has to be elsewhere. */
    @Component
    record Present(Attendances attendances, Participants participants, Leaves leaves, Clashes clashes) {}

    LookAtDelivery(DeliveryScope scope, Trainings trainings, Sessions sessions, Hours hours, Present present, Clock clock) {
        this.scope = scope;
        this.trainings = trainings;
        this.sessions = sessions;
        this.hours = hours;
        this.present = present;
        this.clock = clock;
    }

    /** The newest first. @throws NotFound for whoever keeps nothing and gives nothing */
    DeliveryView.Overview overview(Actor actor, @Nullable String after) {
        var programs = scope.programs(actor);
        var given = scope.given(actor);
        if (programs.isEmpty() && given.isEmpty()) {
            throw new NotFound("delivery");
        }
        var found = trainings.kept(programs, given, last(Page.decode(after)), AT_ONCE + 1);
        var figures = sessions.figures(found.stream().map(Training::id).toList());
        return new DeliveryView.Overview(Page.of(found.stream().map(it -> new DeliveryView.Row(it, figures.getOrDefault(it.id(), DeliveryView.Figures.NONE))).toList(), AT_ONCE,
            it -> it.training().id().toString()));
    }

    private static @Nullable UUID last(@Nullable String key) {
        try {
            return key == null ? null : Uuids.parse(key);
        } catch (NotFound e) {
            throw new Problem(400, "error.cursor");
        }
    }

    /** @throws NotFound when it is none that the actor keeps */
    DeliveryView.OneTraining training(Actor actor, UUID id) {
        var training = scope.require(actor, id);
        var all = sessions.of(id);
        var missing = KeepSessions.missing(training, all, "", clock.instant());
        return new DeliveryView.OneTraining(training, all, sessions.figures(List.of(id)).getOrDefault(id, DeliveryView.Figures.NONE), present.participants.of(training, List.of()).size(),
            training.isCall() ? present.attendances.missing(training) : List.of(),
            hours.bound(training), Session.sum(all), missing.size(), !missing.stream().allMatch(Session::isSetBefore), Uuids.next());
    }

    /** Three numbers however many people there are: it is asked for every few seconds. @throws NotFound when it is of none that the actor keeps */
    DeliveryView.Screen screen(Actor actor, UUID id) {
        var session = sessions.find(id).orElseThrow(() -> new NotFound(id));
        return new DeliveryView.Screen(scope.require(actor, session.training()), session, present.attendances.there(session));
    }

    /** @throws NotFound when it is of none that the actor keeps */
    DeliveryView.OneSession session(Actor actor, UUID id) {
        var session = sessions.find(id).orElseThrow(() -> new NotFound(id));
        var training = scope.require(actor, session.training());
        var said = present.attendances.of(id);
        var of = said.stream().collect(Collectors.toMap(Attendance::teacher, Function.identity()));
        var leaves = present.leaves.of(id);
        var asked = leaves.stream().collect(Collectors.toMap(Leave::teacher, Function.identity()));
        var all = present.participants.of(training, List.of(id));
        var people = all.stream().map(it -> new DeliveryView.Person(it.teacher(), it.name(), it.unitName(), it.takesPart(), it.hadToBeAt(session), of.get(it.teacher()),
            asked.get(it.teacher()), session.isPlanned() && !it.teacher().equals(actor.teacher()))).toList();
        return new DeliveryView.OneSession(training, session, people, clashes(session, all, of, scope.isInCharge(actor, training)), CloseSession.verdict(
            new CloseSession.Said(session, training, sessions.of(training.id()), hours.bound(training), said, leaves, all), clock.instant()));
    }

    /** In the order of the people; of whom it is said that he is not there he may be elsewhere. */
    private List<DeliveryView.Clash> clashes(Session session, List<Participants.Participant> all, Map<TeacherId, Attendance> said, boolean inFull) {
        var meant = all.stream().filter(it -> it.takesPart() && (!said.containsKey(it.teacher()) || said.get(it.teacher()).state().isThere())).toList();
        var found = present.clashes.of(session, meant.stream().collect(Collectors.toMap(Participants.Participant::teacher, Participants.Participant::path)));
        return meant.stream().flatMap(person -> found.getOrDefault(person.teacher(), List.of()).stream()
            .map(at -> new DeliveryView.Clash(person.teacher(), person.name(), person.unitName(), inFull ? at.title() : null, at.hours() == null ? "" : at.hours().toString()))).toList();
    }
}
