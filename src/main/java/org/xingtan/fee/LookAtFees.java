package org.xingtan.fee;

import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.xingtan.directory.OrganizationCard;
import org.xingtan.directory.Organizations;
import org.xingtan.ledger.CategoryNames;
import org.xingtan.platform.Access;
import org.xingtan.platform.Actor;
import org.xingtan.platform.Localized;
import org.xingtan.platform.NotFound;
import org.xingtan.platform.OrganizationId;
import org.xingtan.platform.Problem;
import org.xingtan.platform.StorableText;
import org.xingtan.platform.Task;
import org.xingtan.platform.Uuids;
import org.xingtan.platform.Verdict;
import org.xingtan.platform.Window;
import org.xingtan.platform.web.Page;

/** Gathers what the pages of fees show. */
@Component
public class LookAtFees {

    /** The first page. @param authorities for which the actor lays down payers */
    public record Overview(List<FeeTerm> terms, List<OrganizationCard> authorities, Page<Statement> statements, Question question, boolean settles) {}

    /** What is asked of the list of statements, as it was typed. */
    public record Question(@Nullable String term, @Nullable String payer, @Nullable String open, @Nullable String q) {

        Statements.Filter filter() {
            try {
                return new Statements.Filter(isEmpty(term) ? null : UUID.fromString(term), isEmpty(payer) ? null : Payer.valueOf(payer), "true".equals(open),
                    isEmpty(q) ? null : text(q));
            } catch (IllegalArgumentException e) {
                throw new Problem(400, "error.malformed");
            }
        }

        private static String text(String text) {
            if (text.length() > 100 || !StorableText.is(text)) {
                throw new Problem(400, "error.malformed");
            }
            return text.strip();
        }

        private static boolean isEmpty(@Nullable String text) {
            return text == null || text.isBlank();
        }

        public String query() {
            var query = new StringBuilder("/console/fee?");
            append(query, "term", term);
            append(query, "payer", payer);
            append(query, "open", open);
            append(query, "q", q);
            return query.substring(0, query.length() - 1);
        }

        private static void append(StringBuilder query, String name, @Nullable String value) {
            if (!isEmpty(value)) {
                query.append(name).append('=').append(java.net.URLEncoder.encode(value, java.nio.charset.StandardCharsets.UTF_8)).append('&');
            }
        }
    }

    /**
     * A term for who settles its fees.
     *
     * @param without what each issue billed to nobody
     * @param verdict whether statements can be issued now
     * @param next    what would be billed to nobody if they were
     * @param since   what the next issue has to bill and to credit; null before the first one and while one is under way
     */
    public record TermView(FeeTerm term, List<Category> due, List<Issues.Issue> issues, Map<UUID, Issues.WithoutPayer> without, Verdict verdict,
                           @Nullable PayerRules rules, Issues.WithoutPayer next, FeeTerms.@Nullable Since since) {

        public boolean isUnderWay() {
            return issues.stream().anyMatch(Issues.Issue::isUnderWay);
        }
    }

    /** What a category costs now. @param rule null where nobody has said who pays */
    public record Category(FeeTerms.Due due, Localized title, PayerRules.@Nullable Line rule) {}

    /** Who pays: the form and the versions. @param rows one for each category that is known */
    public record RulesView(OrganizationCard authority, List<OrganizationCard> authorities, List<PayerRules> versions, List<Row> rows, LocalDate today,
                            Map<String, Localized> categories) {}

    /** A line of the form. */
    public record Row(String category, Localized title, @Nullable Payer payer, String basis) {}

    /** One statement with all that belongs to it. */
    public record StatementView(Statement statement, Page<Statement.Line> lines, List<Statement> others, List<Payments.Payment> payments,
                                List<Invoices.Invoice> invoices, List<Refunds.Refund> refunds, PaymentGateway.Invitation invitation, Rights rights,
                                Invoices.TaxData tax, Money invoiceable, Map<String, Localized> categories, UUID form, LocalDate today) {

        /** @param settles records payments and proposes refunds; {@code asks} for invoices; {@code acting} for which unit */
        public record Rights(boolean settles, boolean asks, @Nullable Localized acting) {}
    }

    /**
     * A course of a teacher: who pays for it.
     *
     * @param rule   by which it was billed, or would be today; null where nobody has said
     * @param billed null while it stands on no statement
     */
    public record Mine(FeeTerms.Held held, Localized category, PayerRules.@Nullable Line rule, Statements.@Nullable Billed billed) {}

    private static final int ROWS = 50;
    private static final List<String> USUAL = List.of("COMMON", "PROFESSIONAL", "ELECTIVE");

    private final FeesInCharge inCharge;
    private final FeeTerms terms;
    private final Statements statements;
    private final Movements money;
    private final Around around;
    private final IssueStatements issue;

    LookAtFees(FeesInCharge inCharge, FeeTerms terms, Statements statements, Movements money, Around around, IssueStatements issue) {
        this.inCharge = inCharge;
        this.terms = terms;
        this.statements = statements;
        this.money = money;
        this.around = around;
        this.issue = issue;
    }

    /** What moves on statements. */
    @Component
    record Movements(Payments payments, Invoices invoices, Refunds refunds, PaymentGateway gateway) {}

    /** What pages need beside. */
    @Component
    record Around(PayerRuleBook book, Issues issues, Organizations organizations, CategoryNames names, Access access, Clock clock) {}

    Overview overview(Actor actor, Question question, @Nullable String after) {
        var scope = inCharge.looks(actor);
        var settling = inCharge.settling(actor);
        return new Overview(terms.of(scope), around.organizations.roots(settling), statements.page(scope, question.filter(), after, ROWS), question,
            !settling.isEmpty());
    }

    TermView term(Actor actor, UUID id) {
        var term = inCharge.settles(actor, id);
        var rules = around.book.inForce(term.ownerPath(), today()).orElse(null);
        var issues = around.issues.of(id);
        var verdict = issue.verdict(term);
        var isQuiet = issues.stream().noneMatch(Issues.Issue::isUnderWay);
        var next = verdict.met() && isQuiet ? issue.withoutPayer(term) : Issues.WithoutPayer.NONE;
        var since = isQuiet && !issues.isEmpty() ? terms.since(id).without(next.places()) : null;
        return new TermView(term, terms.due(id).stream().map(due -> new Category(due, around.names.of(due.category()),
            rules == null ? null : rules.of(due.category()).orElse(null))).toList(), issues, around.issues.withoutPayer(issues), verdict, rules, next, since);
    }

    RulesView rules(Actor actor, @Nullable String authority) {
        var scope = inCharge.settling(actor);
        var authorities = around.organizations.roots(scope);
        var chosen = authority == null ? authorities.stream().findFirst() : around.organizations.find(OrganizationId.of(authority));
        var card = chosen.orElseThrow(() -> new NotFound("authority"));
        around.access.require(actor, Task.SETTLE_FEES, card.id());
        var versions = around.book.of(card.id());
        return new RulesView(card, authorities, versions, rows(card, versions.isEmpty() ? null : versions.getFirst()), today(),
            names(versions.stream().flatMap(it -> it.lines().stream()).map(PayerRules.Line::category)));
    }

    private List<Row> rows(OrganizationCard authority, @Nullable PayerRules newest) {
        var rows = new TreeMap<String, Row>();
        var codes = new ArrayList<>(USUAL);
        codes.addAll(terms.categories(authority.path()));
        codes.forEach(code -> rows.put(code, new Row(code, around.names.of(code), null, "")));
        if (newest != null) {
            newest.lines().forEach(line -> rows.put(line.category(), new Row(line.category(), around.names.of(line.category()), line.payer(), line.basis())));
        }
        return List.copyOf(rows.values());
    }

    StatementView statement(Actor actor, UUID id, @Nullable String after) {
        var statement = inCharge.statement(actor, id);
        var account = statement.account();
        var invoices = money.invoices.of(id);
        var taken = invoices.stream().filter(it -> it.state() != Invoices.State.REJECTED).map(Invoices.Invoice::amount).reduce(Money.ZERO, Money::plus);
        var left = statement.total().minus(taken);
        var lines = statements.lines(statement, after, ROWS);
        return new StatementView(statement, lines, statements.of(account.id()), money.payments.of(id), invoices,
            money.refunds.of(account.id()), invitation(statement), rights(actor, statement),
            money.invoices.last(statement).orElse(new Invoices.TaxData(statement.debtor().chinese(), "", "", "", "")), left.isPositive() ? left : Money.ZERO,
            names(lines.items().stream().map(Statement.Line::category)), Uuids.next(), today());
    }

    private StatementView.Rights rights(Actor actor, Statement statement) {
        return new StatementView.Rights(inCharge.settles(actor, statement), inCharge.asks(actor, statement),
            inCharge.actingFor(actor, statement.ownerPath(), statement.debtorPath()));
    }

    private Map<String, Localized> names(Stream<String> categories) {
        return categories.distinct().collect(Collectors.toMap(it -> it, around.names::of));
    }

    private PaymentGateway.Invitation invitation(Statement statement) {
        return money.gateway.invite(new PaymentGateway.Order(statement.id(), statement.number(), statement.account().open().fen(), statement.ownerName(),
            statement.remittance()));
    }

    Page<Invoices.Invoice> invoices(Actor actor, Invoices.State state, @Nullable String after) {
        return money.invoices.page(inCharge.looks(actor), state, Page.Key.id(after), ROWS);
    }

    Page<Refunds.Refund> refunds(Actor actor, boolean waiting, @Nullable String after) {
        return money.refunds.page(inCharge.looks(actor), waiting, Page.Key.id(after), ROWS);
    }

    /** What was paid too much and waits for somebody to propose a refund; nothing for who does not settle. */
    Page<Refunds.Credit> credits(Actor actor, @Nullable String after) {
        var scope = inCharge.settling(actor);
        return scope.isEmpty() ? new Page<>(List.of(), null) : money.refunds.credits(scope, Page.Key.id(after), ROWS);
    }

    /** @throws NotFound unless the actor sees it */
    Refunds.Refund refund(Actor actor, UUID id) {
        var scope = inCharge.looks(actor);
        return money.refunds.find(id).filter(it -> scope.contains(it.ownerPath()) || scope.contains(it.account().debtorPath()))
            .orElseThrow(() -> new NotFound(id));
    }

    List<Refunds.Correction> corrections(Refunds.Refund refund) {
        return refund.corrections() == 0 ? List.of() : money.refunds.corrections(refund.id());
    }

    boolean settles(Actor actor, Refunds.Refund refund) {
        return inCharge.settling(actor).contains(refund.ownerPath());
    }

    @Nullable Localized acting(Actor actor, Refunds.Refund refund) {
        return inCharge.actingFor(actor, refund.ownerPath(), refund.account().debtorPath());
    }

    StatementView.Rights rights(Actor actor, Invoices.Invoice invoice) {
        return rights(actor, inCharge.statement(actor, invoice.statement()));
    }

    /** What the courses of the person cost, and whom. */
    List<Mine> mine(Actor actor) {
        var billed = statements.of(actor.teacher()).stream().collect(Collectors.toMap(Statements.Billed::selection, it -> it));
        var rules = new java.util.HashMap<String, java.util.Optional<PayerRules>>();
        return terms.heldBy(actor.teacher()).stream().map(held -> {
            var stands = billed.get(held.selection());
            var rule = stands != null ? stands.rule()
                : rules.computeIfAbsent(held.ownerPath(), path -> around.book.inForce(path, today())).flatMap(it -> it.of(held.category())).orElse(null);
            return new Mine(held, around.names.of(held.category()), rule, stands);
        }).toList();
    }

    LocalDate today() {
        return LocalDate.ofInstant(around.clock.instant(), Window.ZONE);
    }
}
