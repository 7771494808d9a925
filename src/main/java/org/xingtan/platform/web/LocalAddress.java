package org.xingtan.platform.web;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Where to go next, when the address says so: only a path on this host, never another one. */
public final class LocalAddress {

    private static final Pattern PATH = Pattern.compile("/(?![/\\\\])[\\x21-\\x7e&&[^\\\\\"<>^`{|}]]*");

    private LocalAddress() {}

    /** The address itself, or {@code /} when it is missing or leads away. */
    public static String of(@Nullable String address) {
        return address != null && address.length() <= 500 && PATH.matcher(address).matches() ? address : "/";
    }
}
