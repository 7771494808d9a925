package org.xingtan.offering;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Objects;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.web.multipart.MultipartFile;
import org.xingtan.platform.Actor;
import org.xingtan.platform.Problem;
import org.xingtan.platform.StorableText;
import org.xingtan.platform.persistence.TemporaryFiles;
import org.xingtan.selection.TermId;

/** Use case: somebody sends a workbook of what his term offers. */
@Component
class HandInOfferings {

    private static final long LARGEST = 5_000_000;
    private static final int LONGEST_NAME = 200;

    private final OfferingImports imports;
    private final KeepOfferings keep;

    HandInOfferings(OfferingImports imports, KeepOfferings keep) {
        this.imports = imports;
        this.keep = keep;
    }

    /** @throws org.xingtan.platform.NotFound when it is not the actor's term @throws Problem 400, 413 or 415 for what is no workbook of ours */
    UUID handIn(Actor actor, TermId term, MultipartFile file) {
        keep.term(actor, term);
        if (file.isEmpty() || file.getSize() > LARGEST) {
            throw file.isEmpty() ? new Problem(400, "offering.import.none") : new Problem(413, "offering.import.large", LARGEST / 1_000_000);
        }
        try {
            return TemporaryFiles.with(".xlsx", file::transferTo, kept -> imports.plan(actor, term, name(file), kept));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What it is called, without the folders before. */
    private static String name(MultipartFile file) {
        var name = Objects.requireNonNullElse(file.getOriginalFilename(), "").replaceAll(".*[/\\\\]", "").strip();
        return name.isEmpty() || name.length() > LONGEST_NAME || !StorableText.is(name) ? "offerings.xlsx" : name;
    }
}
