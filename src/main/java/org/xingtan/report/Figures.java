package org.xingtan.report;

import java.util.Map;
import org.xingtan.platform.CreditHours;
import org.xingtan.tally.Measure;

/**
 * What is counted of a unit's people in one program, or in several together: then each person counts once per program.
 *
 * @param inService everybody in current service, whom the audience includes or leaves out
 */
public record Figures(long inService, long eligible, long enrolled, long started, long completed, long certified, CreditHours hours) {

    static final Figures NONE = of(Map.of());

    static Figures of(Map<Measure, Long> counted) {
        return new Figures(counted.getOrDefault(Measure.IN_SERVICE, 0L), counted.getOrDefault(Measure.ELIGIBLE, 0L),
            counted.getOrDefault(Measure.ENROLLED, 0L), counted.getOrDefault(Measure.STARTED, 0L),
            counted.getOrDefault(Measure.COMPLETED, 0L), counted.getOrDefault(Measure.CERTIFIED, 0L),
            CreditHours.ofHundredths(counted.getOrDefault(Measure.HOURS, 0L)));
    }

    long of(Measure measure) {
        return switch (measure) {
            case IN_SERVICE -> inService;
            case ELIGIBLE -> eligible;
            case ENROLLED -> enrolled;
            case STARTED -> started;
            case COMPLETED -> completed;
            case CERTIFIED -> certified;
            case HOURS -> hours.hundredths();
            // Of lines of a year, never of a program.
            case ASKED, MET -> 0;
        };
    }

    boolean isEmpty() {
        return inService == 0 && eligible == 0 && enrolled == 0;
    }

    /** Where a place or an admission decides: who takes part is who should, and nobody else is asked about. */
    Figures ofThoseWhoTakePart() {
        return new Figures(enrolled, enrolled, enrolled, started, completed, certified, hours);
    }

    /** In service, and not in the audience. */
    public long outside() {
        return Math.max(0, inService - eligible);
    }

    /** Of those who should take part, how many have completed. */
    public Rate completion() {
        return Rate.of(completed, eligible, outside());
    }
}
