package org.xingtan.platform;

/** The asker may see the thing but this act is not his to do: 403. */
public class Forbidden extends RuntimeException {

    private final String code;

    /** @param code message key of the sentence that says why */
    public Forbidden(String code) {
        super(code);
        this.code = code;
    }

    public String code() {
        return code;
    }
}
