package org.xingtan.identity;

import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.BindParam;

/** The password as it is, and the new one twice. */
public record PasswordForm(@Nullable String current, @BindParam("new") @Nullable String password, @Nullable String again) {

    public PasswordForm {
        current = current == null ? "" : current;
        password = password == null ? "" : password;
        again = again == null ? "" : again;
    }
}
