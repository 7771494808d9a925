package org.xingtan;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** SQL may touch the module's own schema, and views of the modules it may know: {@code verify()} cannot see SQL. */
class SqlBoundariesTests {

    private static final Pattern TABLE = Pattern.compile("(?i)\\b(from|join|into|update|only|using|table)\\s+([a-z_]+)\\.([a-z_]+)");
    private static final Pattern COPY_TARGET = Pattern.compile("()\"([a-z_]+)\\.([a-z_]+) ?\\(");
    private static final Pattern REFERENCE = Pattern.compile("(?i)\\breferences\\s+([a-z_]+)\\.([a-z_]+)");
    private static final Set<String> MODULES = Sources.modules();

    @TestFactory
    Stream<DynamicTest> sqlStaysWithinBoundaries() {
        return MODULES.stream().map(module -> DynamicTest.dynamicTest(module, () -> assertThat(strays(module)).isEmpty()));
    }

    @TestFactory
    Stream<DynamicTest> foreignKeysFollowTheArrows() {
        return MODULES.stream().map(module -> DynamicTest.dynamicTest(module, () -> assertThat(strayReferences(module)).isEmpty()));
    }

    /** Two changes that were made side by side may take the same number; nothing would start any more. */
    @Test
    void noModuleHasTwoMigrationsOfOneNumber() {
        var numbers = new TreeSet<String>();
        assertThat(Sources.files(Sources.MIGRATIONS, ".sql").stream()
            .filter(file -> !numbers.add(file.getParent().getFileName() + "/" + name(file).replaceFirst("__.*", "")))).isEmpty();
    }

    @Test
    void seesAStrayJoin() {
        assertThat(strays("tally", "select 1 from tally.delta d join directory.teacher t on t.teacher_id = d.teacher_id"))
            .containsExactly("directory.teacher");
        assertThat(strays("report", "select 1 from directory.organization_card")).isEmpty();
        assertThat(strays("directory", "copy.copy(\"ledger.entry (teacher_id)\", rows)")).containsExactly("ledger.entry");
    }

    private static Set<String> strays(String module) {
        var strays = new TreeSet<String>();
        Stream.concat(Sources.files(Sources.JAVA.resolve(module), ".java").stream(),
                Sources.files(Sources.MIGRATIONS.resolve(module), ".sql").stream())
            .forEach(file -> strays(module, Sources.text(file)).forEach(stray -> strays.add(name(file) + ": " + stray)));
        return strays;
    }

    private static Set<String> strays(String module, String text) {
        var readable = Sources.mayKnow(module);
        var strays = new TreeSet<String>();
        Stream.of(TABLE, COPY_TARGET).flatMap(pattern -> pattern.matcher(text).results()).forEach(found -> {
            var schema = found.group(2);
            var isView = readable.contains(schema) && found.group(3).endsWith("_card");
            if (MODULES.contains(schema) && !schema.equals(module) && !isView) {
                strays.add(schema + "." + found.group(3));
            }
        });
        return strays;
    }

    private static Set<String> strayReferences(String module) {
        var readable = Sources.mayKnow(module);
        var strays = new TreeSet<String>();
        Sources.files(Sources.MIGRATIONS.resolve(module), ".sql").forEach(file ->
            REFERENCE.matcher(Sources.text(file)).results()
                .filter(found -> !found.group(1).equals(module) && !readable.contains(found.group(1)))
                .forEach(found -> strays.add(name(file) + ": " + found.group())));
        return strays;
    }

    private static String name(Path file) {
        return file.getFileName().toString();
    }
}
