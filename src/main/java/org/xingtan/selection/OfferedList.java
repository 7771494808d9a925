package org.xingtan.selection;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.xingtan.platform.CreditHours;
import org.xingtan.platform.NotFound;
import org.xingtan.platform.Problem;
import org.xingtan.platform.Uuids;
import org.xingtan.platform.web.Page;
import org.xingtan.program.Programs;

/** What a term offers as a list, part by part in the order that is asked for; and what the list can be narrowed to. */
@Repository
class OfferedList {

    /** At a time, and how often for a page. */
    private static final int LOOKED = 200;
    private static final int LOOKS = 5;

    /** What is asked for of a term. */
    private static final String ASKED = """
                  from selection.offering o
                  join program.program_card p on p.id = o.program_id
                 where o.term_id = :term and o.withdrawn_at is null
                   and (:category::text is null or o.category = :category)
                   and (not :free or o.taken + o.waiting < o.places)
                   and (:paid::boolean is null or (o.price > 0) = :paid)
                   and (:hours::numeric is null or o.hours = :hours)
                   and (:provider::uuid is null or coalesce(o.provider_id, p.owner_id) = :provider)
                   and (:search::text is null or position(lower(:search) in lower(o.title)) > 0 or position(lower(:search) in lower(p.title)) > 0)
        """;

    /** A part of it: where somebody stands in an order, and what comes after him; each order ends with the id. */
    private static final String PAGE = """
        select found.*
          from (select o.offering_id, o.term_id, o.program_id, o.track, o.provider_id, o.category, o.hours, o.price, o.places, o.waiting_places, o.meets::text as meets,
                       o.taken, o.waiting, o.turn, %s as at
        """ + ASKED + """
               ) found
         where :after::uuid is null or (found.at, found.offering_id) > (:at::%s, :after)
         order by found.at, found.offering_id
         limit :limit
        """;

    /** Where a part of a list begins: behind an offering, and where that stood in the order. */
    private record After(@Nullable UUID id, @Nullable String at) {

        /** @throws Problem when it is no cursor of ours, or one of another order */
        static After of(@Nullable String cursor, Market.Sort sort) {
            var key = Page.decode(cursor);
            if (key == null) {
                return new After(null, null);
            }
            if (sort == Market.Sort.OFFERED) {
                return new After(last(key), "0");
            }
            var parts = key.split(":", 3);
            if (parts.length < 3 || !parts[0].equals(sort.name()) || !sort.isPlace(parts[2])) {
                throw new Problem(400, "error.cursor");
            }
            return new After(last(parts[1]), parts[2]);
        }

        private static UUID last(String key) {
            try {
                return Uuids.parse(key);
            } catch (NotFound e) {
                throw new Problem(400, "error.cursor");
            }
        }
    }

    /** An offering in the list, and where it stands in its order. */
    private record Listed(Offering offering, String at) {

        After after() {
            return new After(offering.id().value(), at);
        }

        String key(Market.Sort sort) {
            return sort == Market.Sort.OFFERED ? offering.id().toString() : sort + ":" + offering.id() + ":" + at;
        }
    }

    /**
     * What is looked through for what somebody wants.
     *
     * @param atOnce how many are looked at together
     */
    record Look(Predicate<Offering> wanted, int atOnce) {

        Look(Predicate<Offering> wanted) {
            this(wanted, LOOKED);
        }
    }

    private final JdbcClient db;
    private final Programs programs;

    OfferedList(JdbcClient db, Programs programs) {
        this.db = db;
        this.programs = programs;
    }

    /** @param after the cursor of the page before */
    Page<Offering> page(TermId term, Market.Question question, @Nullable String after, int limit) {
        return page(read(term, question, After.of(after, question.sort()), limit + 1), limit, question.sort());
    }

    /** Those of them that are wanted; so many are looked through, and then the page ends, short or not. */
    Page<Offering> page(TermId term, Market.Question question, @Nullable String after, int limit, Look look) {
        var sort = question.sort();
        var from = After.of(after, sort);
        var found = new ArrayList<Listed>();
        var met = new HashSet<OfferingId>();
        var last = "";
        var more = true;
        for (var looks = 0; more && looks < LOOKS && found.size() <= limit; looks++) {
            var looked = read(term, question, from, look.atOnce);
            check(looked.stream().map(Listed::offering).toList());
            // What fills up between two looks stands behind the first one by now, and would be there twice.
            looked.stream().filter(it -> met.add(it.offering.id()) && look.wanted.test(it.offering)).forEach(found::add);
            more = looked.size() == look.atOnce;
            if (more) {
                from = looked.getLast().after();
                last = looked.getLast().key(sort);
            }
        }
        var page = page(found.subList(0, Math.min(found.size(), limit + 1)), limit, sort);
        return more && page.next() == null ? page.goingOn(last) : page;
    }

    private static Page<Offering> page(List<Listed> found, int limit, Market.Sort sort) {
        return Page.of(found, limit, it -> it.key(sort)).map(Listed::offering);
    }

    /** For whoever asks then about the program of each: they are looked at together. */
    void check(Collection<Offering> looked) {
        if (!looked.isEmpty()) {
            programs.check(looked.stream().map(Offering::program).collect(Collectors.toSet()));
        }
    }

    private List<Listed> read(TermId term, Market.Question question, After from, int limit) {
        var sort = question.sort();
        return asked(PAGE.formatted(sort.key(), sort.type()), term, question).param("after", from.id).param("at", from.at).param("limit", limit)
            .query((row, _) -> new Listed(Offerings.offering(row), row.getString("at"))).list();
    }

    /** How many there are on all its pages. */
    int count(TermId term, Market.Question question) {
        return asked("select count(*)::int\n" + ASKED, term, question).query(Integer.class).single();
    }

    private JdbcClient.StatementSpec asked(String sql, TermId term, Market.Question question) {
        return db.sql(sql).param("term", term.value()).param("category", question.category()).param("free", question.free()).param("paid", question.paid())
            .param("hours", question.hours()).param("provider", question.provider() == null ? null : question.provider().value()).param("search", question.search());
    }

    /** Who gives something in the term, by name. */
    List<Offerings.Provider> providers(TermId term) {
        return db.sql("""
                select distinct u.id, u.name, u.name_en
                  from selection.offering o
                  join program.program_card p on p.id = o.program_id
                  join directory.organization_card u on u.id = coalesce(o.provider_id, p.owner_id)
                 where o.term_id = :term and o.withdrawn_at is null
                 order by u.name, u.id
                """)
            .param("term", term.value()).query((row, _) -> Offerings.provider(row)).list();
    }

    /** What something in the term brings: the categories its hours count for, and how many hours it can be, each once and in order. */
    record Kinds(List<String> categories, List<CreditHours> hours) {}

    Kinds kinds(TermId term) {
        var categories = new TreeSet<String>();
        var hours = new TreeSet<CreditHours>();
        db.sql("select distinct category, hours from selection.offering where term_id = :term and withdrawn_at is null").param("term", term.value()).query(row -> {
            categories.add(row.getString(1));
            hours.add(new CreditHours(row.getBigDecimal(2)));
        });
        return new Kinds(List.copyOf(categories), List.copyOf(hours));
    }
}
