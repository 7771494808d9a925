package org.xingtan.platform.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.xingtan.platform.Problem;

class PagePartTests {

    private static final List<String> ALL = List.of("a1", "a2", "a3", "b1", "c1");

    private static Page<String> part(List<String> all, @Nullable Integer limit, @Nullable String cursor) {
        return Page.part(all, it -> it.substring(0, 1), it -> it, limit, cursor);
    }

    @Test
    void whoeverAsksForNoPartHasTheWhole() {
        assertThat(part(ALL, null, null)).isEqualTo(new Page<>(ALL, null));
        assertThat(part(ALL, 5, null)).isEqualTo(new Page<>(ALL, null));
        assertThat(part(List.of(), 5, null)).isEqualTo(new Page<>(List.of(), null));
    }

    @Test
    void eachPartGoesOnBehindTheOneBefore() {
        var first = part(ALL, 2, null);
        var second = part(ALL, 2, first.next());
        var third = part(ALL, 2, second.next());

        assertThat(List.of(first.items(), second.items(), third.items())).containsExactly(List.of("a1", "a2"), List.of("a3", "b1"), List.of("c1"));
        assertThat(third.next()).isNull();
        assertThat(part(ALL, null, first.next()).items()).containsExactly("a3", "b1", "c1");
    }

    /** What comes where it came may come again; nothing is passed over. */
    @Test
    void goesOnWhereAnItemWasThatHasGone() {
        var first = part(ALL, 2, null);

        assertThat(part(List.of("a3", "b1", "c1"), 9, first.next()).items()).containsExactly("a3", "b1", "c1");
        assertThat(part(List.of("a1", "a3", "c1"), 9, first.next()).items()).containsExactly("a1", "a3", "c1");
        assertThat(part(List.of("a1", "c1"), 9, part(ALL, 4, null).next()).items()).containsExactly("c1");
        assertThat(part(List.of("a1"), 9, part(ALL, 4, null).next()).items()).isEmpty();
    }

    @Test
    void refusesWhatIsNoPart() {
        for (var limit : List.of(0, -1, 201)) {
            assertThatThrownBy(() -> part(ALL, limit, null)).isInstanceOf(Problem.class).hasMessage("error.limit");
        }
        for (var cursor : List.of("!", Page.encode("x"), "8J-YgHwt")) {
            assertThatThrownBy(() -> part(ALL, 1, cursor)).as(cursor).isInstanceOf(Problem.class).hasMessage("error.cursor");
        }
    }
}
