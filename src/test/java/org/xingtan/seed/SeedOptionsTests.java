package org.xingtan.seed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SeedOptionsTests {

    @Test
    void whatIsNotSaidIsOrdinary() {
        assertThat(of("--teachers 20000")).isEqualTo(new SeedOptions(20_000, 100, 0.6, 0, 0));
        assertThat(of("--teachers 2000").schools()).isEqualTo(50);
    }

    @Test
    void takesOptionsInWhateverOrder() {
        assertThat(of("--places 200 --progress 0 --offerings 400 --schools 60 --teachers 3000")).isEqualTo(new SeedOptions(3_000, 60, 0, 400, 200));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "--teachers", "--teachers 1999", "--teachers 2000 --schools 40", "--teachers 2000 --progress 1.1", "--teachers 2000 --pupils 3",
        "--teachers 2000 --offerings -1", "--teachers 2000 --offerings 2001", "--teachers 2000 --offerings 2 --places 1000001", "--teachers two"})
    void tellsItsUsageWhenTheyMakeNoSense(String line) {
        assertThatIllegalArgumentException().isThrownBy(() -> of(line));
    }

    private static SeedOptions of(String line) {
        return SeedOptions.of(line.isEmpty() ? List.of() : List.of(line.split(" ")));
    }
}
