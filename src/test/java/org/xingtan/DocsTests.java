package org.xingtan;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What the documents say proves something is there: whoever follows them to a test finds it. */
class DocsTests {

    /** The name of a class of tests, and of a method of it where one is named. */
    private static final Pattern NAMED = Pattern.compile("\\b([A-Z]\\w+Tests)\\b(?:\\.([a-z]\\w*))?");

    private static final Map<String, List<Path>> CLASSES = Sources.files(Sources.TESTS, "Tests.java").stream()
        .collect(Collectors.groupingBy(file -> file.getFileName().toString().replace(".java", "")));

    @Test
    void testsThatAreNamedAreThere() {
        assertThat(documents().flatMap(file -> missing(Sources.text(file)).map(name -> file + ": " + name))).isEmpty();
    }

    @Test
    void seesTestsThatAreNotThere() {
        assertThat(missing("Tests: `DocsTests`, `DocsTests.seesTestsThatAreNotThere` and `DocsTests.renamed`, `mvn test -Dtest=GoneTests`, `*Tests`. GoneTests.of"))
            .containsExactly("DocsTests.renamed", "GoneTests", "GoneTests.of");
    }

    private static Stream<Path> documents() {
        try (var top = Files.list(Path.of(""))) {
            return Stream.concat(top.filter(file -> file.toString().endsWith(".md")).toList().stream(), Sources.files(Path.of("docs"), ".md").stream());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Stream<String> missing(String text) {
        return NAMED.matcher(text).results().filter(it -> !isThere(it.group(1), it.group(2))).map(DocsTests::name);
    }

    private static String name(MatchResult named) {
        return named.group(2) == null ? named.group(1) : named.group(1) + "." + named.group(2);
    }

    private static boolean isThere(String type, @Nullable String method) {
        return CLASSES.getOrDefault(type, List.of()).stream().anyMatch(file -> method == null || methods(file).contains(method));
    }

    /** Also those that it has from another class. */
    private static List<String> methods(Path file) {
        var name = Sources.TESTS.relativize(file).toString().replace(".java", "").replace(file.getFileSystem().getSeparator(), ".");
        try {
            return Stream.<Class<?>>iterate(Class.forName("org.xingtan." + name, false, DocsTests.class.getClassLoader()), it -> it != null, Class::getSuperclass)
                .flatMap(it -> Arrays.stream(it.getDeclaredMethods())).map(Method::getName).toList();
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException(e);
        }
    }
}
