package org.xingtan.selection;

import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.xingtan.platform.Condition;
import org.xingtan.platform.Localized;
import org.xingtan.platform.OrganizationId;
import org.xingtan.platform.ProgramId;
import org.xingtan.platform.Refused;
import org.xingtan.platform.Window;

/** Makes terms, changes them, sets their windows, and throws drafts away. Who may is decided before. */
@Service
public class DefineTerm {

    /**
     * A term to be made.
     *
     * @param most offerings one person may hold at a time
     */
    public record Definition(OrganizationId owner, String code, Localized title, @Nullable String notice, int most, List<Window> windows) {}

    private final JdbcClient db;
    private final Terms terms;
    private final Clock clock;
    private final OfferProgram offer;
    private final ObjectProvider<Drafts> drafts;

    DefineTerm(JdbcClient db, Terms terms, Clock clock, OfferProgram offer, ObjectProvider<Drafts> drafts) {
        this.db = db;
        this.terms = terms;
        this.clock = clock;
        this.offer = offer;
        this.drafts = drafts;
    }

    /**
     * Nobody sees it before it is published.
     *
     * @throws Refused when the owner has a term of that code
     */
    @Transactional
    public TermId define(Definition term) {
        var id = TermId.next();
        var made = db.sql("""
                insert into selection.term (id, owner_id, code, title, title_en, notice, most)
                values (:id, :owner, :code, :title, :titleEn, :notice, :most)
                on conflict (owner_id, code) do nothing
                """)
            .param("id", id.value()).param("owner", term.owner().value()).param("code", term.code()).param("title", term.title().chinese())
            .param("titleEn", term.title().english()).param("notice", term.notice()).param("most", term.most()).update();
        if (made == 0) {
            throw new Refused("selection.term.once", term.code());
        }
        term.windows().forEach(window -> set(id, window, ""));
        changed();
        return id;
    }

    /** Sets a window, or sets it anew with a reason; the earlier versions stay readable. */
    @Transactional
    public void set(TermId term, Window window, String reason) {
        lock(term);
        db.sql("""
                insert into selection.term_window (term_id, kind, version, opens_at, closes_at, reason, set_at)
                select :term, :kind, coalesce(max(version), 0) + 1, :opens, :closes, :reason, :at
                  from selection.term_window where term_id = :term and kind = :kind
                """)
            .params(Map.of("term", term.value(), "kind", window.kind().name(), "opens", window.opens().atOffset(java.time.ZoneOffset.UTC),
                "closes", window.closes().atOffset(java.time.ZoneOffset.UTC), "reason", reason, "at", clock.instant().atOffset(java.time.ZoneOffset.UTC)))
            .update();
        changed();
    }

    /** What whoever has seen the term was told stays: a window ends no earlier, and opens no later once it has opened. A draft nobody has seen. */
    public List<Condition> asTold(Term term, Window to) {
        return term.windows().stream().filter(told -> term.published() && told.kind() == to.kind()).flatMap(told -> Stream.of(
            Condition.of("selection.window.longer", !to.closes().isBefore(told.closes()), told.closes(), to.closes()),
            Condition.of("selection.window.opened", told.opens().isAfter(clock.instant()) || !to.opens().isAfter(told.opens()), told.opens(), to.opens()))).toList();
    }

    /** Whether those count on one of its windows as well who have chosen at another time: they learn in it, or may get or give back a place. */
    public boolean isCountedOn(Term term, Window window) {
        return window.kind() == Window.Kind.LEARN || term.published() && !window.isOver(clock.instant());
    }

    /** Until the transaction ends nobody else sets a window of the term or takes one away. What is offered in it goes on being offered. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void lock(TermId term) {
        db.sql("select 1 from selection.term where id = :term for no key update").param("term", term.value()).query(_ -> {});
    }

    /** The same, and nothing is added to it either: whatever is being added is waited for. @return whether it is there */
    @Transactional(propagation = Propagation.MANDATORY)
    public boolean lockWhole(TermId term) {
        return db.sql("select 1 from selection.term where id = :term for update").param("term", term.value()).query(Integer.class).optional().isPresent();
    }

    /** Takes a window away, with a reason; the earlier versions stay readable. Whoever calls it has locked the term. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void remove(TermId term, Window window, String reason) {
        db.sql("""
                insert into selection.term_window (term_id, kind, version, opens_at, closes_at, reason, set_at, removed)
                select :term, :kind, max(version) + 1, :opens, :closes, :reason, :at, true
                  from selection.term_window where term_id = :term and kind = :kind
                """)
            .params(Map.of("term", term.value(), "kind", window.kind().name(), "opens", window.opens().atOffset(java.time.ZoneOffset.UTC),
                "closes", window.closes().atOffset(java.time.ZoneOffset.UTC), "reason", reason, "at", clock.instant().atOffset(java.time.ZoneOffset.UTC)))
            .update();
        changed();
    }

    /** How many have or wait for a place since a time in a window. @param names of some of them, so far as they work for the term's authority */
    public record Chosen(int people, List<String> names) {}

    /** Until the transaction ends nobody chooses in the term. */
    @Transactional(propagation = Propagation.MANDATORY)
    public Chosen chosenIn(TermId term, Window window) {
        db.sql("select 1 from selection.offering where term_id = :term order by offering_id for update").param("term", term.value()).query(_ -> {});
        var people = new AtomicInteger();
        var names = db.sql("""
                -- all teachers: of one term
                select count(*) over () as people, k.name
                  from selection.offering o
                  join selection.place p on p.offering_id = o.offering_id
                  join selection.selection s on s.teacher_id = p.teacher_id and s.offering_id = p.offering_id and s.state <> 'DROPPED'
                  join selection.term t on t.id = o.term_id
                  join directory.organization_card u on u.id = t.owner_id
                  left join directory.person_card k on k.teacher_id = p.teacher_id and k.organization_path <@ u.path
                 where o.term_id = :term and s.chosen_at between :opens and :closes
                 order by k.name is null, s.chosen_at, s.id
                 limit 20
                """)
            .param("term", term.value()).param("opens", window.opens().atOffset(java.time.ZoneOffset.UTC))
            .param("closes", window.closes().atOffset(java.time.ZoneOffset.UTC)).query((row, _) -> {
                people.set(row.getInt("people"));
                return Optional.ofNullable(row.getString("name"));
            }).list();
        return new Chosen(people.get(), names.stream().flatMap(Optional::stream).toList());
    }

    /** From now on teachers see it. */
    @Transactional
    public void publish(TermId term) {
        db.sql("update selection.term set published_at = :at where id = :id and published_at is null")
            .param("at", clock.instant().atOffset(java.time.ZoneOffset.UTC)).param("id", term.value()).update();
        changed();
    }

    /** Whoever keeps something of a draft for the day on which it is published. */
    public interface Drafts {

        /** It is thrown away, and what is kept of it goes first. */
        void discard(TermId draft);
    }

    /** Whether another term of the authority has that code. */
    public boolean isUsed(OrganizationId owner, String code, TermId but) {
        return db.sql("select exists (select from selection.term where owner_id = :owner and code = :code and id <> :but)").param("owner", owner.value())
            .param("code", code).param("but", but.value()).query(Boolean.class).single();
    }

    /**
     * Whoever calls it has locked the term.
     *
     * @throws Refused when another one got its code just now
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public void correct(Term to) {
        try {
            db.sql("update selection.term set code = :code, title = :title, title_en = :titleEn, notice = :notice, most = :most where id = :id")
                .param("code", to.code()).param("title", to.title().chinese()).param("titleEn", to.title().english()).param("notice", to.notice())
                .param("most", to.most()).param("id", to.id().value()).update();
        } catch (DuplicateKeyException e) {
            throw new Refused("selection.term.code-free", to.code());
        }
        changed();
    }

    /**
     * A draft goes, with its windows, what it would have offered, and what others keep of it; its programs are for everybody again unless they are offered
     * elsewhere. Whoever calls it has locked the whole of it.
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public void discard(TermId draft) {
        var offered = db.sql("select program_id from selection.offering where term_id = :id").param("id", draft.value())
            .query((row, _) -> new ProgramId(row.getObject(1, UUID.class))).set();
        drafts.forEach(it -> it.discard(draft));
        db.sql("delete from selection.offering where term_id = :id").param("id", draft.value()).update();
        db.sql("delete from selection.term_window where term_id = :id").param("id", draft.value()).update();
        db.sql("delete from selection.term where id = :id").param("id", draft.value()).update();
        changed();
        offer.release(offered);
    }

    /** Whether it is there, and not thrown away until the transaction ends. */
    boolean stays(TermId term) {
        return db.sql("select 1 from selection.term where id = :id for key share").param("id", term.value()).query(Integer.class).optional().isPresent();
    }

    private void changed() {
        if (TransactionSynchronizationManager.isSynchronizationActive()) {
            TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
                @Override
                public void afterCommit() {
                    terms.forget();
                }
            });
        }
    }
}
