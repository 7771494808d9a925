package org.xingtan.platform.workbook;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import org.xingtan.platform.Problem;

/**
 * What a workbook's archive is before anything in it is believed: unpacked once, to nowhere, up to limits that a real workbook
 * never reaches. On the way it is seen which rows are hidden.
 */
final class SafeArchive {

    static final int ENTRIES = 2_000;
    static final long UNPACKED = 1L << 29;
    /** Below it no ratio is too high: a few kilobytes of blanks are no bomb. */
    static final long HARMLESS = 20L << 20;
    static final int RATIO = 200;

    private static final byte[] PROTECTED = {(byte) 0xD0, (byte) 0xCF, 0x11, (byte) 0xE0};

    private static final String RELATIONS = "xl/_rels/workbook.xml.rels";
    private static final Pattern RELATION = Pattern.compile("<Relationship\\b[^>]*>");
    private static final Pattern ID = Pattern.compile("\\bId=\"([^\"]+)\"");
    private static final Pattern TARGET = Pattern.compile("\\bTarget=\"(?:/?xl/)?([^\"]+)\"");

    private final Map<String, HiddenRows> rows = new HashMap<>();
    private final Map<String, String> sheets = new HashMap<>();
    private long unpacked;

    private SafeArchive() {}

    /**
     * @throws Problem 415 for what is no workbook, an old one, or one with a password; 413 when it would be too large unpacked
     */
    static SafeArchive check(Path file) {
        try {
            refuseOtherKinds(file);
            var archive = new SafeArchive();
            try (var zip = new ZipFile(file.toFile())) {
                archive.read(zip, Files.size(file));
            }
            return archive;
        } catch (ZipException | IllegalArgumentException e) {
            throw UploadedWorkbook.damaged(e);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    /**
     * Rows of a sheet that somebody has hidden, counted from 1.
     *
     * @param relation what the workbook calls the sheet inside
     */
    BitSet hiddenRows(String relation) {
        return rows(relation).found();
    }

    /** How many rows a sheet has, blank ones among them. */
    int rowCount(String relation) {
        return rows(relation).rows();
    }

    private HiddenRows rows(String relation) {
        return rows.getOrDefault("xl/" + sheets.get(relation), new HiddenRows());
    }

    private static void refuseOtherKinds(Path file) throws IOException {
        try (var in = Files.newInputStream(file)) {
            var head = in.readNBytes(4);
            if (java.util.Arrays.equals(head, PROTECTED)) {
                throw new Problem(415, "error.workbook.protected");
            }
            if (head.length < 4 || head[0] != 'P' || head[1] != 'K') {
                throw new Problem(415, "error.workbook.kind");
            }
        }
    }

    private void read(ZipFile zip, long packed) throws IOException {
        if (zip.size() > ENTRIES) {
            throw tooLarge();
        }
        var names = new HashSet<String>();
        for (var entries = zip.entries(); entries.hasMoreElements();) {
            var entry = entries.nextElement();
            if (!names.add(entry.getName()) || isOutside(entry.getName())) {
                throw new Problem(415, "error.workbook.damaged");
            }
            read(zip, entry, packed);
        }
        name(zip);
        if (!names.contains("xl/workbook.xml") || names.contains("xl/vbaProject.bin")) {
            throw new Problem(415, "error.workbook.kind");
        }
    }

    private void name(ZipFile zip) throws IOException {
        var relations = zip.getEntry(RELATIONS);
        if (relations == null) {
            return;
        }
        try (var in = zip.getInputStream(relations)) {
            var text = new String(in.readNBytes(1 << 20), StandardCharsets.UTF_8);
            RELATION.matcher(text).results().forEach(relation -> {
                var id = ID.matcher(relation.group());
                var target = TARGET.matcher(relation.group());
                if (id.find() && target.find()) {
                    sheets.put(id.group(1), target.group(1));
                }
            });
        }
    }

    private static boolean isOutside(String name) {
        return name.startsWith("/") || name.contains("\\") || name.contains("..") || name.indexOf('\0') >= 0;
    }

    private void read(ZipFile zip, ZipEntry entry, long packed) throws IOException {
        try (var in = new BufferedInputStream(zip.getInputStream(entry), 1 << 16)) {
            var seen = new HiddenRows();
            var buffer = new byte[1 << 16];
            var isSheet = entry.getName().startsWith("xl/worksheets/");
            for (var n = in.read(buffer); n > 0; n = in.read(buffer)) {
                unpacked += n;
                if (unpacked > UNPACKED || unpacked > HARMLESS && unpacked / RATIO > packed) {
                    throw tooLarge();
                }
                if (isSheet) {
                    seen.scan(buffer, n);
                }
            }
            rows.put(entry.getName(), seen);
        }
    }

    private static Problem tooLarge() {
        return new Problem(413, "error.workbook.too-large");
    }
}
