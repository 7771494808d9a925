package org.xingtan.selection;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import org.xingtan.ledger.CategoryNames;
import org.xingtan.platform.Condition;
import org.xingtan.platform.CreditHours;
import org.xingtan.platform.NotFound;
import org.xingtan.platform.OrganizationId;
import org.xingtan.platform.ProgramId;
import org.xingtan.platform.Verdict;
import org.xingtan.platform.persistence.ValueRows;
import org.xingtan.program.CountEligible;
import org.xingtan.program.ProgramDetail;
import org.xingtan.program.Programs;
import org.xingtan.program.PublishRules;

/** Use case: published programs are offered in a term with so many places. From then on people come into them by their places alone. */
@Service
public class OfferProgram implements PublishRules.SaidCategory {

    /** What was withdrawn is offered anew; what is offered already is left out. */
    private static final ValueRows INSERT = new ValueRows("""
        insert into selection.offering
               (offering_id, term_id, program_id, track, provider_id, category, hours, price, places, waiting_places, meets, title)
        select v.offering_id, v.term_id, v.program_id, v.track, v.provider_id, v.category, v.hours, v.price, v.places, v.waiting_places, v.meets, v.title
          from (values %s) v (offering_id, term_id, program_id, track, provider_id, category, hours, price, places, waiting_places, meets, title)
         where v.offering_id is not null
            on conflict (term_id, program_id) do update
           set track = excluded.track, provider_id = excluded.provider_id, category = excluded.category, hours = excluded.hours,
               price = excluded.price, places = excluded.places, waiting_places = excluded.waiting_places, meets = excluded.meets,
               title = excluded.title, withdrawn_at = null, withdrawn_reason = null
         where offering.withdrawn_at is not null
        returning program_id, offering_id
        """, "uuid", "uuid", "uuid", "text", "uuid", "text", "numeric", "numeric", "int", "int", "tstzmultirange", "text");

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

        /** @param title what it is called in the term; null for what the program is called */
        public Named called(@Nullable String title) {
            return new Named(this, title);
        }
    }

    /** What is offered under a name of its own. @param title null for what the program is called */
    public record Named(Definition definition, @Nullable String title) {

        /** For the trail. */
        Map<String, Object> facts(OfferingId made) {
            var facts = new HashMap<String, Object>(Map.of("offering", made.toString(), "program", definition.program.toString(), "places", String.valueOf(definition.places),
                "hours", definition.hours.toString(), "price", definition.price.toPlainString()));
            if (title != null) {
                facts.put("title", title);
            }
            return facts;
        }
    }

    private final JdbcClient db;
    private final Programs programs;
    private final CountEligible eligible;
    private final CategoryNames names;

    OfferProgram(JdbcClient db, Programs programs, CountEligible eligible, CategoryNames names) {
        this.db = db;
        this.programs = programs;
        this.eligible = eligible;
        this.names = names;
    }

    /** @throws org.xingtan.platform.Refused with every condition that is not met */
    @Transactional
    public OfferingId offer(Definition definition) {
        return offer(List.of(definition.called(null)), known(List.of(definition.called(null)))).getFirst();
    }

    /** The programs of these as they are now. @throws NotFound when one is not there, or not published */
    Map<ProgramId, ProgramDetail> known(List<Named> offers) {
        var ids = offers.stream().map(it -> it.definition.program).distinct().toList();
        var known = programs.current(ids);
        ids.stream().filter(it -> !known.containsKey(it)).findFirst().ifPresent(it -> {
            throw new NotFound(it);
        });
        return known;
    }

    /**
     * All of them or none, with a few statements.
     *
     * @return in their order
     * @throws org.xingtan.platform.Refused with every condition that one of them does not meet
     */
    @Transactional
    public List<OfferingId> offer(List<Named> offers, Map<ProgramId, ProgramDetail> known) {
        programs.hold(known.keySet());
        // Their rules may have become others meanwhile; from here on they wait.
        var now = programs.current(known.keySet());
        var rows = offers.stream().map(it -> row(it, Objects.requireNonNull(now.get(it.definition.program)))).toList();
        var made = new HashMap<UUID, OfferingId>();
        for (var start = 0; start < rows.size(); start += ValueRows.MOST) {
            var part = rows.subList(start, Math.min(rows.size(), start + ValueRows.MOST));
            db.sql(INSERT.statement(part.size())).params(INSERT.parameters(part)).query(row -> {
                made.put(row.getObject(1, UUID.class), new OfferingId(row.getObject(2, UUID.class)));
            });
        }
        Verdict.of(Condition.of("selection.offer.once", made.size() == rows.size())).orRefuse();
        shut(known.keySet());
        return offers.stream().map(it -> Objects.requireNonNull(made.get(it.definition.program.value()))).toList();
    }

    /** What refers to them by now keeps {@link #release} from opening them until the transaction ends; one that has opened them was waited for. */
    private void shut(Collection<ProgramId> offered) {
        var forAll = programs.admit(offered, ProgramDetail.Admission.OPEN, ProgramDetail.Admission.SELECTION);
        if (!forAll.isEmpty()) {
            eligible.leaveOut(forAll);
        }
    }

    /** Those of them that no term offers any more are for all of their audience again. Whoever calls it has deleted what offered them. */
    void release(Collection<ProgramId> of) {
        var opened = programs.admit(unoffered(of), ProgramDetail.Admission.SELECTION, ProgramDetail.Admission.OPEN);
        var free = unoffered(opened);
        // Whoever was about to offer one of them has been waited for.
        programs.admit(opened.stream().filter(it -> !free.contains(it)).toList(), ProgramDetail.Admission.OPEN, ProgramDetail.Admission.SELECTION);
        eligible.takeIn(free);
    }

    @Override
    @Transactional(propagation = Propagation.MANDATORY)
    public List<Condition> becomes(ProgramId program, String category) {
        var chosen = db.sql("""
                with held as materialized (
                    select o.term_id, o.taken + o.waiting as people, o.category
                      from selection.offering o where o.program_id = :program order by o.offering_id for update)
                select t.code, h.people, h.category
                  from held h join selection.term t on t.id = h.term_id
                 where h.people > 0 and h.category <> :category
                 order by t.code, t.id
                """)
            .param("program", program.value()).param("category", category)
            .query((row, _) -> Condition.of("selection.category-chosen", false, names.of(row.getString("category")), row.getString("code"),
                row.getInt("people"))).list();
        db.sql("update selection.offering set category = :category where program_id = :program and category <> :category and taken + waiting = 0")
            .param("program", program.value()).param("category", category).update();
        return chosen;
    }

    private Set<ProgramId> unoffered(Collection<ProgramId> of) {
        return Set.copyOf(db.sql("select p from unnest(:programs::uuid[]) p where not exists (select from selection.offering o where o.program_id = p)")
            .param("programs", of.stream().map(ProgramId::value).toArray(UUID[]::new)).query((row, _) -> new ProgramId(row.getObject(1, UUID.class))).list());
    }

    private List<Object> row(Named offer, ProgramDetail program) {
        var definition = offer.definition;
        var provider = definition.provider;
        var track = definition.track == null && program.tracks().size() == 1 ? program.tracks().getFirst().code() : definition.track;
        Verdict.of(
            Condition.of("selection.offer.path", program.isForAll() || program.admission() == ProgramDetail.Admission.SELECTION),
            Condition.of("selection.offer.track", program.tracks().stream().anyMatch(it -> it.code().equals(track))),
            Condition.of("selection.offer.category", program.rules().credit().category().equals(definition.category),
                names.of(definition.category))).orRefuse();
        return Arrays.<Object>asList(OfferingId.next().value(), definition.term.value(), definition.program.value(), track, provider == null ? null : provider.value(),
            definition.category, definition.hours.value().toPlainString(), definition.price.toPlainString(), definition.places, definition.waitingPlaces, definition.meetings.toString(), offer.title);
    }
}
