package org.xingtan.selection;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.xingtan.platform.Condition;
import org.xingtan.platform.CreditHours;
import org.xingtan.platform.OrganizationId;
import org.xingtan.platform.ProgramId;
import org.xingtan.platform.Verdict;
import org.xingtan.program.CountEligible;
import org.xingtan.program.ProgramDetail;
import org.xingtan.program.Programs;

/** Use case: a published program is offered in a term with so many places. From then on people come into it by its places alone. */
@Service
public class OfferProgram {

    /**
     * What is offered.
     *
     * @param track         on which those who have a place take part; null where the program has only one
     * @param waitingPlaces how many may wait
     * @param meetings      when one has to be there
     */
    public record Definition(TermId term, ProgramId program, @Nullable String track, @Nullable OrganizationId provider, String category,
                             CreditHours hours, BigDecimal price, int places, int waitingPlaces, Meetings meetings) {

        /** What is learned at any time. */
        public static Definition online(TermId term, ProgramId program, String category, CreditHours hours, BigDecimal price, int places, int waitingPlaces) {
            return new Definition(term, program, null, null, category, hours, price, places, waitingPlaces, Meetings.NONE);
        }
    }

    private final Programs programs;
    private final Offerings offerings;
    private final CountEligible eligible;

    OfferProgram(Programs programs, Offerings offerings, CountEligible eligible) {
        this.programs = programs;
        this.offerings = offerings;
        this.eligible = eligible;
    }

    /** @throws org.xingtan.platform.Refused with every condition that is not met */
    @Transactional
    public OfferingId offer(Definition definition) {
        var program = programs.current(definition.program());
        var track = definition.track() == null && program.tracks().size() == 1 ? program.tracks().getFirst().code() : definition.track();
        Verdict.of(
            Condition.of("selection.offer.track", program.tracks().stream().anyMatch(it -> it.code().equals(track))),
            Condition.of("selection.offer.category", program.rules().credit().category().equals(definition.category()), definition.category())).orRefuse();
        var made = offerings.add(new Offering(OfferingId.next(), definition.term(), definition.program(), java.util.Objects.requireNonNull(track), definition.provider(),
            definition.category(), definition.hours(), definition.price(), definition.waitingPlaces(), definition.meetings(),
            new Offering.Seats(definition.places(), 0, 0, 0)));
        Verdict.of(Condition.of("selection.offer.once", made.isPresent())).orRefuse();
        if (program.isForAll()) {
            programs.admit(definition.program(), ProgramDetail.Admission.SELECTION);
            eligible.leaveOut(definition.program());
        }
        return made.orElseThrow();
    }
}
