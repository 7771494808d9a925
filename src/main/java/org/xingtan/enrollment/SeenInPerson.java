package org.xingtan.enrollment;

import java.util.Collection;
import java.util.Set;
import org.xingtan.platform.ProgramId;
import org.xingtan.platform.TeacherId;

/** Who was there in person at something of a program: asked before somebody is said not to have come. Implemented by whoever keeps attendance; as long as nobody does, nobody was seen. */
public interface SeenInPerson {

    /** @return those of them who were */
    Set<TeacherId> seen(ProgramId program, Collection<TeacherId> people);
}
