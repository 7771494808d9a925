package org.xingtan.offering;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;
import org.xingtan.offering.ChooserBases.Basis;
import org.xingtan.offering.Choosers.Asked;
import org.xingtan.offering.Choosers.Count;
import org.xingtan.platform.persistence.Patience;
import org.xingtan.platform.reading.Query;
import org.xingtan.platform.reading.Reading;

/**
 * How many of each unit have chosen in a term, kept unit by unit and counted anew where something has changed since. Whoever changes a fact leaves a line
 * of it in his transaction; so what is kept is right without anybody having to come by.
 */
@Repository
class ChooserFigures {

    /** Of a term so many units are counted anew at a time: while thousands choose, what was counted is soon of yesterday. */
    static final int UNITS = 200;
    private static final String AT_ONCE = "300ms";

    private final JdbcClient db;
    private final ChooserBases bases;
    private final Patience patience;

    ChooserFigures(JdbcClient db, ChooserBases bases, Patience patience) {
        this.db = db;
        this.bases = bases;
        this.patience = patience;
    }

    /** Of everybody, from sums of what is kept; empty where they do not stand. */
    Reading<Optional<Map<String, Count>>> whole(Asked asked, Basis basis) {
        return query(ChooserSums.COUNTS, asked, basis).rows(rows -> {
            var counts = new HashMap<String, Count>();
            var isKept = false;
            while (rows.next()) {
                isKept = true;
                var count = count(rows);
                if (count.people() > 0) {
                    counts.put(rows.getString("part"), count);
                }
            }
            return isKept ? Optional.of(counts) : Optional.empty();
        });
    }

    /**
     * Counts some units of which nothing is kept, unless somebody else is counting at the moment.
     *
     * @throws org.springframework.dao.DataAccessException where something cannot be written at once
     */
    @Transactional
    public void renew(Asked asked) {
        patience.extend();
        db.sql("select set_config('lock_timeout', :at_once, true)").param("at_once", AT_ONCE).query(_ -> {});
        if (isAlone()) {
            fold();
            store(asked, UNITS);
        }
    }

    /** From what is kept, and from the facts elsewhere. */
    @Transactional
    public Map<String, Count> mixed(Asked asked) {
        patience.extend();
        return counts(about(ChooserStatements.MIXED, asked).param("most", Integer.MAX_VALUE));
    }

    /** The same, looking at everybody. */
    @Transactional
    public Map<String, Count> facts(Asked asked) {
        patience.extend();
        return counts(about(ChooserStatements.COUNTS, asked));
    }

    /** Lets go of what has changed, unless somebody else is counting. */
    @Transactional
    public void letGo() {
        patience.extend();
        if (isAlone()) {
            fold();
        }
    }

    /** Counts some units of which nothing is kept, unless somebody else is counting. */
    @Transactional
    public void keep(Asked asked, int most) {
        patience.extend();
        if (isAlone()) {
            store(asked, most);
        }
    }

    /** Whether somebody has looked at that term for that year. */
    boolean isKept(OfferedTerm term, int year) {
        return db.sql("select exists (select from offering.figure where term_id = :term and year = :year)").param("term", term.id().value()).param("year", year)
            .query(Boolean.class).single();
    }

    /**
     * Nobody else lets go or counts until the transaction ends: whoever lets go sees all that was counted before, so that nothing older is ever kept. Nor does
     * who began on the day before: he would let go of units in which people are no more.
     */
    private boolean isAlone() {
        return db.sql("select case when pg_try_advisory_xact_lock(hashtextextended('offering.figure', 0)) then " + ChooserStatements.STILL_THE_DAY + " else false end")
            .query(Boolean.class).single();
    }

    private void fold() {
        db.sql(ChooserSums.FOLD).update();
    }

    private void store(Asked asked, int most) {
        var basis = bases.of(asked);
        about(ChooserStatements.STORE, asked, basis).param("most", most).update();
        about(ChooserSums.ADD_UP, asked, basis).update();
    }

    /** The paths of units whose sums say something else than what is kept of them and below. */
    List<String> falseSums(Asked asked) {
        return about(ChooserSums.FALSE, asked).query(String.class).list();
    }

    JdbcClient.StatementSpec about(String sql, Asked asked) {
        return about(sql, asked, bases.of(asked));
    }

    private JdbcClient.StatementSpec about(String sql, Asked asked, Basis basis) {
        return db.sql(sql).params(parameters(asked, basis));
    }

    /** For what is read with other statements. */
    Query query(String sql, Asked asked, Basis basis) {
        var query = Query.of(sql);
        parameters(asked, basis).forEach(query::param);
        return query;
    }

    private static Map<String, @Nullable Object> parameters(Asked asked, Basis basis) {
        var parameters = new HashMap<String, @Nullable Object>();
        parameters.put("term", asked.term().id().value());
        parameters.put("year", asked.year());
        parameters.put("owner", asked.term().ownerPath());
        parameters.put("root", asked.root());
        parameters.put("within", asked.within());
        parameters.put("search", asked.search());
        parameters.put("over", basis.over());
        parameters.put("here", basis.here());
        parameters.put("everywhere", basis.everywhere());
        parameters.put("both", basis.both());
        return parameters;
    }

    private static Map<String, Count> counts(JdbcClient.StatementSpec statement) {
        var counts = new HashMap<String, Count>();
        statement.query(row -> {
            counts.put(row.getString("part"), count(row));
        });
        return counts;
    }

    private static Count count(ResultSet row) throws SQLException {
        return new Count(row.getInt("people"), row.getInt("chosen"), row.getInt("waiting"), row.getInt("nothing"), row.getInt("lacking"));
    }
}
