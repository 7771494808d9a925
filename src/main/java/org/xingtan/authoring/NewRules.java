package org.xingtan.authoring;

import org.xingtan.platform.ProgramId;

/** Told in the same transaction when rules come out. A module above implements it and judges whoever meets them already. */
public interface NewRules {

    void published(ProgramId program, int version);

    /** Whether somebody may still be granted something by rules that are out. */
    boolean isUnderWay(ProgramId program);
}
