package org.xingtan.summary;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.xingtan.audit.Export;
import org.xingtan.audit.Exports;
import org.xingtan.document.DocumentCard;
import org.xingtan.platform.Actor;
import org.xingtan.platform.web.Dates;
import org.xingtan.platform.web.Texts;
import org.xingtan.platform.workbook.SheetWriter;

/** Use case: the authority takes all reports away: an overview, and for each unit its words and attachments. Written as it is read. */
@Component
class TakeSummaries {

    /** What units report is nobody's personal data: it uses up nothing of a day's rows. */
    private static final int NOBODY = 0;

    /** What may be taken. */
    record Taken(SummaryCall call, Export export) {}

    private final SummariesInCharge inCharge;
    private final Summaries summaries;
    private final SummaryAttachments attachments;
    private final Exports exports;
    private final Texts texts;

    TakeSummaries(SummariesInCharge inCharge, Summaries summaries, SummaryAttachments attachments, Exports exports, Texts texts) {
        this.inCharge = inCharge;
        this.summaries = summaries;
        this.attachments = attachments;
        this.exports = exports;
        this.texts = texts;
    }

    /** @throws org.xingtan.platform.Problem 422 without a reason */
    Taken begin(Actor actor, UUID id, @Nullable String reason) {
        var call = inCharge.mine(actor, id);
        var of = new Export.Of("summary", "organization:" + call.organization(), call.path(), Map.of("name", call.title()));
        return new Taken(call, exports.begin(actor, of, NOBODY, new Export.Why(reason, true)));
    }

    void write(Taken taken, Locale locale, OutputStream out) throws IOException {
        var all = summaries.of(taken.call);
        var count = 0L;
        try (var zip = new ZipOutputStream(out, StandardCharsets.UTF_8)) {
            zip.putNextEntry(new ZipEntry(texts.get("summary.zip.overview", locale) + ".xlsx"));
            overview(all, exports.mark(taken.export, locale), locale, zip);
            zip.closeEntry();
            for (var summary : all) {
                if (summary.submittedAt() != null) {
                    put(summary, locale, zip);
                    count++;
                }
            }
        } finally {
            exports.end(taken.export, count);
        }
    }

    private void overview(List<Summary> all, String mark, Locale locale, OutputStream out) {
        var headings = Stream.of("code", "unit", "state", "submitted").map(it -> texts.get("summary.column." + it, locale)).toList();
        try (var sheet = new SheetWriter(new Unclosed(out), texts.get("summary.zip.overview", locale), headings, mark)) {
            all.forEach(it -> sheet.row(Arrays.asList(it.code(), it.unit().in(locale), texts.get("summary.state." + it.state().name(), locale),
                it.submittedAt() == null ? null : Dates.second(it.submittedAt(), locale))));
        }
    }

    /** A folder for each unit; codes are unique and stay within one folder. */
    private void put(Summary summary, Locale locale, ZipOutputStream zip) throws IOException {
        var files = attachments.of(summary);
        zip.putNextEntry(new ZipEntry(summary.code() + "/" + summary.code() + ".txt"));
        zip.write(("\uFEFF" + words(summary, files, locale)).getBytes(StandardCharsets.UTF_8));
        zip.closeEntry();
        var number = 0;
        for (var file : files) {
            number++;
            if (file.isOpen()) {
                zip.putNextEntry(new ZipEntry(summary.code() + "/" + number + "-" + file.name()));
                try (var bytes = attachments.open(file)) {
                    bytes.transferTo(zip);
                }
                zip.closeEntry();
            }
        }
    }

    /** What the unit says, and by their numbers which attachments are not beside it: their names are for the unit alone. */
    private String words(Summary summary, List<DocumentCard> files, Locale locale) {
        var words = new StringBuilder(summary.unit().in(locale)).append("\r\n");
        summary.text().parts().forEach(part -> words.append("\r\n").append(texts.get("summary.part." + part.name(), locale)).append("\r\n")
            .append(part.text().replace("\n", "\r\n")).append("\r\n"));
        var number = 0;
        for (var file : files) {
            number++;
            if (!file.isOpen()) {
                words.append("\r\n").append(texts.get("summary.zip.left-out", locale, number, texts.get("document.state." + file.state(), locale)));
            }
        }
        return words.toString();
    }

    /** A workbook ends its own stream; the archive goes on. */
    private static final class Unclosed extends FilterOutputStream {

        Unclosed(OutputStream out) {
            super(out);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            out.write(bytes, offset, length);
        }

        @Override
        public void close() throws IOException {
            flush();
        }
    }
}
