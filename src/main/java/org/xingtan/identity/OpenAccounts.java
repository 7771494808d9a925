package org.xingtan.identity;

import static java.time.ZoneOffset.UTC;

import java.time.Clock;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.xingtan.platform.TeacherId;
import org.xingtan.platform.persistence.CopyIn;

/** Use case: many accounts at once, by COPY. */
@Service
public class OpenAccounts {

    /**
     * One account.
     *
     * @param username     as it is typed; kept in lower case
     * @param phone        a telephone he signs in with as well; null for none
     * @param passwordHash made once by {@link #hash} and shared by as many as one likes
     * @param expires      not null when the person must choose a password at the first sign-in
     */
    public record Row(TeacherId teacher, String username, @Nullable String phone, String passwordHash, @Nullable Instant expires) {}

    private final CopyIn copy;
    private final SignInNames names;
    private final Passwords passwords;
    private final Clock clock;

    OpenAccounts(CopyIn copy, SignInNames names, Passwords passwords, Clock clock) {
        this.copy = copy;
        this.names = names;
        this.passwords = passwords;
        this.clock = clock;
    }

    /** Argon2id: tens of milliseconds of work, so call it once for many. */
    public String hash(String password) {
        return passwords.hash(password);
    }

    /** @param rows gone through twice; may make its rows as it goes */
    @Transactional
    public void open(Iterable<Row> rows) {
        var now = clock.instant().atOffset(UTC);
        copy.copy("identity.account (teacher_id, password_hash, password_set_at, password_expires_at, activated_at)", out ->
            rows.forEach(row -> out.add(row.teacher(), row.passwordHash(), now, row.expires() == null ? null : row.expires().atOffset(UTC),
                now)));
        copy.copy("identity.sign_in_name (name, teacher_id, kind, value_encrypted, value_masked)", out -> rows.forEach(row -> {
            add(out, row.teacher(), row.username());
            if (row.phone() != null) {
                add(out, row.teacher(), row.phone());
            }
        }));
    }

    private void add(CopyIn.Rows out, TeacherId teacher, String typed) {
        var name = SignInName.of(typed);
        out.add(names.key(name), teacher, name.kind(), names.sealed(teacher, name), name.masked());
    }
}
