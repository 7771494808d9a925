package org.xingtan.selection;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.xingtan.platform.Actor;
import org.xingtan.platform.CreditHours;
import org.xingtan.platform.calendar.Clocks;
import org.xingtan.testing.Cast;
import org.xingtan.testing.XingtanTest;

/** When a chosen course meets stands in the calendar of who has a place in it. */
@XingtanTest
class MeetingClocksTests {

    @Autowired Offered offered;
    @Autowired OfferProgram offer;
    @Autowired ChoosePlace choose;
    @Autowired List<Clocks> clocks;
    @Autowired Cast cast;
    @Autowired Clock clock;
    @Autowired MockMvcTester mvc;

    @Test
    void eachMeetingOfAChosenCourseIsAClockOfItsOwnUntilItIsGivenBack() {
        var county = cast.county();
        var school = cast.school(county);
        var term = offered.term(county, 3);
        var noon = clock.instant().truncatedTo(ChronoUnit.HOURS).plus(Duration.ofDays(9));
        var meetings = new Meetings(List.of(new Meetings.Meeting(noon, noon.plusSeconds(7200)), new Meetings.Meeting(noon.plus(Duration.ofDays(7)), noon.plus(Duration.ofDays(7)).plusSeconds(7200))));
        var offering = offer.offer(new OfferProgram.Definition(term, offered.program(county), null, null, "PROFESSIONAL", CreditHours.of("4.00"), BigDecimal.ZERO, 1, 1, meetings));
        var taker = cast.actor(cast.teacher(school));
        var waits = cast.actor(cast.teacher(school));
        choose.choose(taker, offering);
        choose.choose(waits, offering);

        assertThat(of(taker)).extracting(Clocks.Clock::opens).containsExactly(noon, noon.plus(Duration.ofDays(7)));
        assertThat(of(taker)).extracting(Clocks.Clock::id).doesNotHaveDuplicates();
        assertThat(of(taker).getFirst()).satisfies(it -> {
            assertThat(it.closes()).isEqualTo(noon.plusSeconds(7200));
            assertThat(it.kind()).isEqualTo("selection.clock.meeting");
            assertThat(it.changedAt()).isNotNull();
            assertThat(mvc.get().uri(it.href()).with(Cast.as(taker)).exchange()).hasStatusOk();
        });
        assertThat(of(waits)).isEmpty();

        choose.giveBack(taker, offering);
        assertThat(of(taker)).isEmpty();
        assertThat(of(waits)).hasSize(2);
    }

    private List<Clocks.Clock> of(Actor actor) {
        return clocks.stream().flatMap(it -> it.of(actor.teacher(), Instant.EPOCH).stream()).filter(it -> it.kind().equals("selection.clock.meeting")).toList();
    }
}
