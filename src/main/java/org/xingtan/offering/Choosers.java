package org.xingtan.offering;

import java.math.BigDecimal;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.RowCallbackHandler;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.support.TransactionTemplate;
import org.xingtan.offering.ChooserLists.Among;
import org.xingtan.platform.CreditHours;
import org.xingtan.platform.Localized;
import org.xingtan.platform.Problem;
import org.xingtan.platform.TeacherId;
import org.xingtan.platform.persistence.Patience;
import org.xingtan.platform.web.Page;

/**
 * Who of a unit and all below it has chosen in a term, who waits, who has chosen nothing, and who will still lack hours at the end of a year of it
 * with all that he has chosen: always as of this moment.
 */
@Repository
public class Choosers {

    /** Which of them. */
    public enum Which { ALL, CHOSEN, WAITING, NOTHING, SHORT }

    /**
     * What the list is about.
     *
     * @param year   one of those in which the hours of the term count
     * @param root   the unit; with everything below it
     * @param search a part of the name; null for everybody
     */
    record Asked(OfferedTerm term, int year, String root, @Nullable String search) {

        /** Where all are to whom the term is offered. */
        String within() {
            return isOfAll() ? term.ownerPath() : root;
        }

        /** Whether it is asked at whoever has the term, or above. */
        boolean isOfAll() {
            return root.length() <= term.ownerPath().length();
        }
    }

    /** What is shown. @param counts by the paths of the units right below */
    record Look(Map<String, Count> counts, Page<Row> page) {

        Count all() {
            return sum(counts);
        }
    }

    /**
     * Somebody of the unit.
     *
     * @param selected courses in which he has a place, in this term
     * @param hours    of these
     * @param waiting  courses for which he waits
     * @param asked    whether anything is asked of him in the year
     * @param missing  what he will lack with all that he has chosen, in every term of the year; nothing for who reaches it
     */
    public record Row(TeacherId teacher, String name, @Nullable String document, Localized unit, String path, int selected, CreditHours hours, int waiting, boolean asked,
                      List<Missing> missing) {

        String key() {
            return teacher + " " + path + " " + name;
        }
    }

    /** A line of the year that is not reached. @param title null for the total */
    public record Missing(@Nullable Localized title, CreditHours hours) {}

    /** How many there are; who waits may have a place elsewhere. */
    public record Count(int people, int chosen, int waiting, int nothing, int lacking) {

        public static final Count NOBODY = new Count(0, 0, 0, 0, 0);

        Count plus(Count other) {
            return new Count(people + other.people, chosen + other.chosen, waiting + other.waiting, nothing + other.nothing, lacking + other.lacking);
        }

        public int of(Which which) {
            return switch (which) {
                case ALL -> people;
                case CHOSEN -> chosen;
                case WAITING -> waiting;
                case NOTHING -> nothing;
                case SHORT -> lacking;
            };
        }
    }

    private static final Logger LOG = LoggerFactory.getLogger(Choosers.class);

    private static final Map<Which, String> KEPT = Arrays.stream(Which.values()).collect(Collectors.toMap(it -> it, it -> ChooserLists.rows(it, true, Among.KEPT)));

    private static final int ID = 36;
    /** One in so many. */
    private static final int FEW = 20;

    private record Key(String path, String name, String id) {}

    private final ChooserFigures figures;
    private final Patience patience;
    private final ChooserBases bases;
    private final TransactionTemplate transaction;

    Choosers(ChooserFigures figures, ChooserBases bases, Patience patience, TransactionTemplate transaction) {
        this.figures = figures;
        this.patience = patience;
        this.bases = bases;
        this.transaction = transaction;
    }

    /**
     * How many there are of each, from what is kept of each unit where that is still so, from the facts elsewhere and for a part of a name; and a part of a list.
     * What was counted is kept if it can be: where nothing can be written at the moment, numbers are read all the same.
     *
     * @param after the cursor of the page before
     */
    Look look(Asked asked, Which which, @Nullable String after, int limit) {
        var key = key(after);
        return kept(asked, which, key, limit).or(() -> {
            renew(asked);
            return kept(asked, which, key, limit);
        }).orElseGet(() -> {
            var counts = asked.search == null ? figures.mixed(asked) : figures.facts(asked);
            return new Look(counts, page(asked, which, sum(counts), after, limit));
        });
    }

    /** Numbers and list on one way to the database, by plans made once: making one takes longer than reading. */
    private Optional<Look> kept(Asked asked, Which which, @Nullable Key after, int limit) {
        return asked.search != null ? Optional.empty() : bases.read(asked, basis -> {
            var rows = figures.query(KEPT.get(which), asked, basis);
            limits(after, limit + 1).forEach(rows::param);
            return figures.whole(asked, basis).and(rows.rows(Choosers::rows), (counts, list) -> counts.flatMap(it -> look(it, list, which, limit)));
        });
    }

    /** Empty where the list has found nobody and the numbers say that there is somebody: in between something has changed, and nothing was kept of all any more. */
    static Optional<Look> look(Map<String, Count> counts, List<Row> list, Which which, int limit) {
        return list.isEmpty() && sum(counts).of(which) > 0 ? Optional.empty() : Optional.of(new Look(counts, Page.of(list, limit, Row::key)));
    }

    private static List<Row> rows(ResultSet rows) throws SQLException {
        var found = new ArrayList<Row>();
        while (rows.next()) {
            found.add(row(rows));
        }
        return found;
    }

    private void renew(Asked asked) {
        if (asked.search == null) {
            try {
                figures.renew(asked);
            } catch (DataAccessException e) {
                LOG.warn("What was counted of {} cannot be kept", asked.root, e);
            }
        }
    }

    private static Page<Row> page(JdbcClient.StatementSpec rows, int limit) {
        return Page.of(rows.query((row, _) -> row(row)).list(), limit, Row::key);
    }

    private static Count sum(Map<String, Count> counts) {
        return counts.values().stream().reduce(Count.NOBODY, Count::plus);
    }

    /**
     * In the order of the tree, then by name. Where many of a name lack hours, the first of them are found by looking at one after the other; where few do, by looking at all together.
     *
     * @param all   how many there are of each
     * @param after the cursor of the page before
     */
    Page<Row> page(Asked asked, Which which, Count all, @Nullable String after, int limit) {
        var sql = ChooserLists.rows(which, asked.search == null || all.lacking * FEW < all.people, asked.search == null ? Among.FEW : Among.ALL);
        return transaction.execute(_ -> {
            patience.extend();
            return page(rows(sql, asked, key(after), limit + 1), limit);
        });
    }

    /** All of them, at most so many, one after the other. */
    void each(Asked asked, Which which, int most, Consumer<Row> taker) {
        rows(ChooserLists.rows(which, true, Among.ALL), asked, null, most).withFetchSize(1_000).query((RowCallbackHandler) row -> taker.accept(row(row)));
    }

    /** For those who mean everybody on the list. */
    List<TeacherId> everybody(Asked asked, Which which) {
        return figures.about(ChooserLists.everybody(which), asked).query((row, _) -> new TeacherId(row.getObject(1, UUID.class))).list();
    }

    private JdbcClient.StatementSpec rows(String sql, Asked asked, @Nullable Key after, int limit) {
        return figures.about(sql, asked).params(limits(after, limit));
    }

    private static Map<String, @Nullable Object> limits(@Nullable Key after, int limit) {
        var limits = new HashMap<String, @Nullable Object>();
        limits.put("path", after == null ? null : after.path);
        limits.put("name", after == null ? null : after.name);
        limits.put("id", after == null ? null : after.id);
        limits.put("limit", limit);
        return limits;
    }

    private static Row row(ResultSet row) throws SQLException {
        return new Row(new TeacherId(row.getObject("teacher_id", UUID.class)), row.getString("name"), row.getString("document_masked"),
            new Localized(row.getString("unit"), row.getString("unit_en")), row.getString("path"), row.getInt("selected"), new CreditHours(row.getBigDecimal("hours")),
            row.getInt("waiting"), row.getBoolean("asked"), missing(row));
    }

    /** The total, which comes last, only where reaching all the categories would not reach it. */
    private static List<Missing> missing(ResultSet row) throws SQLException {
        if (row.getArray("parts") == null) {
            return List.of();
        }
        String[] parts = texts(row.getArray("parts"));
        String[] titles = texts(row.getArray("titles"));
        String[] english = texts(row.getArray("titles_en"));
        var hours = (BigDecimal[]) row.getArray("missing").getArray();
        var found = new ArrayList<Missing>();
        var categories = CreditHours.ZERO;
        for (var i = 0; i < parts.length; i++) {
            var lacks = new CreditHours(hours[i]);
            if (!parts[i].equals("TOTAL")) {
                found.add(new Missing(new Localized(titles[i], english[i]), lacks));
                categories = parts[i].equals("CATEGORY") ? categories.plus(lacks) : categories;
            } else if (lacks.compareTo(categories) > 0) {
                found.add(new Missing(null, lacks.minus(categories)));
            }
        }
        return found;
    }

    private static String[] texts(Array array) throws SQLException {
        return (String[]) array.getArray();
    }

    private static @Nullable Key key(@Nullable String cursor) {
        var text = Page.decode(cursor);
        if (text == null) {
            return null;
        }
        if (!text.matches("(?s)[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12} [^ ]+ .+")) {
            throw new Problem(400, "error.cursor");
        }
        var path = text.substring(ID + 1, text.indexOf(' ', ID + 1));
        if (!Page.isPath(path)) {
            throw new Problem(400, "error.cursor");
        }
        return new Key(path, text.substring(ID + 2 + path.length()), text.substring(0, ID));
    }
}
