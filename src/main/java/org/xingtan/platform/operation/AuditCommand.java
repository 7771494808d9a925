package org.xingtan.platform.operation;

import java.util.List;
import org.springframework.stereotype.Component;
import org.xingtan.platform.AuditCheck;
import org.xingtan.platform.Command;

/** {@code bin/audit [--repair]}: proves the laws of every module on live data; findings make the exit code 1. */
@Component
class AuditCommand implements Command {

    private final List<AuditCheck> checks;

    AuditCommand(List<AuditCheck> checks) {
        this.checks = checks;
    }

    @Override
    public String name() {
        return "audit";
    }

    @Override
    public int run(List<String> arguments) {
        if (!arguments.isEmpty() && !arguments.equals(List.of("--repair"))) {
            System.err.println("xingtan: usage: bin/audit [--repair] [--data DIR]");
            return 2;
        }
        var repair = !arguments.isEmpty();
        var findings = checks.stream().mapToInt(check -> report(check, repair)).sum();
        System.out.println(findings == 0
            ? "All " + checks.size() + " laws hold."
            : findings + " findings.");
        return findings == 0 ? 0 : 1;
    }

    private static int report(AuditCheck check, boolean repair) {
        var findings = check.findings(repair);
        System.out.println((findings.isEmpty() ? "ok    " : "BAD   ") + check.name());
        findings.forEach(finding -> System.out.println("      " + finding));
        return findings.size();
    }
}
