package org.xingtan.fee;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.xingtan.audit.Export;
import org.xingtan.audit.Exports;
import org.xingtan.ledger.CategoryNames;
import org.xingtan.platform.Actor;
import org.xingtan.platform.Localized;
import org.xingtan.platform.OrganizationId;
import org.xingtan.platform.web.Texts;
import org.xingtan.platform.workbook.SheetWriter;

/** Use case: somebody takes a statement or the sums of a term away and says why. */
@Component
class TakeFees {

    /** Sums are nobody's personal data: they use up nothing of a day's rows. */
    private static final int NOBODY = 0;

    /** A statement that may be written. */
    record Taken(Export export, Statement statement) {}

    /** Sums that may be written. */
    record Sums(Export export, Reconcile.Report report) {}

    private final FeesInCharge inCharge;
    private final Statements statements;
    private final Reconcile reconcile;
    private final StatementPdf pdf;
    private final Exports exports;
    private final Words words;

    TakeFees(FeesInCharge inCharge, Statements statements, Reconcile reconcile, StatementPdf pdf, Exports exports, Words words) {
        this.inCharge = inCharge;
        this.statements = statements;
        this.reconcile = reconcile;
        this.pdf = pdf;
        this.exports = exports;
        this.words = words;
    }

    /** What things are called. */
    @Component
    record Words(Texts texts, CategoryNames names) {

        List<String> columns(Locale locale, String... keys) {
            return Stream.of(keys).map(key -> texts.get("fee.column." + key, locale)).toList();
        }
    }

    Statement statement(Actor actor, UUID id) {
        return inCharge.statement(actor, id);
    }

    void pdf(Statement statement, Locale locale, OutputStream out) throws IOException {
        pdf.write(statement, take -> statements.each(statement, take), locale, out);
    }

    /** @throws org.xingtan.platform.Problem as {@link Exports#begin} says */
    Taken begin(Actor actor, UUID id, Export.Why why) {
        var statement = inCharge.statement(actor, id);
        var of = new Export.Of("fee", "statement:" + id, statement.debtorPath(), Map.of("number", statement.number()));
        return new Taken(exports.begin(actor, of, statement.lines(), why), statement);
    }

    void write(Taken taken, Locale locale, OutputStream out) {
        var count = new long[1];
        var columns = words.columns(locale, "person", "unit", "course", "category", "basis", "amount", "remark");
        try (var sheet = new SheetWriter(out, taken.statement.number(), columns, exports.mark(taken.export, locale))) {
            statements.each(taken.statement, line -> {
                sheet.row(Arrays.asList(line.person(), line.unit().in(locale), line.course(), words.names.of(line.category()).in(locale), line.basis(),
                    line.amount().yuan(), line.isCredit() ? remark(line, locale) : null));
                count[0]++;
            });
            sheet.row(Arrays.asList(words.texts.get("fee.total", locale), null, null, null, null, taken.statement.total().yuan(), null));
        } finally {
            exports.end(taken.export, count[0]);
        }
    }

    private String remark(Statement.Line line, Locale locale) {
        return line.withdrawn() == null ? words.texts.get("fee.given-back", locale) : words.texts.get("fee.withdrawn.why", locale, line.withdrawn());
    }

    /** @throws org.xingtan.platform.Problem 422 without a reason */
    Sums begin(Actor actor, UUID term, @Nullable OrganizationId unit, Export.Why why) {
        var report = reconcile.of(actor, term, unit);
        var of = new Export.Of("fee", "term:" + term, report.unit().path(), Map.of("code", report.term().code()));
        return new Sums(exports.begin(actor, of, NOBODY, why), report);
    }

    /** Units, then payers, then categories: each part says in its first column what it is. */
    void write(Sums sums, Locale locale, OutputStream out) {
        var columns = words.columns(locale, "part", "name", "payer", "places", "due", "billed", "paid", "refunded", "open", "credit");
        var report = sums.report;
        try (var sheet = new SheetWriter(out, report.term().code(), columns, exports.mark(sums.export, locale))) {
            report.units().forEach(it -> sheet.row(row(part("unit", locale), new Localized(it.unit().name(), it.unit().nameEn()).in(locale), null,
                it.places(), it.due(), it.own(), it.billed())));
            report.payers().forEach(it -> sheet.row(row(part("payer", locale), null, payer(it.payer(), locale), null, it.due(), it.sums(), it.sums().billed())));
            report.categories().forEach(it -> sheet.row(Arrays.asList(part("category", locale), it.title().in(locale), payer(it.payer(), locale),
                it.places(), it.due().yuan(), it.billed().yuan())));
        } finally {
            exports.end(sums.export, report.units().size());
        }
    }

    private static List<@Nullable Object> row(String part, @Nullable String name, @Nullable String payer, @Nullable Integer places, Money due,
                                              Reconcile.Report.Sums sums, Money billed) {
        return Arrays.asList(part, name, payer, places, due.yuan(), billed.yuan(), sums.paid().yuan(), sums.refunded().yuan(), sums.open().yuan(),
            sums.credit().yuan());
    }

    private String part(String part, Locale locale) {
        return words.texts.get("fee.part." + part, locale);
    }

    private String payer(@Nullable Payer payer, Locale locale) {
        return words.texts.get(Payer.text(payer), locale);
    }
}
