package org.xingtan.setup;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.interceptor.TransactionAspectSupport;
import org.xingtan.audit.AuditTrail;
import org.xingtan.directory.AppointmentRow;
import org.xingtan.directory.EmploymentRow;
import org.xingtan.directory.LoadDirectory;
import org.xingtan.directory.OrganizationRow;
import org.xingtan.directory.Organizations;
import org.xingtan.directory.PersonRow;
import org.xingtan.directory.RealNameState;
import org.xingtan.directory.Role;
import org.xingtan.identity.ClaimAccount;
import org.xingtan.platform.Window;

/** The first unit, the operator who works in it, his appointment and his account: all of it or nothing, and only once. */
@Component
class FirstUnit {

    private static final List<String> POSTS = List.of("TECHNICIAN");

    private final SetupCode code;
    private final Organizations organizations;
    private final LoadDirectory load;
    private final ClaimAccount accounts;
    private final AuditTrail trail;

    FirstUnit(SetupCode code, Organizations organizations, LoadDirectory load, ClaimAccount accounts, AuditTrail trail) {
        this.code = code;
        this.organizations = organizations;
        this.load = load;
        this.accounts = accounts;
        this.trail = trail;
    }

    /** @return false when the code is used up, or somebody was faster */
    @Transactional
    public boolean found(String typed, OrganizationRow unit, ClaimAccount.Choice operator, String passwordHash, Instant now) {
        if (!code.use(typed) || !organizations.areNone()) {
            return false;
        }
        var today = LocalDate.ofInstant(now, Window.ZONE);
        load.organizations(Stream.of(unit));
        load.people(Stream.of(new PersonRow(operator.teacher(), operator.personName(), null, null, null, null, null, null,
            RealNameState.UNVERIFIED, null, null)));
        load.employments(Stream.of(EmploymentRow.since(today, operator.teacher(), unit.id(), POSTS)));
        load.appointments(Stream.of(new AppointmentRow(operator.teacher(), Role.OPERATOR, unit.id(), today, null, null)));
        if (accounts.claim(operator, passwordHash, now).isEmpty()) {
            TransactionAspectSupport.currentTransactionStatus().setRollbackOnly();
            return false;
        }
        var path = organizations.find(unit.id()).orElseThrow().path();
        trail.record(null, "setup.complete", "organization:" + unit.id(), path, null,
            Map.of("name", unit.name(), "code", unit.code(), "kind", unit.kind(), "operator", operator.teacher().toString()));
        return true;
    }

    void recordWrongCode() {
        trail.recordAttempt(null, "setup.failed", "setup:code", null);
    }
}
