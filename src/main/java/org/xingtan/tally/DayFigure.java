package org.xingtan.tally;

import java.time.LocalDate;

/** What one day added to a figure, in the time of China. */
public record DayFigure(LocalDate day, Figure figure) {}
