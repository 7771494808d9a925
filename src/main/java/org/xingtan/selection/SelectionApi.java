package org.xingtan.selection;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.math.BigDecimal;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.xingtan.platform.Actor;
import org.xingtan.platform.Window;
import org.xingtan.platform.web.Dates;
import org.xingtan.platform.web.FrequentPost;
import org.xingtan.platform.web.Page;
import tools.jackson.databind.json.JsonMapper;

/** Terms, offerings and places, for other systems. */
@RestController
@RequestMapping("/api/v1")
class SelectionApi {

    record WindowJson(String kind, String opens, String closes) {

        static List<WindowJson> of(List<Window> windows) {
            return windows.stream().map(it -> new WindowJson(it.kind().name(), Dates.rfc3339(it.opens()), Dates.rfc3339(it.closes()))).toList();
        }
    }

    record TermJson(String id, String code, String title, int most, List<WindowJson> windows) {}

    /** @param mine {@code SELECTED}, {@code WAITING} or null */
    record OfferingJson(String id, String title, String program, String category, String hours, String price, int places, int taken, int waiting,
                        @Nullable String mine, List<WindowJson> windows) {}

    /** Nothing to say: the address says it all. */
    record Request() {}

    /** @param position among those who wait, from 1; absent for who has a place */
    record ChoiceJson(String state, @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Integer position) {}

    /** Choosing: in the minute in which a term opens, nothing comes more often. */
    @Component
    static class Choosing extends FrequentPost<Request> {

        private final ChoosePlace choose;

        Choosing(ChoosePlace choose, JsonMapper json) {
            super("/api/v1/offerings/{id}/selection", Request.class, json);
            this.choose = choose;
        }

        @Override
        protected Answered answer(Actor actor, String id, Request request) {
            var answer = choose.choose(actor, OfferingId.of(id));
            return new Answered(answer.changed() ? 201 : 200, new ChoiceJson(String.valueOf(answer.state()), answer.position() == 0 ? null : answer.position()));
        }

        /** Giving back is a controller's. */
        @Override
        protected Set<String> others() {
            return Set.of("DELETE");
        }
    }

    private final Market market;
    private final ChoosePlace choose;

    SelectionApi(Market market, ChoosePlace choose) {
        this.market = market;
        this.choose = choose;
    }

    @GetMapping("/terms")
    Page<TermJson> terms(Actor actor, @RequestParam(required = false) @Nullable Integer limit, @RequestParam(required = false) @Nullable String cursor) {
        return Page.part(market.terms(actor), SelectionApi::place, term -> term.id().toString(), limit, cursor)
            .map(term -> new TermJson(term.id().toString(), term.code(), term.title().chinese(), term.most(), WindowJson.of(term.windows())));
    }

    /** Whichever opens last comes first. */
    private static String place(Term term) {
        return "%020d".formatted(Long.MAX_VALUE - term.latest().getEpochSecond());
    }

    @GetMapping("/terms/{id}/offerings")
    Page<OfferingJson> offerings(Actor actor, @PathVariable String id, @RequestParam(required = false) @Nullable String q,
                                 @RequestParam(required = false) @Nullable String category, @RequestParam(defaultValue = "false") boolean free,
                                 @RequestParam(required = false) @Nullable BigDecimal hours,
                                 @RequestParam(required = false) @Nullable String limit, @RequestParam(required = false) @Nullable String cursor) {
        var term = market.term(actor, TermId.of(id));
        return market.rows(actor, term, new Market.Question(q, category, free, null, null, hours, Market.Sort.OFFERED), cursor, Page.limit(Page.number(limit))).map(row -> json(row, term));
    }

    @DeleteMapping("/offerings/{id}/selection")
    ResponseEntity<Void> giveBack(Actor actor, @PathVariable String id) {
        choose.giveBack(actor, OfferingId.of(id));
        return ResponseEntity.noContent().build();
    }

    private static OfferingJson json(Market.Row row, Term term) {
        var offering = row.offering();
        var seats = offering.seats();
        var mine = row.mine();
        return new OfferingJson(offering.id().toString(), row.title(), offering.program().toString(), offering.category(), offering.hours().toString(),
            offering.price().setScale(2, java.math.RoundingMode.UNNECESSARY).toPlainString(), seats.places(), seats.taken(), seats.waiting(),
            mine == null ? null : mine.state().name(), WindowJson.of(term.windows()));
    }
}
