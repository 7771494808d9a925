package org.xingtan.platform.operation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.boot.availability.ApplicationAvailability;
import org.springframework.boot.availability.AvailabilityState;
import org.springframework.boot.availability.ReadinessState;
import org.springframework.boot.availability.AvailabilityChangeEvent;
import org.springframework.http.HttpStatus;

class HealthTests {

    @Test
    void isUpWhenEverythingIs() {
        var answer = new HealthApi(new Stage(ReadinessState.ACCEPTING_TRAFFIC), List.of(part("database", true))).health();

        assertThat(answer.getStatusCode()).isEqualTo(HttpStatus.OK);
        assertThat(answer.getBody()).hasToString("Health[status=UP, parts={application=UP, database=UP}]");
    }

    @Test
    void isDownUntilMigrationsAndDemoAreDone() {
        var answer = new HealthApi(new Stage(ReadinessState.REFUSING_TRAFFIC), List.of(part("database", true))).health();

        assertThat(answer.getStatusCode()).isEqualTo(HttpStatus.SERVICE_UNAVAILABLE);
        assertThat(answer.getBody()).hasToString("Health[status=DOWN, parts={application=DOWN, database=UP}]");
    }

    @Test
    void isDownWithoutItsDatabase() {
        var answer = new HealthApi(new Stage(ReadinessState.ACCEPTING_TRAFFIC), List.of(part("database", false))).health();

        assertThat(answer.getStatusCode()).isEqualTo(HttpStatus.SERVICE_UNAVAILABLE);
        assertThat(answer.getBody()).hasToString("Health[status=DOWN, parts={application=UP, database=DOWN}]");
    }

    private static HealthPart part(String name, boolean isUp) {
        return new HealthPart() {
            @Override
            public String name() {
                return name;
            }

            @Override
            public boolean isUp() {
                return isUp;
            }
        };
    }

    private record Stage(ReadinessState readiness) implements ApplicationAvailability {

        @Override
        public <S extends AvailabilityState> S getState(Class<S> type, S fallback) {
            return type.isInstance(readiness) ? type.cast(readiness) : fallback;
        }

        @Override
        public <S extends AvailabilityState> S getState(Class<S> type) {
            return type.cast(readiness);
        }

        @Override
        public <S extends AvailabilityState> AvailabilityChangeEvent<S> getLastChangeEvent(Class<S> type) {
            throw new UnsupportedOperationException();
        }
    }
}
