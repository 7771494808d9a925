package org.xingtan;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.springframework.modulith.ApplicationModule;
import org.springframework.modulith.core.ApplicationModules;

/** What the guards read: the sources as they lie in the repository. */
final class Sources {

    static final Path JAVA = Path.of("src/main/java/org/xingtan");
    static final Path TESTS = Path.of("src/test/java/org/xingtan");
    static final Path TEMPLATES = Path.of("src/main/jte");
    static final Path MIGRATIONS = Path.of("src/main/resources/db/migration");

    private static final Pattern STRING = Pattern.compile("(?s)\"\"\"(.*?)\"\"\"|\"((?:[^\"\\\\\n]|\\\\.)*)\"");

    private Sources() {}

    static List<Path> files(Path folder, String ending) {
        if (!Files.exists(folder)) {
            return List.of();
        }
        try (var files = Files.walk(folder)) {
            return files.filter(file -> file.toString().endsWith(ending)).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** String literals and text blocks of a Java source. */
    static Stream<String> strings(Path file) {
        return STRING.matcher(text(file)).results().map(Sources::content);
    }

    private static String content(MatchResult match) {
        return match.group(1) == null ? match.group(2) : match.group(1);
    }

    /** The strings that are SQL: a statement by its first words. */
    static Stream<String> statements(Path file) {
        return strings(file).filter(text -> SQL.matcher(text).find());
    }

    private static final Pattern SQL = Pattern.compile(
        "(?is)^\\s*(--[^\n]*\n\\s*)*(select|insert into|update|delete from|with|merge|copy|create|alter|truncate)\\s");

    /** The modules' names in the order in which they build on each other. */
    static Set<String> modules() {
        var names = new java.util.LinkedHashSet<String>();
        ApplicationModules.of(XingtanApplication.class).forEach(module -> names.add(module.getIdentifier().toString()));
        return names;
    }

    /** What the module declares that it may know. */
    static Set<String> mayKnow(String module) {
        try {
            var declaration = Class.forName("org.xingtan." + module + ".package-info").getAnnotation(ApplicationModule.class);
            var names = new TreeSet<String>();
            for (var dependency : declaration.allowedDependencies()) {
                names.add(dependency.split("::")[0].strip());
            }
            return names;
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException(e);
        }
    }
}
