package org.xingtan.enrollment;

import java.util.stream.Stream;
import org.springframework.stereotype.Component;
import org.xingtan.platform.persistence.CopyIn;

/** Fills participations by the hundred thousand; figures are loaded beside it by whoever loads. */
@Component
public class LoadParticipations {

    private final CopyIn copy;

    LoadParticipations(CopyIn copy) {
        this.copy = copy;
    }

    /** @return how many were loaded */
    public long load(Stream<Participation> participations) {
        return copy.copy("enrollment.participation (teacher_id, program_id, id, track, organization_id, joined_at, started_at)", rows ->
            participations.forEach(it -> rows.add(it.teacher(), it.program(), it.id(), it.track(), it.organization(), it.joinedAt(), it.startedAt())));
    }
}
