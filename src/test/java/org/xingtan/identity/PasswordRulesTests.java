package org.xingtan.identity;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.xingtan.platform.Condition;

class PasswordRulesTests {

    private static final PasswordRules.Owner OWNER = new PasswordRules.Owner("liwenjing", "李文静", List.of("431003199001010052"));

    @ParameterizedTest
    @ValueSource(strings = {"corn-lamp-ferry", "杏花春雨江南好时节", "Tk7#mVq2w", "my dog eats 7 pears", "zhe-shi-yi-ge-chang-mima", "Blau4Kuh!weide"})
    void takesWhatIsHardToGuess(String password) {
        assertThat(refused(password)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "abc1!X | identity.password.length",
        "8427 1936 | identity.password.not-a-number",
        "13908471206 | identity.password.not-a-number",
        "19900101 | identity.password.not-a-number",
        "1990-01-01 | identity.password.not-a-number",
        "43100319900101005X | identity.password.not-a-number",
        "01005X | identity.password.not-a-number",
        "xx431003199001010052yy | identity.password.not-yourself",
        "LiWenJing#8842 | identity.password.not-yourself",
        "李文静的密码2026 | identity.password.not-yourself",
        "password | identity.password.not-common", "Password123! | identity.password.not-common", "P@ssw0rd1 | identity.password.not-common",
        "passw0rd | identity.password.not-common", "qwertyuiop | identity.password.not-common", "1qaz2wsx | identity.password.not-common",
        "zaq12wsx | identity.password.not-common", "asdfghjkl | identity.password.not-common", "poiuytrewq | identity.password.not-common",
        "1q2w3e4r5t | identity.password.not-common", "abcdefgh1 | identity.password.not-common", "iloveyou | identity.password.not-common",
        "woaini1314 | identity.password.not-common", "5201314woaini | identity.password.not-common", "a123456789 | identity.password.not-common",
        "xingtan2026 | identity.password.not-common", "Xingtan@123 | identity.password.not-common", "xingtan-demo | identity.password.not-common",
        "aaaaaaaa | identity.password.not-common", "abcabcabc | identity.password.not-common", "baseball | identity.password.not-common",
        "Jennifer1 | identity.password.not-common", "superman99 | identity.password.not-common", "zhangwei123 | identity.password.not-common",
        "laoshihao | identity.password.not-common", "admin@12345 | identity.password.not-common", "welcome2024 | identity.password.not-common"})
    void refusesWithTheReason(String password, String code) {
        assertThat(refused(password)).contains(code);
    }

    @Test
    void refusesBeyond128() {
        assertThat(refused("Tk7#mVq2w".repeat(20))).contains("identity.password.not-too-long");
    }

    @Test
    void countsLettersNotBytes() {
        assertThat(refused("春江花月夜")).containsExactly("identity.password.length");
        assertThat(refused("😀🐢🍐🚲🎻🪁🧭🏔")).isEmpty();
    }

    @Test
    void saysEveryReasonAtOnce() {
        assertThat(refused("123456")).contains("identity.password.length", "identity.password.not-a-number", "identity.password.not-common");
    }

    private static List<String> refused(String password) {
        return PasswordRules.verdict(password, OWNER).unmet().stream().map(Condition::code).toList();
    }
}
