package org.xingtan.census;

import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;

/**
 * What a unit has declared.
 *
 * @param number counts the unit's declarations
 * @param on     the day it is true for
 * @param by     who declared it
 */
public record Declaration(UUID id, int number, LocalDate on, Instant at, String by) {}
