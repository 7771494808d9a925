package org.xingtan.bulletin;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.xingtan.audit.Export;
import org.xingtan.audit.Exports;
import org.xingtan.platform.Actor;
import org.xingtan.platform.Refused;

/** Use case: somebody takes a bulletin away as a file that bears his name, the time and his reason. */
@Component
class TakeBulletin {

    /** Figures of units are nobody's personal data: they use up nothing of a day's rows. */
    private static final int NOBODY = 0;

    /** What may be taken, by whom and why. */
    record Taken(Bulletin bulletin, BulletinFile file, Export export) {

        /** Neither names nor numbers of people are in it. */
        String fileName() {
            return fileName(bulletin, file);
        }

        private static String fileName(Bulletin bulletin, BulletinFile file) {
            var published = Objects.requireNonNull(bulletin.published());
            return "bulletin-%d-%d.%s".formatted(published.year(), published.number(), file.ending());
        }
    }

    private final BulletinsInCharge inCharge;
    private final BulletinLines lines;
    private final BulletinDocx docx;
    private final BulletinXlsx xlsx;
    private final Exports exports;

    TakeBulletin(BulletinsInCharge inCharge, BulletinLines lines, BulletinDocx docx, BulletinXlsx xlsx, Exports exports) {
        this.inCharge = inCharge;
        this.lines = lines;
        this.docx = docx;
        this.xlsx = xlsx;
        this.exports = exports;
    }

    /** @throws org.xingtan.platform.Problem 422 without a reason, 400 for a file that there is not */
    Taken begin(Actor actor, BulletinId id, String ending, @Nullable String reason) {
        var bulletin = inCharge.read(actor, id);
        if (bulletin.isDraft()) {
            throw new Refused("bulletin.not-published");
        }
        var file = BulletinFile.of(ending);
        var of = new Export.Of("bulletin", "bulletin:" + id, bulletin.path(), Map.of("file", Taken.fileName(bulletin, file)));
        return new Taken(bulletin, file, exports.begin(actor, of, NOBODY, new Export.Why(reason, true)));
    }

    void write(Taken taken, Locale locale, OutputStream out) throws IOException {
        var mark = exports.mark(taken.export, locale);
        switch (taken.file) {
            case DOCX -> docx.write(taken.bulletin, taken.export.actor().personName(), mark, locale, out);
            case XLSX -> xlsx.write(taken.bulletin, mark, locale, out);
        }
        exports.end(taken.export, lines.count(taken.bulletin));
    }
}
