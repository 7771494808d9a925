import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.UUID;

/** A seeded teacher, and a token of his own. */
record Teacher(UUID id, String token) {

    private static final String PEOPLE = "select teacher_id from identity.sign_in_name where kind = 'USERNAME' and name ~ '^t[0-9]{7}$' order by name limit ?";
    private static final String SIGN_INS = """
        insert into identity.sign_in (secret_hash, id, teacher_id, kind, name, created_at, seen_at, expires_at, address, appointments)
        select v.hash, uuidv7(), v.teacher_id, 'TOKEN', 'bench', now(), now(), now() + interval '30 days', '127.0.0.1',
               array(select c.id from directory.appointment_card c where c.teacher_id = v.teacher_id)
          from unnest(?::bytea[], ?::uuid[]) v (hash, teacher_id)
        """;
    private static final String ACCOUNTS = "update identity.account set last_sign_in_at = now() where teacher_id = any (?::uuid[])";
    private static final String TRAIL = """
        insert into audit.entry (id, at, actor_name, act, target, address, after)
        select uuidv7(), s.created_at, '', 'identity.token.create', 'teacher:' || s.teacher_id, '127.0.0.1', jsonb_build_object('token', s.id, 'name', s.name)
          from identity.sign_in s
         where s.kind = 'TOKEN' and s.teacher_id = any (?::uuid[])
        """;

    /**
     * The first so many seeded teachers. Their tokens are written into the database as the product would have written them, without
     * the work that it takes to check thousands of passwords.
     */
    static List<Teacher> signedIn(Server server, int n) throws Exception {
        try (var db = server.database()) {
            var people = people(db, n);
            var teachers = people.stream().map(id -> new Teacher(id, secret())).toList();
            var ids = db.createArrayOf("uuid", people.toArray());
            var hashes = db.createArrayOf("bytea", teachers.stream().map(it -> hash(it.token)).toArray(byte[][]::new));
            db.setAutoCommit(false);
            write(db, SIGN_INS, hashes, ids);
            write(db, ACCOUNTS, ids);
            write(db, TRAIL, ids);
            db.commit();
            return teachers;
        }
    }

    private static List<UUID> people(Connection db, int n) throws Exception {
        var people = new ArrayList<UUID>();
        try (var select = db.prepareStatement(PEOPLE)) {
            select.setInt(1, n);
            try (var rows = select.executeQuery()) {
                while (rows.next()) {
                    people.add(rows.getObject(1, UUID.class));
                }
            }
        }
        if (people.size() < n) {
            throw new IllegalStateException("Only " + people.size() + " seeded teachers");
        }
        return people;
    }

    private static void write(Connection db, String sql, java.sql.Array... parameters) throws Exception {
        try (var statement = db.prepareStatement(sql)) {
            for (var i = 0; i < parameters.length; i++) {
                statement.setArray(i + 1, parameters[i]);
            }
            statement.executeUpdate();
        }
    }

    private static String secret() {
        var bytes = new byte[32];
        new SecureRandom().nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    private static byte[] hash(String secret) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(secret.getBytes(StandardCharsets.UTF_8));
        } catch (java.security.NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
