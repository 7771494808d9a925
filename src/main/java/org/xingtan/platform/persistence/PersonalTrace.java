package org.xingtan.platform.persistence;

import org.xingtan.platform.TeacherId;

/**
 * What a module keeps of a person for his sake alone, and loses when his account is closed. What the law asks to be kept –
 * hours, certificates, the trail – stays, under the person's id.
 */
public interface PersonalTrace {

    /** In the caller's transaction. */
    void forget(TeacherId person);
}
