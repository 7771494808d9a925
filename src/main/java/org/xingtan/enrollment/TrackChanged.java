package org.xingtan.enrollment;

import org.xingtan.program.ProgramDetail;

/** Told in the same transaction when a participant has another track: completion and certificate are judged again. */
public interface TrackChanged {

    void trackChanged(ProgramDetail program, Participation participation);
}
