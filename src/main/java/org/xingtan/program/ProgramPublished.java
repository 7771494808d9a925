package org.xingtan.program;

import org.xingtan.platform.ProgramId;

/** A program has been published. */
public record ProgramPublished(ProgramId program) {}
