package org.xingtan.directory;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.xingtan.platform.TeacherId;

/**
 * Personal values that other modules keep: found by a keyed hash and read with a key that lies outside the database, like
 * the numbers of documents. Whoever has only the database can neither read nor search them.
 */
@Component
public class PersonalValues {

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
}
