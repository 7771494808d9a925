package org.xingtan.selection;

import java.time.Clock;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.xingtan.platform.Condition;
import org.xingtan.platform.Localized;
import org.xingtan.platform.OrganizationId;
import org.xingtan.platform.Refused;
import org.xingtan.platform.StorableText;
import org.xingtan.platform.Verdict;
import org.xingtan.platform.Window;

/** Makes terms and sets their windows. Who may is decided before. */
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

    DefineTerm(JdbcClient db, Terms terms, Clock clock) {
        this.db = db;
        this.terms = terms;
        this.clock = clock;
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

    /** Until the transaction ends nobody else sets a window of the term or takes one away. What is offered in it goes on being offered. */
    void lock(TermId term) {
        db.sql("select 1 from selection.term where id = :term for no key update").param("term", term.value()).query(_ -> {});
    }

    /** The same, and nothing is added to it either: whatever is being added is waited for. */
    void lockWhole(TermId term) {
        db.sql("select 1 from selection.term where id = :term for update").param("term", term.value()).query(_ -> {});
    }

    /** Takes a window away, with a reason; the earlier versions stay readable. Whoever calls it has locked the term. */
    void remove(TermId term, Window window, String reason) {
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
    record Chosen(int people, List<String> names) {

        static final Chosen NOBODY = new Chosen(0, List.of());
    }

    /** Until the transaction ends nobody chooses in the term. */
    Chosen chosenIn(TermId term, Window window) {
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
    boolean isUsed(OrganizationId owner, String code, TermId but) {
        return db.sql("select exists (select from selection.term where owner_id = :owner and code = :code and id <> :but)").param("owner", owner.value())
            .param("code", code).param("but", but.value()).query(Boolean.class).single();
    }

    /**
     * Whoever calls it has locked the term.
     *
     * @throws Refused when another one got its code just now
     */
    void correct(Term to) {
        try {
            db.sql("update selection.term set code = :code, title = :title, title_en = :titleEn, notice = :notice, most = :most where id = :id")
                .param("code", to.code()).param("title", to.title().chinese()).param("titleEn", to.title().english()).param("notice", to.notice())
                .param("most", to.most()).param("id", to.id().value()).update();
        } catch (DuplicateKeyException e) {
            throw new Refused("selection.term.code-free", to.code());
        }
        changed();
    }

    /** A draft goes, with its windows and what it would have offered. Whoever calls it has locked the whole of it. */
    void discard(TermId draft) {
        db.sql("delete from selection.offering where term_id = :id").param("id", draft.value()).update();
        db.sql("delete from selection.term_window where term_id = :id").param("id", draft.value()).update();
        db.sql("delete from selection.term where id = :id").param("id", draft.value()).update();
        changed();
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

    /** A new term as somebody has typed it; days are {@code 2026-03-15}, empty where a window is not set. */
    public record Form(@Nullable String owner, @Nullable String code, @Nullable String title, @Nullable String titleEn, @Nullable String notice,
                       @Nullable String most, @Nullable String selectFirst, @Nullable String selectLast, @Nullable String makeupFirst,
                       @Nullable String makeupLast, @Nullable String learnFirst, @Nullable String learnLast) {

        static final int MOST = 60;
        private static final int SHORT = 20;
        private static final int LONG = 100;
        private static final int REASON = 200;

        /** @throws org.xingtan.platform.Refused with everything that is not as it must be */
        Definition definition() {
            var windows = new ArrayList<Window>();
            var select = window(Window.Kind.SELECT, selectFirst, selectLast);
            var makeup = window(Window.Kind.MAKEUP, makeupFirst, makeupLast);
            var learn = window(Window.Kind.LEARN, learnFirst, learnLast);
            Verdict.of(
                Condition.of("selection.term.code", isText(code, SHORT), SHORT),
                Condition.of("selection.term.title", isText(title, LONG), LONG),
                Condition.of("selection.term.texts", (isEmpty(titleEn) || isText(titleEn, LONG)) && (isEmpty(notice) || isText(notice, LONG)), LONG),
                Condition.of("selection.term.most", isMost(most), MOST),
                Condition.of("selection.term.select", select.isPresent()),
                Condition.of("selection.term.makeup", makeup.isPresent() || isEmpty(makeupFirst) && isEmpty(makeupLast)),
                Condition.of("selection.term.learn", learn.isPresent() || isEmpty(learnFirst) && isEmpty(learnLast))).orRefuse();
            List.of(select, makeup, learn).forEach(window -> window.ifPresent(windows::add));
            return new Definition(OrganizationId.of(Objects.requireNonNullElse(owner, "")), text(code), new Localized(text(title), orNull(titleEn)), orNull(notice),
                Integer.parseInt(text(most)), windows);
        }

        /** From one day to another; nothing when these are no days, or the last is before the first. */
        static Optional<Window> window(Window.Kind kind, @Nullable String first, @Nullable String last) {
            try {
                var from = LocalDate.parse(text(first));
                var to = LocalDate.parse(text(last));
                return to.isBefore(from) || to.getYear() > 2200 || from.getYear() < 2000 ? Optional.empty() : Optional.of(Window.ofDays(kind, from, to));
            } catch (DateTimeParseException e) {
                return Optional.empty();
            }
        }

        private static boolean isMost(@Nullable String most) {
            return text(most).matches("[1-9][0-9]?") && Integer.parseInt(text(most)) <= MOST;
        }

        private static String text(@Nullable String text) {
            return text == null ? "" : text.strip();
        }

        private static boolean isText(@Nullable String text, int longest) {
            return !text(text).isEmpty() && text(text).length() <= longest && StorableText.is(text(text));
        }

        private static boolean isEmpty(@Nullable String text) {
            return text(text).isEmpty();
        }

        private static @Nullable String orNull(@Nullable String text) {
            return isText(text, LONG) ? text(text) : null;
        }
    }

    /**
     * A term as somebody wants it corrected.
     *
     * @param shown print of how it stood in the form; null to change whatever stands there by now
     */
    public record Correction(@Nullable String code, @Nullable String title, @Nullable String titleEn, @Nullable String notice, @Nullable String most,
                             @Nullable String reason, @Nullable String shown) {

        public static String print(Term term) {
            return Integer.toHexString(List.of(term.code(), term.title().chinese(), String.valueOf(term.title().english()), String.valueOf(term.notice()), term.most()).hashCode());
        }

        /** As it is to be; what cannot be read, or is not there, stays. */
        Term of(Term term) {
            return new Term(term.id(), term.owner(), term.ownerPath(), term.ownerName(), code == null ? term.code() : Form.text(code),
                new Localized(title == null ? term.title().chinese() : Form.text(title), titleEn == null ? term.title().english() : Form.orNull(titleEn)),
                notice == null ? term.notice() : Form.orNull(notice), Form.isMost(most) ? Integer.parseInt(Form.text(most)) : term.most(), term.windows(), term.published());
        }

        /** Whether everything is what it is to be. */
        boolean isReadable() {
            return (most == null || Form.isMost(most)) && fits(titleEn) && fits(notice);
        }

        /** @param used whether another term of the authority has that code */
        Verdict verdict(Term now, boolean used) {
            var isShort = Form.isEmpty(reason) || Form.isText(reason, Form.REASON);
            var published = now.published();
            return Verdict.of(
                Condition.of("selection.term.shown", Form.isEmpty(shown) || print(now).equals(shown), now.title().chinese(), now.code(), now.most()),
                Condition.of("selection.term.code", code == null || Form.isText(code, Form.SHORT), Form.SHORT),
                Condition.of("selection.term.code-stays", !published || code == null || Form.text(code).equals(now.code()), now.code()),
                Condition.of("selection.term.code-free", !used, Form.text(code)),
                Condition.of("selection.term.title", title == null || Form.isText(title, Form.LONG), Form.LONG),
                Condition.of("selection.term.texts", fits(titleEn) && fits(notice), Form.LONG),
                Condition.of("selection.term.most", most == null || Form.isMost(most), Form.MOST),
                Condition.of("selection.term.fewer", !published || !Form.isMost(most) || Integer.parseInt(Form.text(most)) >= now.most(), now.most()),
                Condition.of("selection.term.reason", isShort && (!published || !Form.isEmpty(reason)), Form.REASON));
        }

        private static boolean fits(@Nullable String text) {
            return Form.isEmpty(text) || Form.isText(text, Form.LONG);
        }
    }
}
