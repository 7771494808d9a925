package org.xingtan.document;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.io.Resource;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;
import org.xingtan.platform.Problem;
import org.xingtan.testing.XingtanTest;

@XingtanTest
class DocumentsTests {

    /** Serves without asking who asks: the module itself has no address. */
    @RestController
    static class Probe {

        private final Documents documents;

        Probe(Documents documents) {
            this.documents = documents;
        }

        @GetMapping("/probe/{id}")
        ResponseEntity<Resource> get(@PathVariable String id, @RequestHeader HttpHeaders headers) {
            return documents.serve(DocumentId.of(id), headers);
        }
    }

    @Autowired Documents documents;
    @Autowired StoredBytesCheck check;
    @TempDir Path folder;

    private MockMvcTester web;

    @BeforeEach
    void serve() {
        web = MockMvcTester.of(new Probe(documents));
    }

    @Test
    void theSameFileGivenAgainIsTheSameDocument() throws IOException {
        var bytes = film(500);
        var file = Files.write(folder.resolve("a.mp4"), bytes);

        var first = documents.store("第一课.mp4", "video/mp4", bytes);

        assertThat(documents.store("第一课.mp4", "video/mp4", file)).isEqualTo(first);
        assertThat(documents.store("另一名.mp4", "video/mp4", file)).isNotEqualTo(first);
        assertThat(documents.find(first)).hasValueSatisfying(card -> {
            assertThat(card.name()).isEqualTo("第一课.mp4");
            assertThat(card.size()).isEqualTo(500);
        });
        assertThat(documents.open(first)).hasBinaryContent(bytes);
        assertThat(check.findings(false)).noneMatch(finding -> finding.contains(first.toString()));
    }

    /** No tag by which somebody could find out later whether it has changed, or is the one that he has. */
    @Test
    void whatLiesEncryptedIsKeptByNobodyOnTheWay() {
        var id = documents.seal("证明.mp4", "video/mp4", new java.io.ByteArrayInputStream(film(777)));
        var tag = "\"" + documents.find(id).orElseThrow().sha256() + "\"";

        assertThat(web.get().uri("/probe/{id}", id)).hasStatusOk().hasHeader("Cache-Control", "no-store").doesNotContainHeader("ETag");
        assertThat(web.get().uri("/probe/{id}", id).header("If-None-Match", tag)).hasStatusOk();
        assertThat(web.get().uri("/probe/{id}", id).header("Range", "bytes=0-9").header("If-Range", tag)).hasStatusOk();
        assertThat(web.get().uri("/probe/{id}", id).header("Range", "bytes=0-9")).hasStatus(HttpStatus.PARTIAL_CONTENT).doesNotContainHeader("ETag");
    }

    @Test
    void believesTheBytesAndNotTheName() {
        var page = "<html><script>alert(1)</script>".getBytes(StandardCharsets.UTF_8);

        assertThatThrownBy(() -> documents.store("photo.jpg", "image/jpeg", page)).isInstanceOf(Problem.class);
        assertThatThrownBy(() -> documents.store("page.html", "text/html", page)).isInstanceOf(Problem.class);
        assertThatThrownBy(() -> documents.store("film.jpg", "image/jpeg", film(100))).isInstanceOf(Problem.class);
        assertThatThrownBy(() -> documents.store("empty.pdf", "application/pdf", new byte[0])).isInstanceOf(Problem.class);
    }

    @Test
    void knowsEveryKindItTakes() {
        assertThat(Signature.WEBVTT.fits("WEBVTT\n\n00:01".getBytes(StandardCharsets.UTF_8))).isTrue();
        assertThat(Signature.WEBVTT.fits("\uFEFFWEBVTT - 字幕".getBytes(StandardCharsets.UTF_8))).isTrue();
        assertThat(Signature.WEBVTT.fits("WEBVTTX".getBytes(StandardCharsets.UTF_8))).isFalse();
        assertThat(Signature.PDF.fits("%PDF-1.7".getBytes(StandardCharsets.UTF_8))).isTrue();
        assertThat(Signature.JPEG.fits(new byte[] {(byte) 0xFF, (byte) 0xD8, (byte) 0xFF, (byte) 0xE0})).isTrue();
        assertThat(Signature.PNG.fits(new byte[] {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n'})).isTrue();
        assertThat(Signature.WEBM.fits(new byte[] {0x1A, 0x45, (byte) 0xDF, (byte) 0xA3, 0x42, (byte) 0x82, (byte) 0x84, 'w', 'e', 'b', 'm'})).isTrue();
        assertThat(Signature.MP4.fits(film(20))).isTrue();
    }

    @Test
    void takesOfficeFilesForWhatIsInThemAndNeverWithMacros() throws IOException {
        var word = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";
        var excel = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

        assertThat(documents.store("a.docx", word, archive("word/document.xml"))).isNotNull();
        assertThat(documents.store("a.xlsx", excel, archive("xl/workbook.xml"))).isNotNull();
        assertThatThrownBy(() -> documents.store("b.docx", word, archive("xl/workbook.xml"))).isInstanceOf(Problem.class);
        assertThatThrownBy(() -> documents.store("b.zip.docx", word, archive("evil.exe"))).isInstanceOf(Problem.class);
        assertThatThrownBy(() -> documents.store("c.docx", word, archive("word/document.xml", "word/vbaProject.bin"))).isInstanceOf(Problem.class);
    }

    private static byte[] archive(String... parts) throws IOException {
        var bytes = new java.io.ByteArrayOutputStream();
        try (var archive = new java.util.zip.ZipOutputStream(bytes)) {
            for (var part : parts) {
                archive.putNextEntry(new java.util.zip.ZipEntry(part));
                archive.write(part.getBytes(StandardCharsets.UTF_8));
            }
        }
        return bytes.toByteArray();
    }

    @Test
    void servesTheWholeToOneWhoAsksForTheWhole() {
        var bytes = film(1_000);
        var id = documents.store("第一课.mp4", "video/mp4", bytes);

        assertThat(web.get().uri("/probe/{id}", id)).hasStatusOk().hasContentType("video/mp4")
            .hasHeader("Accept-Ranges", "bytes").hasHeader("Content-Length", "1000").hasHeader("X-Content-Type-Options", "nosniff")
            .hasHeader("ETag", "\"" + documents.find(id).orElseThrow().sha256() + "\"")
            .hasHeader("Cache-Control", "max-age=3600, private");
        assertThat(disposition(id)).startsWith("inline; filename");
        assertThat(web.get().uri("/probe/{id}", id)).body().isEqualTo(bytes);
        assertThat(web.head().uri("/probe/{id}", id)).hasStatusOk().hasHeader("Content-Length", "1000");
    }

    @Test
    void servesThePartThatIsAskedFor() {
        var bytes = film(1_000);
        var id = documents.store("a.mp4", "video/mp4", bytes);

        part(id, "bytes=0-99", 0, 99, bytes);
        part(id, "bytes=500-", 500, 999, bytes);
        part(id, "bytes=-10", 990, 999, bytes);
        part(id, "bytes=990-5000", 990, 999, bytes);
        part(id, "bytes=0-0", 0, 0, bytes);
    }

    private void part(DocumentId id, String range, int from, int to, byte[] bytes) {
        assertThat(web.get().uri("/probe/{id}", id).header("Range", range)).hasStatus(HttpStatus.PARTIAL_CONTENT)
            .hasHeader("Content-Range", "bytes %d-%d/1000".formatted(from, to)).hasHeader("Content-Length", Integer.toString(to - from + 1))
            .body().isEqualTo(java.util.Arrays.copyOfRange(bytes, from, to + 1));
    }

    @Test
    void saysSoWhenThereIsNoSuchPart() {
        var id = documents.store("a.mp4", "video/mp4", film(1_000));

        for (var range : new String[] {"bytes=1000-", "bytes=5-2", "bytes=x-y", "lines=1-2"}) {
            assertThat(web.get().uri("/probe/{id}", id).header("Range", range)).hasStatus(HttpStatus.REQUESTED_RANGE_NOT_SATISFIABLE)
                .hasHeader("Content-Range", "bytes */1000").body().isEmpty();
        }
        assertThat(web.get().uri("/probe/{id}", id).header("Range", "bytes=0-1,5-9")).hasStatusOk().hasHeader("Content-Length", "1000");
    }

    @Test
    void aPartIsWorthNothingToOneWhoHasTheRestOfOtherBytes() {
        var id = documents.store("a.mp4", "video/mp4", film(1_000));
        var tag = "\"" + documents.find(id).orElseThrow().sha256() + "\"";

        assertThat(web.get().uri("/probe/{id}", id).header("Range", "bytes=0-9").header("If-Range", tag)).hasStatus(HttpStatus.PARTIAL_CONTENT);
        assertThat(web.get().uri("/probe/{id}", id).header("Range", "bytes=0-9").header("If-Range", "\"other\"")).hasStatusOk()
            .hasHeader("Content-Length", "1000");
        assertThat(web.get().uri("/probe/{id}", id).header("If-None-Match", tag)).hasStatus(HttpStatus.NOT_MODIFIED).body().isEmpty();
    }

    @Test
    void onlyWhatPagesPlayAndShowStaysInsideThem() {
        var paper = documents.store("名单.pdf", "application/pdf", "%PDF-1.7 ".getBytes(StandardCharsets.UTF_8));

        assertThat(web.get().uri("/probe/{id}", paper)).hasHeader("Content-Security-Policy", "default-src 'none'; sandbox");
        assertThat(disposition(paper)).startsWith("attachment; filename");
    }

    @Test
    void namesWithTricksStayNames() {
        var id = documents.store("../../etc/\"x\"\r\nSet-Cookie: a=b.pdf", "application/pdf", "%PDF-1.7 ".getBytes(StandardCharsets.UTF_8));

        assertThat(web.get().uri("/probe/{id}", id)).hasStatusOk().doesNotContainHeader("Set-Cookie");
        assertThat(disposition(id)).doesNotContain("\r", "\n");
    }

    private String disposition(DocumentId id) {
        return web.get().uri("/probe/{id}", id).exchange().getResponse().getHeader("Content-Disposition");
    }

    /** Bytes that begin like an MP4 file, different at every call. */
    private static byte[] film(int size) {
        var bytes = new byte[size];
        new Random().nextBytes(bytes);
        System.arraycopy(new byte[] {0, 0, 0, 0x18, 'f', 't', 'y', 'p'}, 0, bytes, 0, 8);
        return bytes;
    }
}
