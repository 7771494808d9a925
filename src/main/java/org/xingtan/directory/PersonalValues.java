package org.xingtan.directory;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import org.xingtan.platform.TeacherId;
import org.xingtan.platform.persistence.PersonalTrace;

/**
 * Personal values that other modules keep: found by a keyed hash and read with a key that lies outside the database, like
 * the numbers of documents. Whoever has only the database can neither read nor search them.
 */
@Component
public class PersonalValues implements PersonalTrace {

    private static final String NOBODY = "***";

    private final PersonalData personalData;
    private final JdbcClient db;

    PersonalValues(PersonalData personalData, JdbcClient db) {
        this.personalData = personalData;
        this.db = db;
    }

    /** @param purpose keeps equal values of different kinds apart, e.g. {@code sign-in.phone} */
    public byte[] hash(String purpose, String value) {
        return personalData.sealer().hash(purpose + ":" + value);
    }

    public byte[] seal(TeacherId person, String value) {
        return personalData.encrypt(person, PersonalData.Field.CONTACT, value);
    }

    public String open(TeacherId person, byte[] sealed) {
        return personalData.decrypt(person, PersonalData.Field.CONTACT, sealed);
    }

    /** The telephone that the unit's roster has for the person. */
    public @Nullable String rosterPhone(TeacherId person) {
        return db.sql("select phone_encrypted from directory.teacher where teacher_id = :person and phone_encrypted is not null")
            .param("person", person.value())
            .query(byte[].class).optional()
            .map(sealed -> personalData.decrypt(person, PersonalData.Field.PHONE, sealed)).orElse(null);
    }

    /** What the directory keeps of somebody under lock: for himself alone. */
    public record Own(@Nullable String document, @Nullable String phone, @Nullable String born) {}

    public Own own(TeacherId person) {
        return db.sql("select document_encrypted, phone_encrypted, born_encrypted from directory.teacher where teacher_id = :person")
            .param("person", person.value())
            .query((row, _) -> new Own(
                open(person, PersonalData.Field.DOCUMENT, row.getBytes(1)), open(person, PersonalData.Field.PHONE, row.getBytes(2)),
                open(person, PersonalData.Field.BIRTH, row.getBytes(3))))
            .single();
    }

    /** Numbers of documents in full, of whoever has one: for an export that may carry them, whose reason was asked for and is in the trail. */
    public Map<TeacherId, String> documents(Collection<TeacherId> people) {
        var numbers = new HashMap<TeacherId, String>();
        db.sql("select teacher_id, document_encrypted from directory.teacher where teacher_id = any (:people) and document_encrypted is not null")
            .param("people", TeacherId.array(people)).query(row -> {
                var person = new TeacherId(row.getObject(1, UUID.class));
                numbers.put(person, personalData.decrypt(person, PersonalData.Field.DOCUMENT, row.getBytes(2)));
            });
        return numbers;
    }

    private @Nullable String open(TeacherId person, PersonalData.Field field, byte @Nullable [] sealed) {
        return sealed == null ? null : personalData.decrypt(person, field, sealed);
    }

    /**
     * Leaves what employments and hours hang on: an id, and stars for a name. The number's registry entry goes, too: should the
     * person come back, a roster makes a new one.
     */
    @Override
    @Transactional(propagation = Propagation.MANDATORY)
    public void forget(TeacherId person) {
        db.sql("delete from directory.document_number where teacher_id = :person").param("person", person.value()).update();
        db.sql("""
                update directory.teacher
                   set name = :name, sex = null, born_encrypted = null, hired_on = null, title = null, document_encrypted = null,
                       document_masked = null, phone_encrypted = null, phone_masked = null, real_name = 'UNVERIFIED', stage = null, subject = null
                 where teacher_id = :person
                """)
            .param("name", NOBODY).param("person", person.value()).update();
    }
}
