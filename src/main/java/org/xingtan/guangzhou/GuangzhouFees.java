package org.xingtan.guangzhou;

import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.springframework.core.annotation.Order;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.xingtan.demo.DemoActors;
import org.xingtan.demo.DemoPart;
import org.xingtan.demo.DemoPerson;
import org.xingtan.directory.Organizations;
import org.xingtan.fee.HandleInvoices;
import org.xingtan.fee.IssueStatements;
import org.xingtan.fee.Money;
import org.xingtan.fee.RecordPayment;
import org.xingtan.fee.SetPayerRules;
import org.xingtan.fee.SettleRefund;
import org.xingtan.platform.Actor;
import org.xingtan.platform.Uuids;
import org.xingtan.platform.Window;

/** The fees of the term that is over: the payers of the notice, statements for all units, some paid, one too much, an invoice asked for. */
@Component
@Order(21)
class GuangzhouFees implements DemoPart {

    private static final String CITY = "440100";
    private static final String BASIS = "粤人社规〔2018〕11号";
    private static final String REMITTANCE = "收款单位：广州市远程培训教师发展示范中心；开户行及账号以缴费通知为准";
    private static final String TAXPAYER = "91350100M000100Y43";

    private record Billed(UUID id, UUID account, String unit, Money total) {}

    private final SetPayerRules rules;
    private final IssueStatements issue;
    private final Handling handling;
    private final Organizations organizations;
    private final DemoActors actors;
    private final JdbcClient db;

    GuangzhouFees(SetPayerRules rules, IssueStatements issue, Handling handling, Organizations organizations, DemoActors actors, JdbcClient db) {
        this.rules = rules;
        this.issue = issue;
        this.handling = handling;
        this.organizations = organizations;
        this.actors = actors;
        this.db = db;
    }

    /** What happens to statements. */
    @Component
    record Handling(RecordPayment payments, HandleInvoices invoices, SettleRefund refunds, Clock clock) {}

    @Override
    public void load(List<DemoPerson> people) {
        var finance = actors.of("gzfinance");
        rules.set(finance, organizations.byCode(CITY).orElseThrow().id(), new SetPayerRules.Typed("2022-03-07", REMITTANCE, "30",
            List.of("COMMON", "PROFESSIONAL", "ELECTIVE"), List.of("PROVINCE", "UNIT", "UNIT"), List.of(BASIS, BASIS, BASIS)));
        issue.ask(finance, db.sql("select id from selection.term_card where code = '2201期' and owner_id = (select id from directory.organization_card where code = :city)")
            .param("city", CITY).query(UUID.class).single());
        issue.goOn();
        var billed = billed();
        if (!billed.isEmpty()) {
            pay(finance, billed.getFirst(), billed.getFirst().total());
        }
        if (billed.size() > 1) {
            pay(finance, billed.get(1), billed.get(1).total().plus(Money.of("20.00")));
            handling.refunds.propose(finance, billed.get(1).account(), Uuids.next(), "20.00", "多转了 20 元");
        }
        if (billed.size() > 2) {
            pay(finance, billed.get(2), Money.of("10.00"));
        }
        billed.stream().filter(it -> it.unit().equals("440106-S003")).findFirst().ifPresent(this::ask);
    }

    private List<Billed> billed() {
        return db.sql("""
                select s.id, s.account_id, o.code, s.total::text as total
                  from fee.statement_card s
                  join directory.organization_card o on o.id = s.debtor_id
                 where s.payer = 'UNIT' and o.path <@ (select path from directory.organization_card where code = :city) and o.code <> '440106-S003'
                 union all
                select s.id, s.account_id, o.code, s.total::text
                  from fee.statement_card s
                  join directory.organization_card o on o.id = s.debtor_id
                 where s.payer = 'UNIT' and o.code = '440106-S003'
                """).param("city", CITY)
            .query((row, _) -> new Billed(row.getObject("id", UUID.class), row.getObject("account_id", UUID.class), row.getString("code"),
                Money.of(row.getString("total")))).list();
    }

    private void pay(Actor finance, Billed billed, Money amount) {
        var today = LocalDate.now(handling.clock.withZone(Window.ZONE));
        handling.payments.record(finance, billed.id(), new RecordPayment.Typed(Uuids.next().toString(), amount.toString(), today.toString(),
            "银回" + billed.unit(), "", null));
    }

    private void ask(Billed billed) {
        handling.invoices.ask(actors.of("gzschool"), billed.id(), new HandleInvoices.Typed(Uuids.next().toString(), billed.total().toString(), "天河区橘泉中学",
            TAXPAYER, "天河区橘泉路 1 号", "", "caiwu@juquan.example"));
    }
}
