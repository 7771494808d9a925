package org.xingtan.program;

import java.util.Map;

/**
 * One version of a program's rules. Publishing a new version never rewrites the past: entries and certificates name the
 * version they were made by.
 *
 * @param completion per track code
 */
public record Rules(Map<String, CompletionRule> completion, CreditRule credit, CertificateRule certificate) {

    /** @throws java.util.NoSuchElementException when there is no such track */
    public CompletionRule completion(String track) {
        var rule = completion.get(track);
        if (rule == null) {
            throw new java.util.NoSuchElementException(track);
        }
        return rule;
    }
}
