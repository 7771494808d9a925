package org.xingtan.standing;

import org.xingtan.testing.Fixture;

/** The hour, for tests that go on only when everybody is counted: of parts that fail it tells nobody but the log. */
@Fixture
public class EverybodyCounted {

    private final CountStandings count;

    EverybodyCounted(CountStandings count) {
        this.count = count;
    }

    /** @throws IllegalStateException when some could not be */
    public void follow() {
        count.attempt().stream().findFirst().ifPresent(failed -> {
            throw new IllegalStateException(failed.told(), failed.why());
        });
    }
}
