package org.xingtan;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.springframework.modulith.core.ApplicationModules;

/** Modules know only whom they declare, reach only what is public there, and form no cycle. */
class ModularityTests {

    private static final ApplicationModules MODULES = ApplicationModules.of(XingtanApplication.class);

    @Test
    void modulesKeepTheirBoundaries() {
        MODULES.verify();
    }

    /** Read from the file, the application need not analyze itself at every start to migrate in this order. */
    @Test
    void theListOfModulesIsTheOneThatIsRead() throws IOException {
        var json = Files.readString(Path.of("src/main/resources/META-INF/spring-modulith/application-modules.json"));
        var listed = Pattern.compile("\"([a-z]+)\"").matcher(json).results().map(name -> name.group(1)).toList();
        var analyzed = MODULES.stream().map(module -> module.getIdentifier().toString()).toList();

        assertThat(listed).isEqualTo(analyzed);
    }
}
