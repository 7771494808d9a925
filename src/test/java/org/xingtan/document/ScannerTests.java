package org.xingtan.document;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.xingtan.platform.CannotStart;

/** The line to a real clamd, and to others that do not do what clamd does. */
class ScannerTests {

    private static final Duration WITHIN = Duration.ofSeconds(20);

    @TempDir static Path folder;
    private static Clamd clamd;

    @BeforeAll
    static void start() throws IOException, InterruptedException {
        clamd = Clamd.start(folder);
    }

    @AfterAll
    static void stop() {
        clamd.close();
    }

    @Test
    void findsTheVirusWhereverItIs() throws IOException {
        var zip = Clamd.zip("a.txt", Clamd.VIRUS);

        for (var infected : new byte[][] {Clamd.VIRUS, zip, Clamd.zip("inner.zip", zip), Clamd.docx(Clamd.VIRUS), Clamd.docx(zip)}) {
            assertThat(scan(infected)).isEqualTo(new Scanner.Answer(Scanner.Verdict.INFECTED, Clamd.SIGNATURE));
        }
    }

    @Test
    void findsNothingWhereNothingIs() throws IOException {
        assertThat(scan(new byte[0]).verdict()).isEqualTo(Scanner.Verdict.CLEAN);
        assertThat(scan(new byte[1_500_000]).verdict()).isEqualTo(Scanner.Verdict.CLEAN);
        assertThat(scan(Clamd.docx(Clamd.zip("a.txt", "harmless".getBytes(StandardCharsets.UTF_8)))).verdict()).isEqualTo(Scanner.Verdict.CLEAN);
    }

    @Test
    void whatIsTooLargeForItIsNotClean() {
        assertThat(scan(Clamd.tooLarge()).verdict()).isIn(Scanner.Verdict.TOO_LARGE, Scanner.Verdict.AWAY);
    }

    @Test
    void whoIsNotThereIsAway() throws IOException {
        var scanner = new Scanner("127.0.0.1:" + Clamd.freePort());

        assertThat(scanner.scan(new ByteArrayInputStream(Clamd.VIRUS), WITHIN).verdict()).isEqualTo(Scanner.Verdict.AWAY);
    }

    /** It takes the bytes and says nothing, or does not even take them. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void whoDoesNotAnswerInTimeIsAway(boolean takes) throws IOException {
        try (var silent = new Odd(takes, "")) {
            var begun = System.nanoTime();

            assertThat(silent.scanner().scan(new ByteArrayInputStream(new byte[30_000_000]), Duration.ofMillis(600)).verdict())
                .isEqualTo(Scanner.Verdict.AWAY);
            assertThat(Duration.ofNanos(System.nanoTime() - begun)).isBetween(Duration.ofMillis(500), Duration.ofSeconds(5));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"HTTP/1.1 400 Bad Request\r\n\r\n", "stream: OK FOUND OK", "OK", "stream: ok", "UNKNOWN COMMAND\0", "\u0001\u0002", "stream:  FOUND"})
    void whatMakesNoSenseIsNotClean(String answer) throws IOException {
        try (var odd = new Odd(true, answer)) {
            assertThat(odd.scanner().scan(new ByteArrayInputStream(Clamd.VIRUS), WITHIN).verdict()).isEqualTo(Scanner.Verdict.ODD);
        }
    }

    @Test
    void whatItsOwnLimitsKeptItFromLookingAtIsNotAVirus() throws IOException {
        try (var limited = new Odd(true, "stream: Heuristics.Limits.Exceeded.MaxFileSize FOUND\0")) {
            assertThat(limited.scanner().scan(InputStream.nullInputStream(), WITHIN).verdict()).isEqualTo(Scanner.Verdict.TOO_LARGE);
        }
    }

    @Test
    void anAddressIsAHostAndAPort() {
        assertThat(new Scanner("").isNamed()).isFalse();
        assertThat(new Scanner(" clamav.example.cn:3310 ").name()).isEqualTo("clamav.example.cn:3310");
        assertThatThrownBy(() -> new Scanner("clamav.example.cn")).isInstanceOf(CannotStart.class).hasMessageContaining("XINGTAN_SCANNER");
    }

    private static Scanner.Answer scan(byte[] bytes) {
        return new Scanner(clamd.address()).scan(new ByteArrayInputStream(bytes), WITHIN);
    }

    /** Whoever else may sit behind that address: it takes everything or nothing, then says this and goes; with nothing to say it stays. */
    private static final class Odd implements AutoCloseable {

        private final ServerSocket server = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());

        Odd(boolean takes, String answer) throws IOException {
            Thread.ofVirtual().start(() -> {
                try (var line = server.accept()) {
                    if (takes) {
                        take(line, answer);
                    }
                    Thread.sleep(answer.isEmpty() ? 60_000 : 0);
                } catch (IOException | InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            });
        }

        private static void take(Socket line, String answer) throws IOException {
            if (answer.isEmpty()) {
                line.getInputStream().transferTo(java.io.OutputStream.nullOutputStream());
            } else {
                line.getInputStream().readNBytes(10);
                var in = new java.io.DataInputStream(line.getInputStream());
                for (var n = in.readInt(); n > 0; n = in.readInt()) {
                    in.skipNBytes(n);
                }
                line.getOutputStream().write(answer.getBytes(StandardCharsets.UTF_8));
            }
        }

        Scanner scanner() {
            return new Scanner("127.0.0.1:" + server.getLocalPort());
        }

        @Override
        public void close() throws IOException {
            server.close();
        }
    }
}
