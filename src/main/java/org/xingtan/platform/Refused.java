package org.xingtan.platform;

/** A rule says no: 422 with the verdict, so that the person sees every reason at once. An answer and no failure: it has no stack trace. */
public class Refused extends RuntimeException {

    private final transient Verdict verdict;

    public Refused(Verdict verdict) {
        super(null, null, false, false);
        this.verdict = verdict;
    }

    @Override
    public String getMessage() {
        return "Refused: " + verdict.unmet().stream().map(Condition::code).toList();
    }

    /** A refusal with one condition. */
    public Refused(String code, Object... arguments) {
        this(Verdict.of(Condition.of(code, false, arguments)));
    }

    public Verdict verdict() {
        return verdict;
    }
}
