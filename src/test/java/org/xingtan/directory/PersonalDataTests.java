package org.xingtan.directory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.xingtan.platform.Problem;
import org.xingtan.platform.TeacherId;
import org.xingtan.testing.Cast;
import org.xingtan.testing.XingtanTest;

@XingtanTest
class PersonalDataTests {

    @Autowired PersonalData personalData;
    @Autowired KeyFingerprints fingerprints;
    @Autowired Cast cast;
    @Autowired JdbcClient db;
    @TempDir Path folder;

    private final TeacherId person = TeacherId.next();

    @Test
    void readsWhatItWrote() {
        var sealed = personalData.encrypt(person, PersonalData.Field.PHONE, "13900000000");

        assertThat(personalData.decrypt(person, PersonalData.Field.PHONE, sealed)).isEqualTo("13900000000");
        assertThat(personalData.encrypt(person, PersonalData.Field.PHONE, "13900000000")).isNotEqualTo(sealed);
    }

    @Test
    void aValueMovedToAnotherPersonOrFieldOrTouchedIsNone() {
        var sealed = personalData.encrypt(person, PersonalData.Field.PHONE, "13900000000");
        var touched = sealed.clone();
        touched[touched.length - 1] ^= 1;

        assertThatThrownBy(() -> personalData.decrypt(TeacherId.next(), PersonalData.Field.PHONE, sealed)).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> personalData.decrypt(person, PersonalData.Field.DOCUMENT, sealed)).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> personalData.decrypt(person, PersonalData.Field.PHONE, touched)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void theDatabaseHoldsNoNumberInPlain() {
        var document = Cast.documentNumber();
        var teacher = cast.aPerson().document(document).phone("13812345678").save();

        var row = db.sql("select document_encrypted, phone_encrypted, document_masked, phone_masked from directory.teacher where teacher_id = :id")
            .param("id", teacher.value()).query().singleRow();

        assertThat(personalData.decrypt(teacher, PersonalData.Field.DOCUMENT, (byte[]) row.get("document_encrypted"))).isEqualTo(document.value());
        assertThat(personalData.decrypt(teacher, PersonalData.Field.PHONE, (byte[]) row.get("phone_encrypted"))).isEqualTo("13812345678");
        assertThat(new String((byte[]) row.get("document_encrypted"), java.nio.charset.StandardCharsets.ISO_8859_1)).doesNotContain(document.value());
        assertThat(row).containsEntry("document_masked", document.masked()).containsEntry("phone_masked", "138****5678");
    }

    @Test
    void afterARotationOldValuesAreReadAndNewOnesWrittenWithTheNewKey() {
        var first = "lookup=" + key(9) + "\n1=" + key(1);
        var old = data(first).encrypt(person, PersonalData.Field.PHONE, "13900000000");

        var rotated = data(first + "\n2=" + key(2));
        var fresh = rotated.encrypt(person, PersonalData.Field.PHONE, "13900000000");

        assertThat(rotated.decrypt(person, PersonalData.Field.PHONE, old)).isEqualTo("13900000000");
        assertThat(old[0]).isEqualTo((byte) 1);
        assertThat(fresh[0]).isEqualTo((byte) 2);
        assertThatThrownBy(() -> data(first).decrypt(person, PersonalData.Field.PHONE, fresh)).isInstanceOf(IllegalStateException.class);
    }

    /** Only the keys of this database agree with it; the rotation above is tried on a database that agrees with everything. */
    @Test
    void aNodeWithAnotherKeyWritesNothing() {
        var stranger = new PersonalData(new PersonalDataKeys(folder, "", fingerprints));

        assertThatThrownBy(() -> stranger.encrypt(person, PersonalData.Field.PHONE, "13900000000")).isInstanceOf(Problem.class);
        assertThatThrownBy(() -> stranger.hash(Cast.documentNumber())).isInstanceOf(Problem.class);
    }

    @Test
    void makesItsKeysOnceForTheOwnerAlone() throws Exception {
        new PersonalDataKeys(folder, "", fingerprints);
        var file = folder.resolve("keys/personal-data.key");
        var made = Files.readString(file);

        new PersonalDataKeys(folder, "", fingerprints);

        assertThat(Files.readString(file)).isEqualTo(made);
        assertThat(Files.getPosixFilePermissions(file)).hasToString("[OWNER_READ, OWNER_WRITE]");
        assertThat(PersonalDataKeys.parse(made)).containsOnlyKeys("lookup", "1");
        try (var files = Files.list(folder.resolve("keys"))) {
            assertThat(files).containsExactly(file);
        }
    }

    @Test
    void refusesKeysThatAreNone() {
        assertThatThrownBy(() -> PersonalDataKeys.parse("secret")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> PersonalDataKeys.parse("1=" + key(1))).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> PersonalDataKeys.parse("lookup=" + key(1) + " 1=AAAA")).isInstanceOf(IllegalArgumentException.class);
        assertThat(PersonalDataKeys.parse("lookup=" + key(1) + ";1=" + key(2))).isInstanceOf(Map.class).hasSize(2);
    }

    private PersonalData data(String keys) {
        return new PersonalData(new PersonalDataKeys(folder, keys, new KeyFingerprints(db) {
            @Override
            boolean agree(javax.crypto.spec.SecretKeySpec key) {
                return true;
            }
        }));
    }

    private static String key(int fill) {
        var bytes = new byte[32];
        Arrays.fill(bytes, (byte) fill);
        return Base64.getEncoder().encodeToString(bytes);
    }
}
