package org.xingtan.platform.reading;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.InvalidDataAccessApiUsageException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.xingtan.platform.TeacherId;
import org.xingtan.platform.persistence.OneRead;
import org.xingtan.testing.Statements;
import org.xingtan.testing.XingtanTest;

@XingtanTest
class ReadingTests {

    @Autowired OneRead read;
    @Autowired JdbcTemplate db;

    @Test
    void whatIsSaidApartIsReadTogether() {
        var numbers = Reading.all(List.of(number(1), number(2), Reading.known(3), number(4)));
        var text = Query.of("select :text::text").param("text", "five").rows(row -> row.next() ? row.getString(1) : "");
        var both = numbers.and(text, (first, second) -> first + second).as(it -> it + "!");

        assertThat(Statements.of(() -> assertThat(read.of(both)).isEqualTo("[1, 2, 3, 4]five!"))).hasSize(1);
        assertThat(Statements.of(() -> assertThat(read.ofMany(both)).isEqualTo("[1, 2, 3, 4]five!"))).hasSize(1);
        assertThat(both.from(db)).as("again, by itself").isEqualTo("[1, 2, 3, 4]five!");
    }

    @Test
    void whatIsKnownIsNotAskedFor() {
        assertThat(Statements.of(() -> assertThat(read.of(Reading.known("known"))).isEqualTo("known"))).isEmpty();
    }

    @Test
    void whatAnAnswerMeansMayBeAskedOfTheDatabase() {
        var next = number(1).as(n -> db.queryForObject("select ? + 1", Integer.class, n));

        assertThat((Object) read.of(next)).isEqualTo(2);
    }

    @Test
    void rowsAreOfThePeopleWhomTheyName() {
        var one = TeacherId.next();
        var two = TeacherId.next();
        var nobody = TeacherId.next();
        // A name within quotes or behind two colons is none.
        var rows = Query.of("""
            select t.teacher_id, t.n::int as n, ':teachers' as quoted
              from unnest(:teachers) with ordinality as t (teacher_id, n)
             where t.teacher_id = any (:teachers)
             order by t.n
            """).param("teachers", TeacherId.array(List.of(one, two, one)));

        assertThat(read.of(rows.ofTeachers(row -> row.getInt("n")))).isEqualTo(Map.of(one, List.of(1, 3), two, List.of(2)));
        assertThat(read.of(rows.severalOfTeachers(row -> row.getInt("n") == 2 ? List.<Integer>of() : List.of(row.getInt("n"), 0))))
            .isEqualTo(Map.of(one, List.of(1, 0, 3, 0)));
        assertThat(read.of(Query.of("select :teacher::uuid as teacher_id where false").param("teacher", nobody.value()).ofTeachers(_ -> 1))).isEmpty();
    }

    @Test
    void aParameterThatIsMissingIsToldBeforeAnythingIsSent() {
        assertThatThrownBy(() -> Query.of("select :one + :two").param("one", 1).rows(_ -> 1)).isInstanceOf(InvalidDataAccessApiUsageException.class);
    }

    private static Reading<Integer> number(int n) {
        return Query.of("select :n::int").param("n", n).rows(row -> row.next() ? row.getInt(1) : 0);
    }
}
