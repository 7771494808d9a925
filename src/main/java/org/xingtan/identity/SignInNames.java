package org.xingtan.identity;

import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.xingtan.directory.PersonalValues;
import org.xingtan.platform.TeacherId;

/**
 * The table of names people sign in with. Telephones and e-mails lie in it under a keyed hash, sealed, so that whoever has
 * only the database can neither read nor search them.
 */
@Repository
public class SignInNames {

    /** A person's own; telephone and e-mail are masked. */
    public record Own(@Nullable String userName, @Nullable String phone, @Nullable String email) {}

    /** @param before whose the name was; null when it was nobody's, or somebody keeps it */
    record Claim(boolean isMine, @Nullable TeacherId before) {}

    private final JdbcClient db;
    private final PersonalValues values;

    SignInNames(JdbcClient db, PersonalValues values) {
        this.db = db;
        this.values = values;
    }

    /** What the name is found by. */
    String key(SignInName name) {
        return name.kind() == SignInName.Kind.USERNAME ? name.text()
            : HexFormat.of().formatHex(values.hash("sign-in." + name.kind().name().toLowerCase(Locale.ROOT), name.text()));
    }

    byte @Nullable [] sealed(TeacherId teacher, SignInName name) {
        return name.kind() == SignInName.Kind.USERNAME ? null : values.seal(teacher, name.text());
    }

    /** The user name; null for somebody without an account. */
    public @Nullable String userName(TeacherId teacher) {
        return own(teacher).userName();
    }

    Own own(TeacherId teacher) {
        var shown = db.sql("select kind, coalesce(value_masked, name) as shown from identity.sign_in_name where teacher_id = :teacher")
            .param("teacher", teacher.value())
            .query((row, _) -> new String[] {row.getString("kind"), row.getString("shown")}).list().stream()
            .collect(Collectors.toMap(row -> row[0], row -> row[1], (one, _) -> one));
        return new Own(shown.get("USERNAME"), shown.get("PHONE"), shown.get("EMAIL"));
    }

    /** Whose it is. */
    Optional<TeacherId> holder(SignInName name) {
        return db.sql("select teacher_id from identity.sign_in_name where name = :key and kind = :kind")
            .param("key", key(name))
            .param("kind", name.kind().name())
            .query(UUID.class).optional().map(TeacherId::new);
    }

    boolean isTaken(SignInName name, TeacherId byOtherThan) {
        return holder(name).filter(holder -> !holder.equals(byOtherThan)).isPresent();
    }

    /**
     * Gives the name to a person, in the place of his other one of the kind, in the caller's transaction. An e-mail is taken
     * from whoever has it and has not shown that it is his.
     *
     * @param former from whom another name may be taken, too; null for nobody
     */
    Claim claim(TeacherId teacher, SignInName name, @Nullable TeacherId former) {
        return claim(teacher, name, former, false);
    }

    /** The person has shown the e-mail to be his: it is taken from whoever has it. */
    Claim confirm(TeacherId teacher, SignInName email) {
        return claim(teacher, email, null, true);
    }

    private Claim claim(TeacherId teacher, SignInName name, @Nullable TeacherId former, boolean confirmed) {
        lock(teacher, name);
        var claim = db.sql("""
                insert into identity.sign_in_name (name, teacher_id, kind, value_encrypted, value_masked, confirmed_at)
                values (:key, :teacher, :kind, :sealed, :masked, case when :confirmed then now() end)
                on conflict (name) do update
                   set teacher_id = excluded.teacher_id, value_encrypted = excluded.value_encrypted, value_masked = excluded.value_masked,
                       confirmed_at = case when sign_in_name.teacher_id = excluded.teacher_id
                                           then coalesce(excluded.confirmed_at, sign_in_name.confirmed_at) else excluded.confirmed_at end
                 where sign_in_name.kind = 'EMAIL' and (sign_in_name.confirmed_at is null or excluded.confirmed_at is not null)
                    or sign_in_name.teacher_id in (:teacher, :former::uuid)
                returning old.teacher_id
                """)
            .param("key", key(name))
            .param("teacher", teacher.value())
            .param("kind", name.kind().name())
            .param("sealed", sealed(teacher, name))
            .param("masked", name.masked())
            .param("former", former == null ? null : former.value())
            .param("confirmed", confirmed)
            .query((row, _) -> new Claim(true, another(row.getObject("teacher_id", UUID.class), teacher)))
            .optional().orElse(new Claim(false, null));
        if (claim.isMine()) {
            removeOthers(teacher, name);
        }
        return claim;
    }

    private static @Nullable TeacherId another(@Nullable UUID before, TeacherId teacher) {
        return before == null || before.equals(teacher.value()) ? null : new TeacherId(before);
    }

    /** One change after another of the same account; then all rows in one order, so that two who swap do not wait for each other. */
    private void lock(TeacherId teacher, SignInName name) {
        db.sql("select from identity.account where teacher_id = :teacher for update")
            .param("teacher", teacher.value())
            .query((_, _) -> true).list();
        db.sql("""
                select name from identity.sign_in_name
                 where name = :key or teacher_id = :teacher and kind = :kind
                 order by name
                   for update
                """)
            .param("key", key(name))
            .param("teacher", teacher.value())
            .param("kind", name.kind().name())
            .query(String.class).list();
    }

    private void removeOthers(TeacherId teacher, SignInName than) {
        db.sql("delete from identity.sign_in_name where teacher_id = :teacher and kind = :kind and name <> :key")
            .param("teacher", teacher.value())
            .param("kind", than.kind().name())
            .param("key", key(than))
            .update();
    }

    /** @return whether there was one */
    boolean remove(TeacherId teacher, SignInName.Kind kind) {
        return db.sql("delete from identity.sign_in_name where teacher_id = :teacher and kind = :kind")
            .param("teacher", teacher.value())
            .param("kind", kind.name())
            .update() > 0;
    }
}
