package org.xingtan.simulation;

import org.xingtan.platform.TeacherId;

/** Somebody for whom a draft would change something. */
public record SimulatedPerson(TeacherId teacher, String name, String unit) {}
