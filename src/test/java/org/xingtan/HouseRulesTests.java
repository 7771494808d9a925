package org.xingtan;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.LiteralTree;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.TryTree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreeScanner;
import com.sun.source.util.Trees;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.lang.model.element.Modifier;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The limits of STYLE.md, read from the sources by the compiler's own parser. */
class HouseRulesTests {

    private static final int FILE_LINES = 400;
    private static final int METHOD_LINES = 30;
    private static final int COLLABORATORS = 6;
    private static final int FILES_OF_A_PACKAGE = 34;
    private static final Pattern EMPTY_NAME = Pattern.compile(".*(Service|Manager|Impl|Utils?|Helper|DTO|Dto)");
    private static final Pattern CHINESE = Pattern.compile("\\p{IsHan}");
    private static final Pattern LEFT_OVER = Pattern.compile("\\b(TO" + "DO|FIX" + "ME|XX" + "X)\\b|@Dis" + "abled\\b");
    private static final Pattern ANYWHERE = Pattern.compile("createTempFile\\(\\s*\"|createTempDirectory|[^s]\\.createTempFile|createTempFileOnlyStreamCache");
    private static final Pattern CONDITIONAL = Pattern.compile("@(Conditional\\w*|Profile)\\b");
    private static final Pattern TWO_SIDES = Pattern.compile("(?m)^(<{7} |={7}$|>{7} )");
    private static final Set<String> NOT_OURS = Set.of(".git", "target", "data", "node_modules", ".idea");
    private static final Pattern FIELD = Pattern.compile("<form\\b[^>]*>|<(?:input|textarea|select)\\b(?:\"[^\"]*\"|[^>\"])*>");
    /** Numbers of documents and codes, which no browser is to remember; answers of a quiz, which are saved as they are typed. */
    private static final Set<String> NOT_REMEMBERED = Set.of("activation.jte number", "activation.jte code", "setup.jte code", "invited.jte code", "attend.jte code",
        "person.jte name", "person.jte number", "person.jte phone", "asked.jte ", "question.jte ${name}");
    private static final Pattern NAMELESS_TABLE = Pattern.compile("<table\\b[^>]*>(?!\\s*<caption\\b)");
    private static final Pattern OUTSIDE = Pattern.compile("(?:src|href|action)=\"https?://");

    private static final List<Unit> UNITS = new ArrayList<>();

    private record Unit(CompilationUnitTree tree, Trees trees, Path file) {

        boolean isMain() {
            return file.startsWith(Sources.JAVA);
        }

        long line(long position) {
            return tree.getLineMap().getLineNumber(position);
        }

        String name() {
            return file.getFileName().toString();
        }

        String source(Tree part) throws IOException {
            var positions = trees.getSourcePositions();
            var start = (int) positions.getStartPosition(tree, part);
            return tree.getSourceFile().getCharContent(true).toString().substring(start, (int) positions.getEndPosition(tree, part));
        }
    }

    @BeforeAll
    static void parse() throws IOException {
        var compiler = ToolProvider.getSystemJavaCompiler();
        try (var manager = compiler.getStandardFileManager(null, null, null)) {
            var files = Stream.of(Sources.JAVA, Sources.TESTS).flatMap(folder -> Sources.files(folder, ".java").stream()).toList();
            var task = (JavacTask) compiler.getTask(null, manager, null, List.of("-proc:none"), null, manager.getJavaFileObjectsFromPaths(files));
            var trees = Trees.instance(task);
            for (var tree : task.parse()) {
                UNITS.add(new Unit(tree, trees, Path.of("").toAbsolutePath().relativize(Path.of(tree.getSourceFile().toUri()))));
            }
        }
    }

    @Test
    void filesAreShort() {
        assertThat(Stream.of(Sources.files(Path.of("src"), ".java"), Sources.files(Path.of("src"), ".jte")).flatMap(List::stream)
            .filter(file -> Sources.text(file).lines().count() > FILE_LINES)).isEmpty();
    }

    /** Lines of the body; SQL in text blocks is measured by its own reader. */
    @Test
    void methodsAreShort() {
        assertThat(strays((unit, add) -> methods(unit, (owner, method) -> {
            if (method.getBody() != null && bodyLines(unit, method) > METHOD_LINES) {
                add.accept(method.getName() + " " + bodyLines(unit, method));
            }
        }))).isEmpty();
    }

    @Test
    void classesHaveFewCollaborators() {
        assertThat(strays((unit, add) -> methods(unit, (owner, method) -> {
            var isConstructor = method.getName().contentEquals("<init>") && owner.getKind() == Tree.Kind.CLASS;
            if (unit.isMain() && isConstructor && method.getParameters().size() > COLLABORATORS) {
                add.accept(owner.getSimpleName() + " " + method.getParameters().size());
            }
        }))).isEmpty();
    }

    /** Elsewhere nobody would clear away what a killed process has left behind. */
    @Test
    void temporaryFilesLieInOnePlace() {
        assertThat(Sources.files(Sources.JAVA, ".java").stream().filter(file -> ANYWHERE.matcher(Sources.text(file)).find())).isEmpty();
    }

    /** Which beans there are is found out by the build: what a property asks for at a start would not be there. */
    @Test
    void noBeanDependsOnAProperty() {
        assertThat(Sources.files(Sources.JAVA, ".java").stream().filter(file -> CONDITIONAL.matcher(Sources.text(file)).find())).isEmpty();
    }

    @Test
    void namesSaySomething() {
        assertThat(UNITS.stream().map(Unit::name).filter(name -> EMPTY_NAME.matcher(name.replace(".java", "")).matches())).isEmpty();
    }

    @Test
    void packagesAreSmallAndSayWhatTheyAre() {
        var strays = new TreeSet<String>();
        UNITS.stream().filter(Unit::isMain).map(unit -> unit.file().getParent()).distinct().filter(folder -> !folder.equals(Sources.JAVA))
            .forEach(folder -> {
                if (folder.toFile().list().length > FILES_OF_A_PACKAGE) {
                    strays.add(folder + " has too many files");
                }
                var description = folder.resolve("package-info.java");
                if (!description.toFile().exists() || !Sources.text(description).startsWith("/**")) {
                    strays.add(folder + " does not say what it is");
                }
            });
        assertThat(strays).isEmpty();
    }

    @Test
    void publicTypesSayWhatTheyAre() {
        assertThat(strays((unit, add) -> unit.tree().getTypeDecls().stream()
            .filter(type -> type instanceof ClassTree it && it.getModifiers().getFlags().contains(Modifier.PUBLIC))
            .filter(type -> unit.isMain() && !hasDocumentation(unit, (ClassTree) type))
            .forEach(type -> add.accept(((ClassTree) type).getSimpleName().toString())))).isEmpty();
    }

    /** Names that no page words, but that somebody made up. */
    private static boolean isInvented(Unit unit) {
        return java.util.stream.Stream.of("demo", "guangzhou", "seed").anyMatch(module -> unit.file().startsWith(Sources.JAVA.resolve(module)));
    }

    @Test
    void chineseStandsInMessagesAndNotInJava() {
        assertThat(strays((unit, add) -> {
            if (unit.isMain() && !isInvented(unit)) {
                literals(unit, text -> {
                    if (CHINESE.matcher(text).find()) {
                        add.accept(text);
                    }
                });
            }
        })).isEmpty();
    }

    @Test
    void nothingIsLeftOverOrSwitchedOff() {
        assertThat(Stream.of(".java", ".jte", ".sql", ".properties", ".yaml", ".js", ".css")
            .flatMap(ending -> Sources.files(Path.of("src"), ending).stream())
            .filter(file -> !file.getFileName().toString().contains(".min."))
            .filter(file -> LEFT_OVER.matcher(Sources.text(file)).find())).isEmpty();
    }

    /** What was changed in two places is one text again: whatever else lies in the repository, it is read as characters of one byte. */
    @Test
    void nothingIsLeftOfAMerge() throws IOException {
        try (var entries = Files.list(Path.of(""))) {
            assertThat(entries.filter(entry -> !NOT_OURS.contains(entry.getFileName().toString())).flatMap(entry -> Sources.files(entry, "").stream())
                .filter(Files::isRegularFile).filter(file -> TWO_SIDES.matcher(characters(file)).find())).isEmpty();
        }
    }

    private static String characters(Path file) {
        try {
            return Files.readString(file, StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    /** A stream of rows holds a connection until it is closed. */
    @Test
    void streamsOfRowsAreClosed() {
        assertThat(strays((unit, add) -> new TreeScanner<Void, Void>() {
            @Override
            public Void visitTry(TryTree part, Void nothing) {
                scan(part.getBlock(), null);
                scan(part.getCatches(), null);
                return scan(part.getFinallyBlock(), null);
            }

            @Override
            public Void visitMethodInvocation(MethodInvocationTree call, Void nothing) {
                if (call.getMethodSelect() instanceof MemberSelectTree stream && stream.getIdentifier().contentEquals("stream")
                        && stream.getExpression() instanceof MethodInvocationTree rows && rows.getMethodSelect() instanceof MemberSelectTree query
                        && query.getIdentifier().contentEquals("query")) {
                    add.accept("line " + unit.line(unit.trees().getSourcePositions().getStartPosition(unit.tree(), call)));
                }
                return super.visitMethodInvocation(call, null);
            }
        }.scan(unit.tree(), null))).isEmpty();
    }

    @Test
    void pagesLoadNothingFromOutside() {
        assertThat(Sources.files(Sources.TEMPLATES, ".jte").stream()
            .filter(file -> OUTSIDE.matcher(Sources.text(file)).find())).isEmpty();
    }

    /** Whoever has tables read aloud goes from one to the next by what they are called. */
    @Test
    void tablesHaveACaption() {
        assertThat(Sources.files(Sources.TEMPLATES, ".jte").stream()
            .filter(file -> NAMELESS_TABLE.matcher(Sources.text(file)).find())).isEmpty();
    }

    /** Whoever goes back to a form that was refused finds in it what he typed; a browser gives him back no field whose completion is off. */
    @Test
    void formsThatAreSentKeepWhatWasTyped() {
        assertThat(Sources.files(Sources.TEMPLATES, ".jte").stream().flatMap(HouseRulesTests::forgotten)).isEmpty();
    }

    private static Stream<String> forgotten(Path file) {
        var names = Stream.<String>builder();
        var sent = true;
        for (var tag : FIELD.matcher(Sources.text(file)).results().map(it -> it.group()).toList()) {
            if (tag.startsWith("<form")) {
                sent = !tag.contains("method=\"get\"");
            } else if (sent && tag.contains("autocomplete=\"off\"")) {
                names.add(file.getFileName() + " " + tag.replaceFirst("(?s)^.*? name=\"([^\"]*)\".*$|^.*$", "$1"));
            }
        }
        return names.build().filter(name -> !NOT_REMEMBERED.contains(name));
    }

    /** The layout says it, from what the page is about; these know more of it than the task of their area. */
    @Test
    void pagesDoNotSayForWhichUnitSomebodyActs() {
        assertThat(Sources.files(Sources.TEMPLATES, ".jte").stream().filter(file -> Sources.text(file).matches("(?s).*@template\\.layout\\.console\\([^`]* acting = .*"))
            .map(file -> Sources.TEMPLATES.relativize(file).toString()))
            .containsExactlyInAnyOrder("fee/statement.jte", "fee/refund.jte", "fee/invoice.jte", "recognition/case.jte", "recognition/import.jte", "home/console.jte");
    }

    /** It replaces the application's cookie by a session, for every test that comes later. */
    @Test
    void testsDoWithoutTheFrameworksToken() {
        assertThat(Sources.files(Sources.TESTS, ".java").stream()
            .filter(file -> Sources.text(file).contains("SecurityMockMvcRequestPostProcessors." + "csrf"))).isEmpty();
    }

    /** What a person wrote comes into a page as text; htmx puts in what the server has escaped. */
    @Test
    void ourScriptsMakeNoHtmlOfTexts() {
        assertThat(Sources.files(Path.of("src/main/resources/static"), ".js").stream().filter(file -> !file.toString().endsWith(".min.js"))
            .filter(file -> Sources.text(file).matches("(?s).*(innerHTML|outerHTML|insertAdjacentHTML|document\\.write|eval\\(|new Function).*"))).isEmpty();
    }

    /** Nobody here has the map that a browser would ask for. */
    @Test
    void scriptsNameNoMap() {
        assertThat(Stream.of(".js", ".css").flatMap(ending -> Sources.files(Path.of("src/main/resources/static"), ending).stream())
            .filter(file -> Sources.text(file).contains("sourceMappingURL"))).isEmpty();
    }

    private interface Rule {

        void check(Unit unit, Consumer<String> add) throws IOException;
    }

    private static TreeSet<String> strays(Rule rule) {
        var strays = new TreeSet<String>();
        for (var unit : UNITS) {
            try {
                rule.check(unit, stray -> strays.add(unit.name() + ": " + stray));
            } catch (IOException e) {
                throw new java.io.UncheckedIOException(e);
            }
        }
        return strays;
    }

    private static long bodyLines(Unit unit, MethodTree method) {
        var positions = unit.trees().getSourcePositions();
        var body = method.getBody();
        var lines = unit.line(positions.getEndPosition(unit.tree(), body)) - unit.line(positions.getStartPosition(unit.tree(), body)) - 1;
        var inTextBlocks = new long[1];
        new TreeScanner<Void, Void>() {
            @Override
            public Void visitLiteral(LiteralTree literal, Void nothing) {
                inTextBlocks[0] += unit.line(positions.getEndPosition(unit.tree(), literal)) - unit.line(positions.getStartPosition(unit.tree(), literal));
                return null;
            }
        }.scan(body, null);
        return lines - inTextBlocks[0];
    }

    private static boolean hasDocumentation(Unit unit, ClassTree type) {
        var path = com.sun.source.util.TreePath.getPath(unit.tree(), type);
        return unit.trees().getDocComment(path) != null;
    }

    private interface Methods {

        void accept(ClassTree owner, MethodTree method);
    }

    private static void methods(Unit unit, Methods consumer) {
        types(unit, type -> type.getMembers().stream().filter(MethodTree.class::isInstance)
            .forEach(method -> consumer.accept(type, (MethodTree) method)));
    }

    private static void types(Unit unit, Consumer<ClassTree> consumer) {
        new TreeScanner<Void, Void>() {
            @Override
            public Void visitClass(ClassTree type, Void nothing) {
                consumer.accept(type);
                return super.visitClass(type, nothing);
            }
        }.scan(unit.tree(), null);
    }

    private static void literals(Unit unit, Consumer<String> consumer) {
        new TreeScanner<Void, Void>() {
            @Override
            public Void visitLiteral(LiteralTree literal, Void nothing) {
                if (literal.getValue() instanceof String text) {
                    consumer.accept(text);
                }
                return null;
            }
        }.scan(unit.tree(), null);
    }
}
