package org.xingtan.census;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.xingtan.program.Audience;

class RequiredPostsTests {

    private static final Audience HOMEROOM = new Audience.Post(List.of("HOMEROOM_TEACHER"));
    private static final Audience TUTOR = new Audience.Post(List.of("TUTOR"));
    private static final Audience SCHOOL = new Audience.Kind(List.of("SCHOOL"));

    @Test
    void aPostAmongOtherConditionsIsRequired() {
        assertThat(RequiredPosts.of(new Audience.All(List.of(SCHOOL, HOMEROOM)))).containsExactly("HOMEROOM_TEACHER");
    }

    @Test
    void oneOfSeveralIsRequiredWhenEveryWayAsksForOne() {
        assertThat(RequiredPosts.of(new Audience.Any(List.of(HOMEROOM, new Audience.All(List.of(TUTOR)))))).containsExactlyInAnyOrder("HOMEROOM_TEACHER", "TUTOR");
    }

    @Test
    void noneIsRequiredWhereAWayAsksForNone() {
        assertThat(RequiredPosts.of(new Audience.Any(List.of(HOMEROOM, SCHOOL)))).isEmpty();
        assertThat(RequiredPosts.of(new Audience.Not(HOMEROOM))).isEmpty();
        assertThat(RequiredPosts.of(SCHOOL)).isEmpty();
    }

    @Test
    void theNarrowestOfSeveralIsTheOneThatCounts() {
        assertThat(RequiredPosts.of(new Audience.All(List.of(new Audience.Post(List.of("TUTOR", "HOMEROOM_TEACHER", "PRINCIPAL")), TUTOR))))
            .containsExactly("TUTOR");
    }
}
