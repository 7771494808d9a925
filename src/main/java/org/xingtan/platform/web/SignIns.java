package org.xingtan.platform.web;

import org.jspecify.annotations.Nullable;
import org.xingtan.platform.Actor;

/** Finds the person behind a secret. Implemented by the identity module. */
public interface SignIns {

    /** The cookie that carries a browser's secret. */
    String COOKIE = "xingtan";

    /**
     * @param secret  what the cookie or the Authorization header carried
     * @param machine true for a bearer token, false for a browser's cookie: one never serves for the other
     * @return null when there is no such live sign-in
     */
    @Nullable Actor find(String secret, boolean machine);
}
