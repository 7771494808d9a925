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
        try (var zip = new ZipOutputStream(out, StandardCharsets.UTF_8)) {
            zip.putNextEntry(new ZipEntry(texts.get("summary.zip.overview", locale) + ".xlsx"));
            overview(all, exports.mark(taken.export, locale), locale, zip);
            zip.closeEntry();
            for (var summary : all) {
                if (summary.submittedAt() != null) {
                    put(summary, locale, zip);
                }
            }
        } finally {
            exports.end(taken.export, all.stream().filter(it -> it.submittedAt() != null).count());
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
        zip.putNextEntry(new ZipEntry(summary.code() + "/" + summary.code() + ".txt"));
        var words = new StringBuilder(summary.unit().in(locale)).append("\r\n");
        summary.text().parts().forEach(part -> words.append("\r\n").append(texts.get("summary.part." + part.name(), locale)).append("\r\n")
            .append(part.text().replace("\n", "\r\n")).append("\r\n"));
        zip.write(("\uFEFF" + words).getBytes(StandardCharsets.UTF_8));
        zip.closeEntry();
        var number = 0;
        for (var attachment : attachments.of(summary).stream().filter(DocumentCard::isOpen).toList()) {
            zip.putNextEntry(new ZipEntry(summary.code() + "/" + ++number + "-" + attachment.name()));
            try (var bytes = attachments.open(attachment)) {
                bytes.transferTo(zip);
            }
            zip.closeEntry();
        }
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
