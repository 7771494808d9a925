package org.xingtan.platform.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Which fields are read as they are typed, and not as people write texts. */
class WrittenTextTests {

    private static final Pattern PASSWORD = Pattern.compile("name=\"(\\w+)\" type=\"password\"|new-password\\(ui = ui, name = \"(\\w+)\"\\)");

    @Test
    void everyFieldWithAPasswordIsASecret() throws IOException {
        var names = new TreeSet<String>();
        var files = new TreeSet<String>();
        try (var templates = Files.walk(Path.of("src/main/jte"))) {
            for (var file : templates.filter(it -> it.toString().endsWith(".jte")).toList()) {
                var text = Files.readString(file);
                PASSWORD.matcher(text).results().forEach(it -> names.add(it.group(1) == null ? it.group(2) : it.group(1)));
                if (text.contains("type=\"password\"")) {
                    files.add(file.getFileName().toString());
                }
            }
        }
        assertThat(files).as("the pattern knows their fields").containsExactly("new-password.jte", "proof.jte", "sign-in.jte");
        assertThat(names).containsExactlyInAnyOrderElementsOf(StorableTextReader.SECRETS);
    }

    @Test
    void aSecretStaysAsItIs() {
        assertThat(StorableTextReader.read("again", "a\u200Bb\r\nc")).isEqualTo("a\u200Bb\r\nc");
        assertThat(StorableTextReader.read("reason", "a\u200Bb\r\nc")).isEqualTo("ab\nc");
        assertThat(StorableTextReader.read(null, "a\u200Bb\r\nc")).as("of a list").isEqualTo("ab\nc");
    }
}
