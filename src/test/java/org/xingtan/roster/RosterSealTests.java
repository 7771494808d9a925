package org.xingtan.roster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.xingtan.testing.Cast.as;
import static org.xingtan.testing.Cast.csrf;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.zip.ZipFile;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import org.xingtan.document.DocumentId;
import org.xingtan.document.Documents;
import org.xingtan.testing.Cast;
import org.xingtan.testing.Scanned;
import org.xingtan.testing.XingtanTest;

/** Whoever has the disk, and not the key, reads nobody's name in it. */
@XingtanTest
class RosterSealTests {

    private static final int WINDOW = 16;

    @Autowired Cast cast;
    @Autowired MockMvcTester mvc;
    @Autowired Imports imports;
    @Autowired Documents documents;
    @Autowired JdbcClient db;
    @Autowired Scanned scanned;
    @Value("${xingtan.data}") Path data;

    @Test
    void theOriginalAndTheReportLieEncrypted() throws IOException {
        var county = cast.county();
        var school = cast.school(county);
        var document = Cast.documentNumber();
        var workbook = Sheets.of(List.of(Sheets.row("欧阳铁柱", document, school, null, null), Sheets.row("司徒小花", school)));
        assertThat(inflated(workbook)).contains(document.value());

        var done = new Clerk(mvc, cast.administrator(county)).carryOut(county, workbook);
        var one = imports.find(UUID.fromString(done.get("id").stringValue())).orElseThrow();

        assertThat(documents.open(one.document())).hasBinaryContent(workbook);
        liesEncrypted(one.document());
        liesEncrypted(one.report());
    }

    @Test
    void aWorkbookIsReadOnceItHasPassedTheCheckForViruses() throws InterruptedException {
        var county = cast.county();
        var workbook = Sheets.of(List.of(Sheets.row("欧阳铁柱", cast.school(county))));
        var infected = Sheets.of(List.of(Sheets.row("司徒小花", cast.school(county))));
        var large = Sheets.of(List.of(Sheets.row("慕容大山", cast.school(county))));
        List.of(workbook, infected, large).forEach(scanned::held);
        var clerk = new Clerk(mvc, cast.administrator(county));
        var waiting = Clerk.json(clerk.send(county, workbook)).get("id").stringValue();
        var never = Clerk.json(clerk.send(county, infected)).get("id").stringValue();
        var tooLarge = Clerk.json(clerk.send(county, large)).get("id").stringValue();

        Thread.sleep(1_500);
        assertThat(clerk.look(waiting).get("state").stringValue()).isEqualTo("READING");
        assertThat(mvc.get().uri("/console/roster/imports/" + waiting).with(as(clerk.actor()))).bodyText().contains("正在检查");
        assertThat(mvc.post().uri("/console/roster/imports/" + waiting + "/files").param("what", "original").param("reason", "核对原件")
            .param("confirmed", "true").with(csrf()).with(as(clerk.actor()))).hasStatus(409);
        var early = commit(clerk, waiting);
        assertThat(early).hasStatus(409).hasHeader("Retry-After", "2").bodyJson().extractingPath("$.code").isEqualTo("roster.not-planned");
        scanned.clean(workbook);
        scanned.infected(infected);
        scanned.tooLarge(large);
        assertThat(clerk.await(waiting).get("state").stringValue()).isEqualTo("PLANNED");
        assertThat(commit(clerk, waiting)).as("with the same key").hasStatus(202);
        var failed = clerk.await(never);
        assertThat(failed.get("state").stringValue()).isEqualTo("FAILED");
        assertThat(failed.get("reason").toString()).contains(Scanned.SIGNATURE);
        assertThat(clerk.await(tooLarge).get("state").stringValue()).as("nobody waits for what does not come").isEqualTo("FAILED");
    }

    private MvcTestResult commit(Clerk clerk, String id) {
        return mvc.post().uri("/api/v1/roster-imports/" + id + "/commit").header("Idempotency-Key", "commit " + id).with(csrf()).with(as(clerk.actor())).exchange();
    }

    @Test
    void whoTakesAFileSaysWhyAndTheFileSaysWho() throws IOException {
        var county = cast.county();
        var workbook = Sheets.of(List.of(Sheets.row("欧阳铁柱", cast.school(county))));
        var clerk = new Clerk(mvc, cast.administrator(county));
        var files = "/console/roster/imports/" + clerk.carryOut(county, workbook).get("id").stringValue() + "/files";

        assertThat(mvc.post().uri(files).param("what", "original").with(csrf()).with(as(clerk.actor()))).as("without a reason").hasStatus(422);
        assertThat(mvc.post().uri(files).param("what", "else").param("reason", "核对原件").with(csrf()).with(as(clerk.actor()))).hasStatus(400);
        for (var what : List.of("original", "report")) {
            var parts = unzip(take(clerk, files, what));
            assertThat(new String(parts.getFirst(), StandardCharsets.UTF_8)).contains(clerk.actor().personName(), "核对原件");
            assertThat(inflated(parts.getLast())).contains("sheetData");
            assertThat(what.equals("report") || java.util.Arrays.equals(parts.getLast(), workbook)).as("the original, byte for byte").isTrue();
        }
        assertThat(take(clerk, files, "marked")).satisfies(marked -> assertThat(inflated(marked)).contains("oddFooter"));
        assertThat(db.sql("select act || ' ' || (after ->> 'list') || ' ' || (after ->> 'reason') from audit.entry where actor = :actor and act like 'roster.export%' order by at, id")
            .param("actor", clerk.actor().teacher().value()).query(String.class).list()).contains("roster.export original 核对原件", "roster.exported marked 核对原件").hasSize(6);
    }

    private byte[] take(Clerk clerk, String files, String what) {
        var answer = mvc.post().uri(files).param("what", what).param("reason", "核对原件").with(csrf()).with(as(clerk.actor())).exchange();
        assertThat(answer).hasStatusOk();
        return answer.getResponse().getContentAsByteArray();
    }

    private static List<byte[]> unzip(byte[] archive) throws IOException {
        var parts = new ArrayList<byte[]>();
        try (var zip = new ZipInputStream(new ByteArrayInputStream(archive))) {
            while (zip.getNextEntry() != null) {
                parts.add(zip.readAllBytes());
            }
        }
        return parts;
    }

    /** Neither the archive nor any part of it, packed or unpacked. */
    private void liesEncrypted(DocumentId id) throws IOException {
        var sha256 = documents.find(id).orElseThrow().sha256();
        var folder = data.toAbsolutePath().resolve("files").resolve(sha256.substring(0, 2));
        assertThat(folder.resolve(sha256)).doesNotExist();
        var stored = new String(Files.readAllBytes(folder.resolve(sha256 + ".sealed")), StandardCharsets.ISO_8859_1);
        byte[] plain;
        try (var bytes = documents.open(id)) {
            plain = bytes.readAllBytes();
        }
        var text = inflated(plain);
        assertThat(text).contains("xl/worksheets/sheet1.xml", "sheetData");
        holdsNothingOf(stored, new String(plain, StandardCharsets.ISO_8859_1));
        holdsNothingOf(stored, new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1));
    }

    private static void holdsNothingOf(String stored, String plain) {
        for (var at = 0; at + WINDOW <= plain.length(); at += WINDOW / 2) {
            assertThat(stored.contains(plain.substring(at, at + WINDOW))).as("bytes from " + at).isFalse();
        }
    }

    private static String inflated(byte[] workbook) throws IOException {
        var file = Files.createTempFile("workbook", ".xlsx");
        try (var zip = new ZipFile(Files.write(file, workbook).toFile())) {
            var text = new StringBuilder();
            for (var entry : zip.stream().toList()) {
                text.append(entry.getName()).append('\n').append(new String(zip.getInputStream(entry).readAllBytes(), StandardCharsets.UTF_8));
            }
            return text.toString();
        } finally {
            Files.delete(file);
        }
    }
}
