package org.xingtan.selection;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;
import org.springframework.transaction.support.TransactionTemplate;
import org.xingtan.ledger.CategoryNames;
import org.xingtan.platform.Actor;
import org.xingtan.platform.CreditHours;
import org.xingtan.platform.OrganizationId;
import org.xingtan.program.CountEligible;
import org.xingtan.program.Programs;
import org.xingtan.testing.Cast;
import org.xingtan.testing.XingtanTest;

/** Whatever is named and whatever is left out: many offerings are written with one prepared statement for a size. */
@XingtanTest
class BulkStatementsTests {

    /** Two sizes, each with rows that are full, and that are not. */
    private static final int[] SIZES = {1, 1, 3, 4, 2, 1};

    @Autowired JdbcConnectionDetails database;
    @Autowired Programs programs;
    @Autowired CountEligible eligible;
    @Autowired CategoryNames names;
    @Autowired KeepTerm keep;
    @Autowired Offerings offerings;
    @Autowired Choices choices;
    @Autowired Follow follow;
    @Autowired TransactionTemplate transaction;
    @Autowired Offered offered;
    @Autowired Cast cast;

    private Cast.Place county;
    private Cast.Place school;
    private Actor office;
    private TermId term;

    @BeforeEach
    void openATerm() {
        county = cast.county();
        school = cast.school(county);
        office = cast.administrator(county);
        term = offered.term(county, 3);
    }

    @Test
    void offeringIsPreparedOnceForASize() throws SQLException {
        try (var connection = connection()) {
            var db = new JdbcTemplate(new SingleConnectionDataSource(connection, true));
            var offer = new OfferProgram(JdbcClient.create(db), programs, eligible, names);
            for (var n = 0; n < SIZES.length; n++) {
                var provider = n % 2 == 0 ? null : school.id();
                var title = n % 2 == 0 ? "Another name" : null;
                var offers = IntStream.range(0, SIZES[n]).mapToObj(_ -> definition(provider).called(title)).toList();
                transaction.executeWithoutResult(_ -> offer.offer(offers, offer.known(offers)));
            }
            assertThat(executions(db, "insert into selection.offering%")).containsExactlyInAnyOrder(3L, 3L);
        }
    }

    @Test
    void revisingIsPreparedOnceForASize() throws SQLException {
        var ids = IntStream.range(0, 4).mapToObj(_ -> offered.online(term, county, 5, 0)).toList();
        try (var connection = connection()) {
            var db = new JdbcTemplate(new SingleConnectionDataSource(connection, true));
            var revise = new ReviseOffering(JdbcClient.create(db), keep, offerings, choices, follow, transaction);
            for (var n = 0; n < SIZES.length; n++) {
                var to = revised(n % 2 == 0 ? null : "Another name " + n, n % 2 == 0 ? school.id() : null, n);
                var all = new LinkedHashMap<OfferingId, ReviseOffering.Revised>();
                ids.subList(0, SIZES[n]).forEach(it -> all.put(it, to));
                assertThat(transaction.<Integer>execute(_ -> revise.revise(office, term, Map.copyOf(all)))).isEqualTo(SIZES[n]);
            }
            assertThat(executions(db, "update selection.offering%")).containsExactlyInAnyOrder(3L, 3L);
        }
    }

    private OfferProgram.Definition definition(@Nullable OrganizationId provider) {
        return new OfferProgram.Definition(term, offered.program(county), null, provider, "PROFESSIONAL", CreditHours.of("4.00"), new BigDecimal("20.00"), 5, 0, Meetings.NONE);
    }

    private static ReviseOffering.Revised revised(@Nullable String title, @Nullable OrganizationId provider, int n) {
        return new ReviseOffering.Revised(title, provider, CreditHours.of("5"), new BigDecimal(30 + n), Meetings.NONE);
    }

    /** How often each statement that is prepared still was executed. */
    private static List<Long> executions(JdbcTemplate db, String statement) {
        return db.queryForList("select generic_plans + custom_plans from pg_prepared_statements where statement like ?", Long.class, statement);
    }

    /** One that prepares whatever it is asked. */
    private java.sql.Connection connection() throws SQLException {
        return DriverManager.getConnection(database.getJdbcUrl() + (database.getJdbcUrl().contains("?") ? "&" : "?") + "prepareThreshold=1",
            database.getUsername(), database.getPassword());
    }
}
