package org.xingtan.document;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.xingtan.platform.Problem;
import org.xingtan.platform.persistence.Json;
import tools.jackson.databind.JsonNode;

class FilmLengthTests {

    private static final Path CLIPS = Path.of("src/main/resources/demo/clips");

    @Test
    void theFilmsOfTheDemoAreAsLongAsTheirListSays() throws IOException {
        for (var clip : Json.read(Files.readString(CLIPS.resolve("index.json")), JsonNode.class)) {
            try (var film = Files.newInputStream(CLIPS.resolve(clip.get("name").stringValue() + ".mp4"))) {
                assertThat(FilmLength.of("video/mp4", film)).as(clip.get("name").stringValue()).contains(clip.get("seconds").intValue());
            }
        }
    }

    @Test
    void aLongFilmWithWideNumbersIsReadFromItsEnd() throws IOException {
        var header = ByteBuffer.allocate(40).putInt(40).put(ascii("mvhd")).putInt(1 << 24).putLong(0).putLong(0).putInt(90_000).putLong(90_000L * 5400 + 89_999);
        var movie = ByteBuffer.allocate(48).putInt(48).put(ascii("moov")).put(header.array());
        var data = ByteBuffer.allocate(16 + 1000).putInt(1).put(ascii("mdat")).putLong(1016).put(new byte[1000]);
        var film = ByteBuffer.allocate(16 + 1016 + 48).putInt(16).put(ascii("ftypisom")).putInt(0).put(data.array()).put(movie.array());

        assertThat(FilmLength.of("video/mp4", new ByteArrayInputStream(film.array()))).contains(5400);
    }

    @Test
    void aFilmThatWasCutOffIsSaidToBe() throws IOException {
        var film = Files.readAllBytes(CLIPS.resolve("mind-01.mp4"));
        for (var length : new int[] {20, 40, 1000, film.length - 10}) {
            assertThatThrownBy(() -> FilmLength.of("video/mp4", new ByteArrayInputStream(Arrays.copyOf(film, length))))
                .as("%d bytes", length).isInstanceOfAny(Problem.class, IOException.class);
        }
    }

    @Test
    void aFilmThatMostBrowsersDoNotPlayIsSaidToBe() throws IOException {
        var film = new String(Files.readAllBytes(CLIPS.resolve("mind-01.mp4")), StandardCharsets.ISO_8859_1).replace("avc1", "hvc1").getBytes(StandardCharsets.ISO_8859_1);

        assertThatThrownBy(() -> FilmLength.of("video/mp4", new ByteArrayInputStream(film))).isInstanceOfSatisfying(Problem.class,
            it -> assertThat(it.code()).isEqualTo("document.film.codec"));
    }

    @Test
    void aWebmSaysItsLengthInItsInfo() throws IOException {
        var info = ByteBuffer.allocate(18).putInt(0x2AD7B183).put(new byte[] {0x0F, 0x42, 0x40}).putShort((short) 0x4489).put((byte) 0x88).putDouble(61_500);
        var film = ByteBuffer.allocate(5 + 4 + 12 + 5 + info.position()).putInt(0x1A45DFA3).put((byte) 0x84).put(ascii("webm"))
            .putInt(0x18538067).put(new byte[] {0x01, -1, -1, -1, -1, -1, -1, -1}).putInt(0x1549A966).put((byte) (0x80 | info.position())).put(info.array(), 0, info.position());

        assertThat(FilmLength.of("video/webm", new ByteArrayInputStream(film.array()))).contains(61);
        assertThat(FilmLength.of("video/webm", new ByteArrayInputStream(new byte[] {0x1A, 0x45, (byte) 0xDF, (byte) 0xA3}))).isEmpty();
    }

    /** Whatever comes, there is an answer: a length, none, or a refusal. */
    @Test
    void noBytesMakeItFail() throws IOException {
        var film = Files.readAllBytes(CLIPS.resolve("mind-01.mp4"));
        var random = new Random(7);
        for (var i = 0; i < 3000; i++) {
            var damaged = Arrays.copyOf(film, 1 + random.nextInt(4000));
            for (var n = 0; n < 20; n++) {
                damaged[random.nextInt(damaged.length)] = (byte) random.nextInt();
            }
            assertAnswers("video/mp4", damaged);
            var noise = new byte[random.nextInt(300)];
            random.nextBytes(noise);
            if (noise.length > 4) {
                System.arraycopy(new byte[] {0x15, 0x49, (byte) 0xA9, 0x66}, 0, noise, 0, 4);
            }
            assertAnswers("video/webm", noise);
        }
    }

    private static void assertAnswers(String type, byte[] bytes) {
        Optional<Integer> length;
        try {
            length = FilmLength.of(type, new ByteArrayInputStream(bytes));
        } catch (Problem e) {
            assertThat(e.status()).isEqualTo(415);
            return;
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        assertThat(length.orElse(1)).isBetween(1, 86_400);
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
