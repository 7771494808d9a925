package org.xingtan.roster;

import java.io.IOException;
import java.io.UncheckedIOException;
import org.springframework.stereotype.Component;
import org.springframework.web.multipart.MultipartFile;
import org.xingtan.document.Documents;
import org.xingtan.platform.Actor;
import org.xingtan.platform.OrganizationId;
import org.xingtan.platform.Problem;
import org.xingtan.platform.persistence.TemporaryFiles;
import org.xingtan.platform.workbook.CellText;
import org.xingtan.platform.workbook.UploadedWorkbook;

/** Use case: what is no workbook is said at once; what is one is kept as it came and read in the background. */
@Component
class UploadRoster {

    static final String XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
    private static final int LONGEST_NAME = 120;

    private final RosterDesk desk;
    private final Documents documents;

    UploadRoster(RosterDesk desk, Documents documents) {
        this.desk = desk;
        this.documents = documents;
    }

    /** @throws Problem 415 for what is no workbook, 413 for one that would be too large unpacked */
    RosterImport upload(Actor actor, OrganizationId unit, MultipartFile file) {
        desk.require(actor, unit);
        try {
            return TemporaryFiles.with(".xlsx", file::transferTo, arrived -> {
                UploadedWorkbook.open(arrived).close();
                var name = name(file.getOriginalFilename());
                return desk.handIn(actor, unit, documents.seal(name, XLSX, arrived), name);
            });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A browser may send a path, and anybody anything: the last part of it, as a text. */
    private static String name(@org.jspecify.annotations.Nullable String sent) {
        var plain = CellText.trimmed(sent == null ? "" : sent.replaceAll(".*[/\\\\]", "")).replaceAll("[\\p{Cc}\\p{Cs}\"<>|:*?]", "");
        var name = plain.isEmpty() ? "roster.xlsx" : plain;
        return name.codePointCount(0, name.length()) <= LONGEST_NAME ? name : name.substring(0, name.offsetByCodePoints(0, LONGEST_NAME)) + ".xlsx";
    }
}
