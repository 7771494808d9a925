package org.xingtan.certificate;

import java.io.ByteArrayOutputStream;
import java.util.HashMap;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.xingtan.audit.AuditTrail;
import org.xingtan.directory.OrganizationCard;
import org.xingtan.directory.Organizations;
import org.xingtan.platform.Access;
import org.xingtan.platform.Actor;
import org.xingtan.platform.NotFound;
import org.xingtan.platform.OrganizationId;
import org.xingtan.platform.ProgramId;
import org.xingtan.platform.Task;
import org.xingtan.platform.web.Page;

/** The certificates of the people of a unit, to be seen and printed many at a time. */
@Component
class PrintCertificates {

    /** Certificates in one file. */
    static final int AT_MOST = 500;

    /** Counted exactly; who has more is told that there are more. */
    static final int COUNTED = 10_000;

    private static final int ON_A_PAGE = 50;

    /** Files offered at once; who needs more goes down to a unit. */
    private static final int FILES = 10;

    record Printed(byte[] bytes, String name) {}

    private final CertificateList list;
    private final CertificatePdf pdf;
    private final Organizations organizations;
    private final Access access;
    private final AuditTrail audit;

    PrintCertificates(CertificateList list, CertificatePdf pdf, Organizations organizations, Access access, AuditTrail audit) {
        this.list = list;
        this.pdf = pdf;
        this.organizations = organizations;
        this.access = access;
        this.audit = audit;
    }

    /**
     * @param organization the highest of the actor's units when none is named
     * @throws NotFound when it is not the actor's, or he has none
     */
    CertificateFilter filter(Actor actor, @Nullable OrganizationId organization, @Nullable ProgramId program) {
        if (organization == null) {
            return new CertificateFilter(tops(actor).stream().findFirst().orElseThrow(() -> new NotFound("certificates")), program);
        }
        access.require(actor, Task.PRINT_CERTIFICATES, organization);
        return new CertificateFilter(organizations.find(organization).orElseThrow(() -> new NotFound(organization)), program);
    }

    /** Where somebody's units begin. */
    List<OrganizationCard> tops(Actor actor) {
        return organizations.roots(access.scope(actor, Task.PRINT_CERTIFICATES));
    }

    /** From the highest unit of the actor down to this one, to go back up. */
    List<OrganizationCard> trail(Actor actor, CertificateFilter filter) {
        var scope = access.scope(actor, Task.PRINT_CERTIFICATES);
        return organizations.lineage(filter.unit().path()).stream().filter(it -> scope.contains(it.path())).toList();
    }

    /** The units right below, to go down to. */
    List<OrganizationCard> units(Actor actor, CertificateFilter filter) {
        return organizations.children(access.scope(actor, Task.PRINT_CERTIFICATES), filter.unit().id());
    }

    Page<CertificateCard> list(Actor actor, CertificateFilter filter, @Nullable String after) {
        return list.page(access.scope(actor, Task.PRINT_CERTIFICATES), filter.unit().path(), filter.program(), false, after, ON_A_PAGE);
    }

    /** How many there are in the filter, in whatever state; one more than {@value #COUNTED} when there are more. */
    int count(Actor actor, CertificateFilter filter) {
        return list.count(access.scope(actor, Task.PRINT_CERTIFICATES), filter.unit().path(), filter.program(), COUNTED + 1);
    }

    List<CertificateFile> files(Actor actor, CertificateFilter filter) {
        return list.files(access.scope(actor, Task.PRINT_CERTIFICATES), filter.unit().path(), filter.program(), AT_MOST, FILES);
    }

    boolean manages(Actor actor) {
        return !access.scope(actor, Task.MANAGE_CERTIFICATES).isEmpty();
    }

    /** The valid ones in one file, at most {@value #AT_MOST}; the next file goes on after the last of this one. */
    @Transactional
    Printed print(Actor actor, CertificateFilter filter, @Nullable String after) {
        var page = list.page(access.scope(actor, Task.PRINT_CERTIFICATES), filter.unit().path(), filter.program(), true, after, AT_MOST);
        if (page.items().isEmpty()) {
            throw new NotFound("certificates");
        }
        var out = new ByteArrayOutputStream();
        pdf.write(page.items(), filter.unit().name() + " " + page.items().getLast().number() + " – " + page.items().getFirst().number(), out);
        var told = new HashMap<String, Object>();
        told.put("count", page.items().size());
        told.put("program", filter.program() == null ? null : filter.program().value());
        audit.record(actor, "certificate.print", "organization:" + filter.unit().id(), filter.unit().path(), null, told);
        return new Printed(out.toByteArray(), "certificates-" + filter.unit().code() + ".pdf");
    }
}
