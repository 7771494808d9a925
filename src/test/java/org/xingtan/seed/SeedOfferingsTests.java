package org.xingtan.seed;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.xingtan.testing.Cast;
import org.xingtan.testing.XingtanTest;

@XingtanTest
class SeedOfferingsTests {

    @Autowired SeedOfferings seed;
    @Autowired Cast cast;
    @Autowired JdbcClient db;

    @Test
    void theTermHasWhatIsAskedForAndOneForAllAndOneForNobody() {
        var province = cast.province();

        seed.publish(province.id(), 3, 20);

        assertThat(db.sql("""
                select o.places
                  from selection.offering o
                  join selection.term t on t.id = o.term_id and t.published_at is not null and t.code = :code
                 where t.owner_id = :owner
                 order by o.offering_id
                """).param("code", SeedOfferings.TERM).param("owner", province.id().value()).query(Integer.class).list())
            .containsExactly(20, 20, 20, SeedOptions.MOST_PLACES, 0);
    }
}
