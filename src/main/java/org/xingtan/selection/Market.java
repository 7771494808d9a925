package org.xingtan.selection;

import java.math.BigDecimal;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.xingtan.platform.Actor;
import org.xingtan.platform.Localized;
import org.xingtan.platform.NotFound;
import org.xingtan.platform.OrganizationId;
import org.xingtan.platform.Problem;
import org.xingtan.platform.StorableText;
import org.xingtan.platform.TeacherId;
import org.xingtan.platform.web.Page;
import org.xingtan.program.Candidates;
import org.xingtan.program.ProgramDetail;
import org.xingtan.program.Programs;

/** What somebody can choose from: the terms of the authorities above him, and what is offered in them. */
@Component
public class Market {

    private static final int LONGEST_SEARCH = 100;
    /** In which order; each ends with the id. */
    public enum Sort {
        /** What one can take, before what one can only wait for, before what is full; as it is when a part is read. */
        OPEN("case when o.taken + o.waiting < o.places then 0 when o.waiting < o.waiting_places then 1 else 2 end", "int"),
        /** As they were offered. */
        OFFERED("0", "int"),
        /** Most free places first, as they are when a part is read. */
        PLACES("-greatest(0, o.places - o.taken - o.waiting)", "int"),
        HOURS("-o.hours", "numeric"),
        PRICE("o.price", "numeric"),
        NAME("coalesce(o.title, p.title) collate \"zh-x-icu\"", "text");

        private final String key;
        private final String type;

        Sort(String key, String type) {
            this.key = key;
            this.type = type;
        }

        String key() {
            return key;
        }

        String type() {
            return type;
        }

        /** Whether something can stand there in this order. */
        boolean isPlace(String at) {
            return switch (type) {
                case "int" -> at.matches("-?[0-9]{1,9}");
                case "numeric" -> at.matches("-?[0-9]{1,9}([.][0-9]{1,9})?");
                default -> true;
            };
        }
    }

    /**
     * What part of a term is asked for.
     *
     * @param search   a part of the title; null for all
     * @param category null for all
     * @param free     whether only those with free places
     * @param provider who gives it; null for all
     * @param paid     whether it costs something; null for all
     * @param hours    exactly so many; null for all
     */
    public record Question(@Nullable String search, @Nullable String category, boolean free, @Nullable OrganizationId provider, @Nullable Boolean paid,
                           @Nullable BigDecimal hours, Sort sort) {

        public Question {
            search = search == null || search.isBlank() ? null : search.strip();
            category = category == null || category.isBlank() ? null : category;
            if (search != null && (search.length() > LONGEST_SEARCH || !StorableText.is(search)) || category != null && !StorableText.is(category) || hours != null && !isSmall(hours)) {
                throw new Problem(400, "error.malformed");
            }
        }

        /** As they were offered, whoever gives them and whatever they cost. */
        public Question(@Nullable String search, @Nullable String category, boolean free) {
            this(search, category, free, null, null, null, Sort.OFFERED);
        }

        /** What fits into a column of hours, however it is written. */
        private static boolean isSmall(BigDecimal hours) {
            return hours.scale() >= -4 && hours.scale() <= 4 && hours.precision() <= 8;
        }

        /** The same of a category; null for all. */
        public Question in(@Nullable String category) {
            return new Question(search, category, free, provider, paid, hours, sort);
        }

        /** The same with all, or only with free places, where it was the other way. */
        public Question freeOrNot() {
            return new Question(search, category, !free, provider, paid, hours, sort);
        }

        /** The same of what costs something, or nothing; of both where it was that. */
        public Question costing(boolean something) {
            return new Question(search, category, free, provider, paid != null && paid == something ? null : something, hours, sort);
        }
    }

    /**
     * An offering as somebody sees it.
     *
     * @param provider who gives it
     * @param mine     null when he neither has a place nor waits
     * @param position among those who wait, from 1; 0 for who does not
     */
    public record Row(Offering offering, String title, Localized provider, @Nullable Choice mine, int position) {

        /** Whether he has a place there. */
        public boolean isTaken() {
            return mine != null && mine.state() == Choice.State.SELECTED;
        }

        /** Whether he waits for one: that he may give up at any time. */
        boolean isWaiting() {
            return mine != null && mine.state() == Choice.State.WAITING;
        }
    }

    private final Terms terms;
    private final Offerings offerings;
    private final OfferedList list;
    private final Choices choices;
    private final Candidates candidates;
    private final Programs programs;

    Market(Terms terms, Offerings offerings, OfferedList list, Choices choices, Candidates candidates, Programs programs) {
        this.terms = terms;
        this.offerings = offerings;
        this.list = list;
        this.choices = choices;
        this.candidates = candidates;
        this.programs = programs;
    }

    List<Term> terms(Actor actor) {
        return Optional.ofNullable(candidates.of(actor.teacher()).organizationPath()).map(terms::offeredTo).orElse(List.of());
    }

    /** @throws NotFound when it is not published, or of an authority that is not above him */
    Term term(Actor actor, TermId id) {
        return terms(actor).stream().filter(term -> term.id().equals(id)).findFirst().orElseThrow(() -> new NotFound(id));
    }

    /** @param after the cursor of the page before */
    Page<Row> rows(Actor actor, Term term, Question question, @Nullable String after, int limit) {
        var page = list.page(term.id(), question, after, limit);
        list.check(page.items());
        return rows(page, mine(actor.teacher()));
    }

    /** Those of them that are wanted; so many are looked through, and then the page ends, short or not. */
    Page<Row> rows(Actor actor, Term term, Question question, @Nullable String after, int limit, OfferedList.Look look) {
        return rows(list.page(term.id(), question, after, limit, look), mine(actor.teacher()));
    }

    private Page<Row> rows(Page<Offering> page, List<Choice> mine) {
        return new Page<>(rows(page.items(), mine), page.next());
    }

    /** Of a term that somebody sees, as it is now. @param asked of these, what is offered in it @param mine what he holds and waits for */
    record Now(List<Row> asked, List<Row> mine) {}

    Now now(Actor actor, Term term, Collection<OfferingId> asked) {
        var mine = mine(actor.teacher());
        var held = mine.stream().filter(it -> it.term().equals(term.id())).map(Choice::offering).toList();
        var wanted = Stream.concat(asked.stream(), held.stream()).collect(Collectors.toSet());
        if (wanted.isEmpty()) {
            return new Now(List.of(), List.of());
        }
        var rows = rows(offerings.find(wanted).values().stream().filter(it -> it.term().equals(term.id())).toList(), mine);
        return new Now(rows.stream().filter(row -> asked.contains(row.offering().id())).toList(), rows.stream().filter(row -> row.mine() != null).toList());
    }

    /** How many are asked for, whether they are open to somebody or not. */
    int count(Term term, Question question) {
        return list.count(term.id(), question);
    }

    /** The same for whoever keeps the term. */
    public Page<Row> offered(Term term, Question question, @Nullable String after, int limit) {
        return rows(list.page(term.id(), question, after, limit), List.of());
    }

    /** What he holds and waits for in the term. */
    List<Row> mine(Actor actor, Term term) {
        return now(actor, term, Set.of()).mine();
    }

    /** Those of everything offered in the term. */
    OfferedList.Kinds kinds(TermId term) {
        return list.kinds(term);
    }

    /** All of them: what somebody waits for may be in another one. */
    Map<TermId, Term> all() {
        return terms.all();
    }

    /** The term of what somebody sees: of his authority, or one in which he has something. */
    Term termOf(Row row) {
        return terms.get(row.offering().term());
    }

    /**
     * Who has a place sees it also when he works elsewhere by now: he may give it back.
     *
     * @throws NotFound when it is not there, or not his to see
     */
    Row row(Actor actor, OfferingId id) {
        var offering = Optional.ofNullable(offerings.find(Set.of(id)).get(id)).orElseThrow(() -> new NotFound(id));
        var row = rows(List.of(offering), mine(actor.teacher())).getFirst();
        if (row.mine() == null) {
            term(actor, offering.term());
            if (offerings.isWithdrawn(id)) {
                throw new NotFound(id);
            }
        }
        return row;
    }

    /** Whether it is there for somebody who has nothing of it. */
    boolean isOffered(Actor actor, OfferingId id) {
        var offering = offerings.find(Set.of(id)).get(id);
        return offering != null && !offerings.isWithdrawn(id) && terms(actor).stream().anyMatch(term -> term.id().equals(offering.term()));
    }

    ProgramDetail program(Offering offering) {
        return programs.find(offering.program());
    }

    /** Whoever gives something in a term. */
    List<Offerings.Provider> providers(TermId term) {
        return list.providers(term);
    }

    private List<Choice> mine(TeacherId teacher) {
        return choices.live(Set.of(teacher));
    }

    private List<Row> rows(List<Offering> of, List<Choice> mine) {
        var called = offerings.named(of.stream().map(Offering::id).toList());
        var here = mine.stream().collect(Collectors.toMap(Choice::offering, it -> it));
        var waiting = of.stream().map(it -> here.get(it.id())).filter(it -> it != null && it.state() == Choice.State.WAITING).toList();
        var positions = waiting.isEmpty() ? Map.<UUID, Integer>of() : choices.positions(waiting);
        return of.stream().map(offering -> {
            var choice = here.get(offering.id());
            var named = Objects.requireNonNull(called.get(offering.id()));
            return new Row(offering, named.title(), named.provider().name(), choice, choice == null ? 0 : positions.getOrDefault(choice.id(), 0));
        }).toList();
    }
}
