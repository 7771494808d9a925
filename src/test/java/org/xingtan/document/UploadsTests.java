package org.xingtan.document;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.servlet.MultipartConfigElement;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.xingtan.platform.NotFound;
import org.xingtan.platform.Problem;
import org.xingtan.platform.TeacherId;
import org.xingtan.platform.persistence.TemporaryFiles;
import org.xingtan.testing.XingtanTest;

/** Files on their way: whatever breaks off, what was acknowledged is there, and nothing is there twice. */
@XingtanTest
class UploadsTests {

    private static final List<String> FILMS = List.of("video/mp4", "video/webm");

    @Autowired Uploads uploads;
    @Autowired Documents documents;
    @Autowired ForgetUploads forget;
    @Autowired JdbcClient db;
    @Autowired MultipartConfigElement multipart;
    @Value("${xingtan.data}") Path data;

    private final TeacherId teacher = TeacherId.next();
    private byte[] film = {};

    @BeforeEach
    void makeFilm() {
        film = new byte[300_000];
        new Random(UUID.randomUUID().hashCode()).nextBytes(film);
        System.arraycopy(new byte[] {0, 0, 0, 16, 'f', 't', 'y', 'p', 'i', 's', 'o', 'm'}, 0, film, 0, 12);
    }

    @Test
    void whoComesBackGoesOnWhereHeStopped() throws IOException {
        var begun = begin();
        uploads.append(teacher, begun.id(), 0, Arrays.copyOf(film, 100_000));

        var again = begin();

        assertThat(again.id()).isEqualTo(begun.id());
        assertThat(again.received()).isEqualTo(100_000);
        assertThat(uploads.of(teacher, "test:1")).extracting(Upload::id).containsExactly(begun.id());
        uploads.append(teacher, begun.id(), 100_000, Arrays.copyOfRange(film, 100_000, film.length));
        var document = uploads.finish(teacher, "test:1", begun.id(), FILMS);
        assertThat(documents.open(document).readAllBytes()).isEqualTo(film);
        assertThat(documents.find(document).orElseThrow().mediaType()).isEqualTo("video/mp4");
        assertThat(uploads.finish(teacher, "test:1", begun.id(), FILMS)).isEqualTo(document);
        uploads.discard(teacher, begun.id());
        assertThat(arriving(begun.id())).doesNotExist();
        assertThat(uploads.of(teacher, "test:1")).isEmpty();
    }

    @Test
    void whatAFormSendsLiesWhereAStartClearsItAway() {
        assertThat(Path.of(multipart.getLocation())).isDirectory().isEqualTo(TemporaryFiles.folder()).startsWith(data.toAbsolutePath().normalize().resolve("temporary"));
    }

    @Test
    void aPieceThatComesTwiceOrTooEarlyIsNotKept() {
        var begun = begin();
        var first = Arrays.copyOf(film, 1000);
        assertThat(uploads.append(teacher, begun.id(), 0, first).received()).isEqualTo(1000);
        assertThat(uploads.append(teacher, begun.id(), 0, first).received()).isEqualTo(1000);
        assertThat(uploads.append(teacher, begun.id(), 5000, first).received()).isEqualTo(1000);
        assertThat(arriving(begun.id())).hasSize(1000);
        assertThatThrownBy(() -> uploads.finish(teacher, "test:1", begun.id(), FILMS)).isInstanceOfSatisfying(Problem.class, it -> assertThat(it.status()).isEqualTo(409));
    }

    @Test
    void bytesThatTheDiskHasLostAreAskedForAgain() throws IOException {
        var begun = begin();
        uploads.append(teacher, begun.id(), 0, Arrays.copyOf(film, 2000));
        Files.write(arriving(begun.id()), Arrays.copyOf(film, 500));

        assertThat(uploads.append(teacher, begun.id(), 2000, new byte[10]).received()).isEqualTo(500);
    }

    @Test
    void moreThanWasAnnouncedIsRefused() {
        var begun = uploads.begin(teacher, "test:1", "small.mp4", 10);

        assertThatThrownBy(() -> uploads.append(teacher, begun.id(), 0, new byte[11])).isInstanceOfSatisfying(Problem.class, it -> assertThat(it.status()).isEqualTo(413));
        assertThat(uploads.append(teacher, begun.id(), 0, new byte[10]).isWhole()).isTrue();
    }

    @Test
    void whatIsNotOfTheKindIsNotKept() {
        var name = "film-" + UUID.randomUUID() + ".mp4";
        var page = "<!doctype html><script>alert(1)</script>".getBytes(StandardCharsets.UTF_8);
        var begun = uploads.begin(teacher, "test:1", name, page.length);
        uploads.append(teacher, begun.id(), 0, page);

        assertThatThrownBy(() -> uploads.finish(teacher, "test:1", begun.id(), FILMS)).isInstanceOfSatisfying(Problem.class, it -> assertThat(it.status()).isEqualTo(415));
        assertThatThrownBy(() -> documents.store(name, FILMS, new ByteArrayInputStream(page))).isInstanceOf(Problem.class);
        assertThat(db.sql("select count(*) from document.document where name = :name").param("name", name).query(Integer.class).single()).isZero();
    }

    @Test
    void nobodyTouchesAnothersUpload() {
        var begun = begin();
        var other = TeacherId.next();

        assertThatThrownBy(() -> uploads.append(other, begun.id(), 0, new byte[1])).isInstanceOf(NotFound.class);
        assertThatThrownBy(() -> uploads.finish(other, "test:1", begun.id(), FILMS)).isInstanceOf(NotFound.class);
        assertThatThrownBy(() -> uploads.finish(teacher, "test:2", begun.id(), FILMS)).isInstanceOf(NotFound.class);
        uploads.discard(other, begun.id());
        assertThat(begin().id()).isEqualTo(begun.id());
        assertThat(uploads.of(other, "test:1")).isEmpty();
    }

    @Test
    void onlySoManyAreOnTheirWayAtOnce() {
        for (var i = 0; i < Uploads.AT_ONCE; i++) {
            uploads.begin(teacher, "test:" + i, "a.mp4", 10);
        }
        assertThat(uploads.begin(teacher, "test:0", "a.mp4", 10).received()).isZero();
        assertThatThrownBy(() -> uploads.begin(teacher, "test:x", "a.mp4", 10)).isInstanceOfSatisfying(Problem.class, it -> assertThat(it.status()).isEqualTo(409));
    }

    @Test
    void whatWasLeftForAWeekIsGone() throws IOException {
        var left = begin();
        uploads.append(teacher, left.id(), 0, new byte[10]);
        var stray = Files.createFile(arriving(UUID.randomUUID()));
        Files.setLastModifiedTime(stray, FileTime.from(Instant.parse("2020-01-01T00:00:00Z")));
        var fresh = uploads.begin(teacher, "test:2", "b.mp4", 10);
        uploads.append(teacher, fresh.id(), 0, new byte[5]);
        db.sql("update document.upload set touched_at = touched_at - interval '8 days' where teacher_id = :teacher and id = :id")
            .param("teacher", teacher.value()).param("id", left.id()).update();

        forget.forget();

        assertThat(arriving(left.id())).doesNotExist();
        assertThat(stray).doesNotExist();
        assertThat(arriving(fresh.id())).hasSize(5);
        assertThat(uploads.of(teacher, "test:1")).isEmpty();
    }

    private Upload begin() {
        return uploads.begin(teacher, "test:1", "film.mp4", film.length);
    }

    private Path arriving(UUID upload) {
        return data.toAbsolutePath().resolve("files/arriving").resolve(upload.toString());
    }
}
