package org.xingtan.appeal;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.xingtan.platform.NotFound;
import org.xingtan.platform.TeacherId;

/** The matters by their kind. */
@Component
class Matters {

    private final Map<Appeal.Kind, Matter> byKind = new EnumMap<>(Appeal.Kind.class);

    Matters(List<Matter> matters) {
        matters.forEach(matter -> byKind.put(matter.kind(), matter));
    }

    Matter of(Appeal.Kind kind) {
        return byKind.get(kind);
    }

    /** @throws NotFound unless it is the person's */
    Subject subject(TeacherId teacher, Appeal.Kind kind, UUID reference) {
        return of(kind).find(teacher, reference).orElseThrow(() -> new NotFound(reference));
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
