package org.xingtan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.InvocationTargetException;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the benchmarks keep. They are no part of the build, and are compiled when they are run. */
class BenchTests {

    private static final Path BENCH = Path.of("bench");

    @TempDir Path compiled;

    private URLClassLoader loader;

    @BeforeEach
    void compile() throws Exception {
        var compiler = ToolProvider.getSystemJavaCompiler();
        try (var manager = compiler.getStandardFileManager(null, null, null)) {
            var options = List.of("-proc:none", "-sourcepath", BENCH.toString(), "-d", compiled.toString(), "-classpath", System.getProperty("java.class.path"));
            assertThat(compiler.getTask(null, manager, null, options, null, manager.getJavaFileObjects(BENCH.resolve("Results.java"))).call()).isTrue();
        }
        loader = new URLClassLoader(new java.net.URL[] {compiled.toUri().toURL()}, getClass().getClassLoader());
    }

    @Test
    void whatHasMeasuredNothingAgainstALimitIsNotMetAndKeepsNothing() throws Exception {
        var kept = BENCH.resolve("results/selection.json");
        var before = Files.readAllBytes(kept);
        var results = results("selection");
        try {
            assertThat(call(results, "met")).isEqualTo(false);
            assertThatThrownBy(() -> call(results, "write")).isInstanceOf(IllegalStateException.class);
            assertThat(Files.readAllBytes(kept)).isEqualTo(before);
        } finally {
            Files.write(kept, before);
        }
    }

    @Test
    void everyLimitHasToBeMet() throws Exception {
        var results = results("selection");
        call(results, "atMost", "a", 1, 2);
        assertThat(call(results, "met")).isEqualTo(true);
        call(results, "atLeast", "b", 1, 2);
        assertThat(call(results, "met")).isEqualTo(false);
    }

    private Object results(String name) throws Exception {
        var constructor = loader.loadClass("Results").getDeclaredConstructor(String.class);
        constructor.setAccessible(true);
        return constructor.newInstance(name);
    }

    private static Object call(Object results, String name) throws Exception {
        return call(results, results.getClass().getDeclaredMethod(name));
    }

    private static void call(Object results, String name, String what, double value, double limit) throws Exception {
        call(results, results.getClass().getDeclaredMethod(name, String.class, double.class, double.class), what, value, limit);
    }

    private static Object call(Object results, java.lang.reflect.Method method, Object... arguments) throws Exception {
        method.setAccessible(true);
        try {
            return method.invoke(results, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause() instanceof Exception cause ? cause : e;
        }
    }
}
