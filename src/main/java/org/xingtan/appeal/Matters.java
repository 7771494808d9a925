package org.xingtan.appeal;

import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.xingtan.messaging.Outgoing;
import org.xingtan.messaging.Send;
import org.xingtan.platform.Actor;
import org.xingtan.platform.NotFound;
import org.xingtan.platform.TeacherId;

/** The matters by their kind. */
@Component
class Matters {

    private final Map<Appeal.Kind, Matter> byKind = new EnumMap<>(Appeal.Kind.class);

    private final Send send;

    Matters(List<Matter> matters, Send send) {
        this.send = send;
        matters.forEach(matter -> byKind.put(matter.kind(), matter));
    }

    Matter of(Appeal.Kind kind) {
        return byKind.get(kind);
    }

    /** All references of the same thing. */
    Set<UUID> same(Appeal appeal) {
        var same = new HashSet<>(of(appeal.kind()).same(appeal.teacher(), appeal.reference()));
        same.add(appeal.reference());
        return same;
    }

    /**
     * Whose acts it is about, and who so does not decide.
     *
     * @param about as it is by now: since the appeal was filed somebody else may have done it anew
     */
    Set<TeacherId> acted(Appeal appeal, @Nullable Subject about) {
        var acted = new HashSet<>(of(appeal.kind()).acted(appeal.teacher(), appeal.reference()));
        if (appeal.contestedBy() != null) {
            acted.add(appeal.contestedBy());
        }
        if (about != null && about.contestedBy() != null) {
            acted.add(about.contestedBy());
        }
        return acted;
    }

    /** @throws NotFound unless it is the person's */
    Subject subject(TeacherId teacher, Appeal.Kind kind, UUID reference) {
        return of(kind).find(teacher, reference).orElseThrow(() -> new NotFound(reference));
    }

    /**
     * Writes what is granted to where it belongs, as long as something can come of it, and tells the person what was decided.
     *
     * @return why nothing came of it; null where it did, or was not granted
     */
    @Nullable String conclude(Actor actor, Appeal appeal, Appeal.State decision, Matter.Remedy remedy) {
        var granted = decision == Appeal.State.GRANTED;
        var late = granted ? of(appeal.kind()).tooLate(appeal.teacher(), appeal.reference()) : null;
        if (granted && late == null) {
            of(appeal.kind()).grant(actor, appeal, remedy);
        }
        send.to(appeal.teacher(), Outgoing.official("appeal.decided", "appeal:" + appeal.id() + ":" + appeal.level(),
            "appeal.told." + (late != null ? "late." + late : granted ? "granted" : "rejected") + ".", appeal.subject(), remedy.reason())
            .leadingTo("/appeals/" + appeal.id()));
        return late;
    }

    /** What a person may appeal against; kinds of which there is nothing are left out. */
    Map<Appeal.Kind, List<Subject>> offered(TeacherId teacher) {
        var offered = new EnumMap<Appeal.Kind, List<Subject>>(Appeal.Kind.class);
        byKind.forEach((kind, matter) -> {
            var some = matter.of(teacher);
            if (!some.isEmpty()) {
                offered.put(kind, some);
            }
        });
        return offered;
    }
}
