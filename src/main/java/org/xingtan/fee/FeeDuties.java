package org.xingtan.fee;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.stereotype.Repository;
import org.xingtan.directory.Role;
import org.xingtan.platform.Duties;
import org.xingtan.platform.Task;
import org.xingtan.platform.TeacherId;
import org.xingtan.platform.calendar.WorkingDays;
import org.xingtan.platform.reading.Query;
import org.xingtan.platform.reading.Reading;

/** What fees ask for: of those who answer for a unit the money it owes, of the finance what waits for it. */
@Repository
class FeeDuties implements Duties {

    private static final String TEXT = "fee.duty.";
    private static final String ABOUT = TEXT + "about";
    private static final String ICON = "scales";

    @Override
    public Reading<Map<TeacherId, List<Duty>>> ofOffices(Set<TeacherId> appointed) {
        return Query.of("""
                select p.teacher_id, 'owed' as what, count(*)::int as n, sum(a.billed - a.paid + a.refunded) as amount, min(late.due_on) as due
                  from (select distinct teacher_id, organization_id from directory.appointment_card where teacher_id = any (:teachers) and role = any (:payers)) p
                  join fee.account a on a.keeper_id = p.organization_id and a.billed - a.paid + a.refunded > 0
                  left join lateral (
                       -- of the statements that ask for something the first one with which more was billed than is paid, and has been since
                       select min(s.due_on) as due_on
                         from (select b.due_on, b.total, min(b.billed) over (order by b.issued_at, b.id rows between current row and unbounded following) as billed
                                 from (select id, issued_at, due_on, total, sum(total) over (order by issued_at, id) as billed from fee.statement
                                        where account_id = a.id and number is not null) b) s
                        where s.total > 0 and s.billed > a.paid - a.refunded) late on true
                 group by p.teacher_id
                 union all
                select p.teacher_id, 'invoices', count(*)::int, sum(v.amount), null
                  from (select distinct teacher_id, organization_id from directory.appointment_card where teacher_id = any (:teachers) and role = any (:settlers)) p
                  join selection.term_card t on t.owner_id = p.organization_id
                  join fee.account a on a.term_id = t.id
                  join fee.statement s on s.account_id = a.id
                  join fee.invoice v on v.statement_id = s.id and v.state = 'REQUESTED'
                 group by p.teacher_id
                 union all
                select p.teacher_id, 'refunds', count(*)::int, sum(r.amount), null
                  from (select distinct teacher_id, organization_id from directory.appointment_card where teacher_id = any (:teachers) and role = any (:settlers)) p
                  join selection.term_card t on t.owner_id = p.organization_id
                  join fee.account a on a.term_id = t.id
                  join fee.refund r on r.account_id = a.id and r.state in ('PROPOSED', 'APPROVED')
                 group by p.teacher_id
                 union all
                select p.teacher_id, 'credits', count(*)::int, sum(a.paid - a.billed - a.refunded), null
                  from (select distinct teacher_id, organization_id from directory.appointment_card where teacher_id = any (:teachers) and role = any (:settlers)) p
                  join selection.term_card t on t.owner_id = p.organization_id
                  join fee.account a on a.term_id = t.id and a.paid - a.billed - a.refunded > 0
                 where not exists (select from fee.refund r where r.account_id = a.id and r.state in ('PROPOSED', 'APPROVED'))
                 group by p.teacher_id
                """)
            .param("teachers", TeacherId.array(appointed)).param("payers", roles(Task.ASK_FOR_INVOICES)).param("settlers", roles(Task.SETTLE_FEES))
            .ofTeachers(FeeDuties::duty);
    }

    private static String[] roles(Task task) {
        return Arrays.stream(Role.values()).filter(role -> role != Role.OPERATOR && role.allows(task)).map(Role::name).toArray(String[]::new);
    }

    private static Duty duty(ResultSet row) throws SQLException {
        var arguments = List.<Object>of(row.getInt("n"), FeeTerms.money(row, "amount"));
        return switch (row.getString("what")) {
            case "owed" -> new Duty(TEXT + "owed", arguments, ABOUT, ICON, WorkingDays.endOf(row.getObject("due", LocalDate.class)), "/console/fee?open=true");
            case "invoices" -> new Duty(TEXT + "invoices", arguments, ABOUT, ICON, null, "/console/fee/invoices");
            case "credits" -> new Duty(TEXT + "credits", arguments, ABOUT, ICON, null, "/console/fee/refunds");
            default -> new Duty(TEXT + "refunds", arguments, ABOUT, ICON, null, "/console/fee/refunds");
        };
    }
}
