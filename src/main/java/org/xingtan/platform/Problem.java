package org.xingtan.platform;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A clear answer to a request that cannot be met, other than a refusal by a rule: 400 malformed, 409 somebody was first,
 * 410 over, 413, 415, 429.
 */
public class Problem extends RuntimeException {

    /** Member with the seconds after which it is worth trying again. */
    public static final String RETRY_AFTER = "retryAfter";

    private final int status;
    private final String code;
    private final transient List<Object> arguments;
    private final transient Map<String, Object> members = new LinkedHashMap<>();

    /** @param code message key; {@code code} itself appears in problem+json */
    public Problem(int status, String code, Object... arguments) {
        super(code);
        this.status = status;
        this.code = code;
        this.arguments = List.of(arguments);
    }

    /** It passes: the same request may be sent again after so long. */
    public Problem passing(Duration after) {
        return with(RETRY_AFTER, after.toSeconds());
    }

    /** Adds a member beside the standard ones of RFC 9457. */
    public Problem with(String member, Object value) {
        members.put(member, value);
        return this;
    }

    public int status() {
        return status;
    }

    public String code() {
        return code;
    }

    public List<Object> arguments() {
        return arguments;
    }

    public Map<String, Object> members() {
        return members;
    }
}
