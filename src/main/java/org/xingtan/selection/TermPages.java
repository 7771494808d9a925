package org.xingtan.selection;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.xingtan.platform.Actor;
import org.xingtan.platform.CreditHours;
import org.xingtan.platform.Localized;
import org.xingtan.platform.Verdict;
import org.xingtan.platform.web.Page;
import org.xingtan.program.ProgramDetail;
import org.xingtan.standing.Forecast;

/** Gathers what the pages of selection show. */
@Component
public class TermPages {

    /**
     * How the windows of a term stood when they were shown, and what its plan was looked at for.
     *
     * @param choosing whether places could be chosen
     * @param windows  their print; empty when nothing is known of it
     * @param year     whose gap the plan was to close; null where nobody has said so
     */
    public record Shown(boolean choosing, String windows, @Nullable Integer year) {

        static Shown of(Term term, Instant at, @Nullable Integer year) {
            return new Shown(term.isChoosing(at), term.print(at), year != null && term.years(at).size() > 1 && term.years(at).contains(year) ? year : null);
        }

        /** Whether they may look otherwise by now. Before an opening that is not asked: who waits for it may have the other clock. */
        boolean isOld(Shown now) {
            return !choosing || !equals(now);
        }

        private String query() {
            return "choosing=" + choosing + "&windows=" + windows + (year == null ? "" : "&year=" + year);
        }
    }

    /** A term in the list of terms. @param held places he has or waits for in it @param years in which its hours count */
    public record TermRow(Term term, int held, List<Integer> years) {}

    /**
     * The page of a term.
     *
     * @param mine       what he has and waits for
     * @param plans      where he will stand in each year in which its hours count
     * @param of         what it can be narrowed to
     * @param after      the cursor of the page before; null on the first
     * @param list       what is listed
     * @param shown      how its windows stand now
     */
    public record TermView(Term term, List<Market.Row> mine, List<Forecast> plans, Narrowed of, @Nullable String after, Listed list, Shown shown) {

        public String href() {
            return "/selection/terms/" + term.id();
        }

        /** All of it, whatever it was narrowed to. */
        public String all() {
            return href() + (shown.year == null ? "" : "?year=" + shown.year);
        }

        /** What is listed, by another question. */
        public String query(Market.Question asked, boolean open) {
            return href() + "?q=" + encoded(asked.search()) + (asked.category() == null ? "" : "&category=" + encoded(asked.category())) + (asked.free() ? "&free=true" : "")
                + (open ? "&open=true" : "") + (asked.provider() == null ? "" : "&provider=" + asked.provider()) + (asked.paid() == null ? "" : "&paid=" + asked.paid())
                + (asked.hours() == null ? "" : "&hours=" + asked.hours().toPlainString())
                + (asked.sort() == Market.Sort.OPEN ? "" : "&sort=" + asked.sort()) + (shown.year == null ? "" : "&year=" + shown.year);
        }

        /** This part of the list. */
        public String here() {
            return query(list.question, list.open);
        }

        /** What changes on the page while it is open. */
        public TermNow now() {
            return new TermNow(term, list.page.items(), list.closed, mine, shown, true);
        }

        private static String encoded(@Nullable String text) {
            return text == null ? "" : URLEncoder.encode(text, StandardCharsets.UTF_8);
        }
    }

    /**
     * What changes on the page of a term while it is open: places, positions, and what can be done.
     *
     * @param rows     of what is listed
     * @param closed   of these, what is not open to him
     * @param shown    how its windows stand now
     * @param opened   whether windows have opened, closed or moved since the page was shown, or may have
     */
    public record TermNow(Term term, List<Market.Row> rows, Set<OfferingId> closed, List<Market.Row> mine, Shown shown, boolean opened) {

        public boolean choosing() {
            return shown.choosing;
        }

        /** Whether places can be chosen, and he has fewer than one person may. */
        public boolean mayChooseMore() {
            return choosing() && mine.size() < term.most();
        }

        /** What would close the gap, of the year that was looked at before. */
        public String plan() {
            return "/selection/terms/" + term.id() + "/plan" + (shown.year == null ? "" : "?year=" + shown.year);
        }

        /** Where it is asked for again. */
        public String href() {
            return "/selection/terms/" + term.id() + "/seats?" + shown.query() + rows.stream()
                .map(it -> (closed.contains(it.offering().id()) ? "&closed=" : "&offering=") + it.offering().id()).collect(Collectors.joining());
        }

        /** How places of those that are listed can be taken. */
        public boolean offers(Market.Row row) {
            return row.isWaiting() || shown.choosing && (row.mine() != null || !closed.contains(row.offering().id()));
        }
    }

    /**
     * A part of what is offered in a term.
     *
     * @param open   whether only what is open to him is asked for
     * @param total  how many there are by the question on all pages; also of what is not open to him, which only looking at each could tell
     * @param closed of these, what is not open to him, apart from its places
     */
    public record Listed(Market.Question question, boolean open, int total, Page<Market.Row> page, Set<OfferingId> closed) {}

    public record Category(String code, Localized title) {}

    /** Of everything offered in a term: the categories by code, who gives it by name, and how many hours it can be. */
    public record Narrowed(List<Category> categories, List<Offerings.Provider> providers, List<CreditHours> hours) {}

    /** The page of an offering. */
    public record OfferingView(OfferingNow now, ProgramDetail program, Localized category) {

        public Market.Row row() {
            return now.row;
        }

        public Term term() {
            return now.term;
        }
    }

    /**
     * What changes on the page of an offering while it is open.
     *
     * @param verdict whether he could have a place now; null when he has one or waits
     * @param shown   how the windows of its term stand now
     * @param opened  whether windows have opened, closed or moved since the page was shown, or may have
     */
    public record OfferingNow(Market.Row row, Term term, @Nullable Verdict verdict, Shown shown, boolean opened) {

        public boolean choosing() {
            return shown.choosing;
        }

        /** Whether a place can be taken, given back, or waited for no longer. */
        public boolean offers() {
            return row.isWaiting() || shown.choosing && (verdict == null || verdict.met());
        }

        /** What whoever waits can hope for, as a key of the words for it. */
        public String hope(Instant at) {
            return "selection.you-wait." + (shown.choosing ? "how" : term.isOver(at) ? "over" : "between");
        }

        /** Where it is asked for again. */
        public String href() {
            return "/selection/offerings/" + row.offering().id() + "/now?" + shown.query();
        }
    }

    /** A telephone shows two at a time. */
    private static final int ON_A_PAGE = 20;

    private final Market market;
    private final Choices choices;
    private final OfferingAudience audience;
    private final YearPlan.Year year;
    private final YearPlan.Proposals proposals;
    private final Clock clock;

    TermPages(Market market, Choices choices, OfferingAudience audience, YearPlan.Year year, YearPlan.Proposals proposals, Clock clock) {
        this.market = market;
        this.choices = choices;
        this.audience = audience;
        this.year = year;
        this.proposals = proposals;
        this.clock = clock;
    }

    /** @param of only those whose hours count in that year; null for all */
    List<TermRow> terms(Actor actor, @Nullable Integer of) {
        var held = choices.live(Set.of(actor.teacher()));
        return market.terms(actor).stream()
            .map(term -> new TermRow(term, (int) held.stream().filter(it -> it.term().equals(term.id())).count(), year.years(term)))
            .filter(row -> of == null || row.years.contains(of)).toList();
    }

    /** @param open whether only what is open to him is asked for @param planned the year whose plan he comes from */
    TermView term(Actor actor, TermId id, Market.Question question, boolean open, @Nullable String after, @Nullable Integer planned) {
        var term = market.term(actor, id);
        var mine = market.mine(actor, term);
        var plans = year.each(actor, term);
        var kinds = market.kinds(id);
        var categories = kinds.categories().stream().map(code -> new Category(code, year.title(plans.getFirst().standing(), code))).toList();
        return new TermView(term, mine, plans, new Narrowed(categories, market.providers(id), kinds.hours()), after, listed(actor, term, question, open, after),
            Shown.of(term, clock.instant(), planned));
    }

    private Listed listed(Actor actor, Term term, Market.Question question, boolean open, @Nullable String after) {
        var asked = audience.candidates(Set.of(actor.teacher()));
        Predicate<Offering> isOpen = offering -> Verdict.of(asked.of(actor.teacher(), offering, term)).met();
        if (open) {
            return new Listed(question, true, market.count(term, question), market.rows(actor, term, question, after, ON_A_PAGE, new OfferedList.Look(isOpen)), Set.of());
        }
        var page = market.rows(actor, term, question, after, ON_A_PAGE);
        var total = after == null && page.next() == null ? page.items().size() : market.count(term, question);
        return new Listed(question, false, total, page, page.items().stream().map(Market.Row::offering).filter(isOpen.negate()).map(Offering::id).collect(Collectors.toSet()));
    }

    OfferingView offering(Actor actor, OfferingId id) {
        var now = now(actor, id, new Shown(true, "", null));
        var offering = now.row.offering();
        return new OfferingView(now, market.program(offering), year.title(year.standing(actor, now.term), offering.category()));
    }

    /** @param before how the windows stood when the page was shown */
    OfferingNow now(Actor actor, OfferingId id, Shown before) {
        var row = market.row(actor, id);
        var term = market.termOf(row);
        var shown = Shown.of(term, clock.instant(), before.year);
        return new OfferingNow(row, term, row.mine() != null ? null : verdict(actor, row.offering(), term), shown, before.isOld(shown));
    }

    /**
     * @param open   what is listed and open to him
     * @param closed what is listed and was not when the page was shown
     * @param before how the windows stood then
     */
    TermNow now(Actor actor, TermId id, List<OfferingId> open, Set<OfferingId> closed, Shown before) {
        var term = market.term(actor, id);
        var now = market.now(actor, term, Stream.concat(open.stream(), closed.stream()).limit(Page.MAX_LIMIT).collect(Collectors.toSet()));
        var shown = Shown.of(term, clock.instant(), before.year);
        return new TermNow(term, now.asked(), closed, now.mine(), shown, before.isOld(shown));
    }

    /**
     * What he could have now and does not, chosen so that it closes the gap of his year.
     *
     * @param reached where he will stand with all of it
     * @param isMost  whether he may hold no more in the term
     * @param closed  why nothing can be chosen in the term now, whatever it is; null when it can
     */
    public record Proposal(List<Market.Row> rows, Forecast reached, boolean isMost, @Nullable Verdict closed) {}

    /** @param asked the year whose gap is to be closed; null for the one that the term is mostly for */
    Proposal proposal(Actor actor, Term term, @Nullable Integer asked) {
        var of = year.asked(term, asked);
        var window = Verdict.of(term.when(clock.instant()));
        var held = market.mine(actor, term).size();
        return window.met() ? proposal(actor, term, of, held, proposals.of(actor, term, of, term.most() - held), null) : proposal(actor, term, of, held, List.of(), window);
    }

    /** Where he stands with what he has, nothing proposed. */
    Proposal chosen(Actor actor, Term term, @Nullable Integer asked) {
        return proposal(actor, term, year.asked(term, asked), market.mine(actor, term).size(), List.of(), null);
    }

    private Proposal proposal(Actor actor, Term term, int of, int held, List<Market.Row> rows, @Nullable Verdict closed) {
        return new Proposal(rows, year.of(actor, term, of, rows.stream().map(Market.Row::offering).toList()), held + rows.size() >= term.most(), closed);
    }

    private Verdict verdict(Actor actor, Offering offering, Term term) {
        return new Round(Map.of(offering.id(), offering), market.all(), choices.live(Set.of(actor.teacher())),
            audience.candidates(Set.of(actor.teacher()))).verdict(actor.teacher(), offering, term, clock.instant());
    }
}
