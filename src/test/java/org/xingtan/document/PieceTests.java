package org.xingtan.document;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.xingtan.platform.Problem;

class PieceTests {

    private static final String DIGEST = "sha-256=:LPJNul+wow4m6DsqxbninhsWHlwfp0JecwQzYpOLmCQ=:";
    private static final byte[] HELLO = "hello".getBytes(StandardCharsets.UTF_8);

    @Test
    void aPieceIsComparedWithItsDigest() throws IOException {
        assertThat(read(new ByteArrayInputStream(HELLO), null)).isEqualTo(HELLO);
        assertThat(read(new ByteArrayInputStream(HELLO), DIGEST)).isEqualTo(HELLO);
        assertThat(read(new ByteArrayInputStream(HELLO), "md5=:abc:, " + DIGEST)).isEqualTo(HELLO);
        assertProblem(400, new ByteArrayInputStream("hellO".getBytes(StandardCharsets.UTF_8)), DIGEST);
    }

    @Test
    void aPieceThatGoesOnWithoutEndIsCut() {
        var read = new AtomicLong();
        assertProblem(413, new InputStream() {
            @Override
            public int read() {
                return 0;
            }

            @Override
            public int read(byte[] into, int offset, int length) {
                read.addAndGet(length);
                return length;
            }
        }, null);
        assertThat(read.get()).isLessThan(Uploads.LARGEST_PIECE + (1 << 17));
    }

    @Test
    void aPieceThatComesTooSlowlyIsCut() {
        assertThatThrownBy(() -> Piece.read(new ByteArrayInputStream(HELLO), null, Duration.ofNanos(-1)))
            .isInstanceOfSatisfying(Problem.class, it -> assertThat(it.status()).isEqualTo(408));
    }

    private static byte[] read(InputStream body, String digest) throws IOException {
        return Piece.read(body, digest, Piece.PATIENCE);
    }

    private static void assertProblem(int status, InputStream body, String digest) {
        assertThatThrownBy(() -> read(body, digest)).isInstanceOfSatisfying(Problem.class, it -> assertThat(it.status()).isEqualTo(status));
    }
}
