package io.closewait;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.conditions.ArchPredicates.are;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaFieldAccess;
import com.tngtech.archunit.core.domain.JavaMethodCall;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.domain.JavaPackage;
import com.tngtech.archunit.core.domain.JavaStaticInitializer;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import io.closewait.hooks.SocketHooks;
import java.io.FileDescriptor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

/** The package names the class loader, and dependencies point one way. */
class ArchitectureTest {
    private static final String LAUNCHER = "io.closewait.launcher..";
    private static final String HOOKS = "io.closewait.hooks..";
    private static final String CORE = "io.closewait.core..";

    private static final Path PROJECT = Path.of(System.getProperty("closewait.project"));
    private static final Path DOCUMENT = PROJECT.resolve("docs/architecture.md");
    /** A line of the table of packages: all up to its last cell, with the package's name; the last cell. */
    private static final Pattern PACKAGE_ROW = Pattern.compile("(?m)^(\\| `(core[a-z.]*)` \\|.*\\| )[^|]*\\|$");

    /** In the Javadoc of the class, which begins a line. */
    private static final Pattern LONG_BECAUSE = Pattern.compile("(?m)^ \\* (.*\\. )?Long because ");

    /** Names of methods that change a collection and take no other one: which of the two the constant is cannot be told. */
    private static final Pattern CHANGES =
            Pattern.compile("add|put|putIfAbsent|remove|removeIf|replace|clear|compute.*|merge|set|sort");

    /** Annotations for the compiler: no class loader ever looks for them. */
    private static final String NULLNESS = "org.jspecify.annotations..";

    private static final DescribedPredicate<JavaClass> PRIMITIVE =
            DescribedPredicate.describe("are primitive", JavaClass::isPrimitive);

    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("io.closewait");

    @Test
    void the_launcher_depends_on_java_only() {
        check(classes()
                .that()
                .resideInAPackage(LAUNCHER)
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage("java..", LAUNCHER, NULLNESS));
    }

    @Test
    void nothing_beneath_the_launcher_depends_on_it() {
        check(noClasses()
                .that()
                .resideInAnyPackage(HOOKS, CORE)
                .should()
                .dependOnClassesThat()
                .resideInAPackage(LAUNCHER));
    }

    @Test
    void the_hooks_depend_on_java_lang_and_the_file_descriptor_only() {
        check(classes()
                .that()
                .resideInAPackage(HOOKS)
                .should()
                .onlyDependOnClassesThat(
                        orArraysOf(JavaClass.Predicates.resideInAnyPackage("java.lang", HOOKS, NULLNESS)
                                .or(JavaClass.Predicates.equivalentTo(FileDescriptor.class))
                                .or(PRIMITIVE))));
    }

    /** Neither more nor less: what is not used any more is not allowed any more. */
    @Test
    void each_package_of_the_core_uses_what_the_list_says() {
        assertThat(Dependencies.used(CLASSES)).isEqualTo(new Dependencies().allowed());
    }

    /** With {@code -Ddocs.refresh} the column is written anew. */
    @Test
    void the_document_says_what_each_package_may_use() throws IOException {
        Dependencies dependencies = new Dependencies();
        Set<String> missing = new TreeSet<>(dependencies.allowed().keySet());
        String document = Files.readString(DOCUMENT);
        String expected = PACKAGE_ROW.matcher(document).replaceAll(row -> {
            missing.remove(row.group(2));
            return Matcher.quoteReplacement(row.group(1) + dependencies.markdown(row.group(2)) + " |");
        });
        if (System.getProperty("docs.refresh") != null) {
            Files.writeString(DOCUMENT, expected);
        }

        assertThat(missing).as("packages without a row in docs/architecture.md").isEmpty();
        assertThat(Files.readString(DOCUMENT))
                .as("docs/architecture.md; to refresh it: mvn test -pl agent -Dtest=ArchitectureTest -Ddocs.refresh")
                .isEqualTo(expected);
    }

    /** One agent is one class loader: what is static in it there is once an agent. */
    @Test
    void static_state_does_not_change_but_for_what_nobody_can_be_given() {
        check(fields().that()
                .areStatic()
                .and()
                .doNotHaveFullName(SocketHooks.class.getName() + ".listener") // woven code has nothing else to call
                .and(are(describe(
                        "not the log",
                        field -> !field.getOwner()
                                .getPackageName()
                                .equals("io.closewait.core.log")))) // needed before there is anybody to be given it
                .and()
                .doNotHaveFullName("io.closewait.core.report.HtmlReport.template") // a resource, once read
                .and()
                .doNotHaveFullName("io.closewait.core.command.target.LoopbackSockets.isUsed") // as RMI's own factory is
                .should()
                .beFinal());
    }

    /** What is final must not be changed either. */
    @Test
    void static_constants_hold_nothing_that_changes() {
        check(fields().that()
                .areStatic()
                .should()
                .notHaveRawType(describe(
                        "made to be changed",
                        type -> type.getPackageName().startsWith("java.util.concurrent")
                                || type.isAssignableTo(ThreadLocal.class)
                                || type.isAssignableTo(StringBuilder.class))));
        check(classes().should(notChangeStaticCollections()));
    }

    /** By line: a collection that is read and a method that changes collections are called there. */
    private static ArchCondition<JavaClass> notChangeStaticCollections() {
        return new ArchCondition<>("not change static collections") {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                Set<String> lines = new HashSet<>();
                for (JavaFieldAccess access : type.getFieldAccessesFromSelf()) {
                    boolean isStatic = access.getTarget()
                            .resolveMember()
                            .filter(field -> field.getModifiers().contains(JavaModifier.STATIC))
                            .isPresent();
                    if (isStatic && isCollection(access.getTarget().getRawType())) {
                        lines.add(access.getOrigin().getFullName() + ":" + access.getLineNumber());
                    }
                }
                for (JavaMethodCall call : type.getMethodCallsFromSelf()) {
                    String line = call.getOrigin().getFullName() + ":" + call.getLineNumber();
                    if (isCollection(call.getTargetOwner())
                            && CHANGES.matcher(call.getName()).matches()
                            && !call.getOrigin().getName().equals(JavaStaticInitializer.STATIC_INITIALIZER_NAME)
                            && lines.contains(line)) {
                        events.add(SimpleConditionEvent.violated(call, call.getDescription()));
                    }
                }
            }
        };
    }

    private static boolean isCollection(JavaClass type) {
        return type.isAssignableTo(Collection.class) || type.isAssignableTo(Map.class);
    }

    /** One noun, one class. */
    @Test
    void a_class_of_more_than_250_lines_says_why() throws IOException {
        List<String> silent = new ArrayList<>();
        for (String module : List.of("agent", "junit", "holders", "micrometer", "demo-app")) {
            try (Stream<Path> files = Files.walk(PROJECT.resolve(module).resolve("src/main/java"))) {
                for (Path file :
                        files.filter(path -> path.toString().endsWith(".java")).toList()) {
                    String source = Files.readString(file);
                    long lines = source.lines().count();
                    if (lines > 250 && !LONG_BECAUSE.matcher(source).find()) {
                        silent.add(PROJECT.relativize(file) + ": " + lines + " lines");
                    }
                }
            }
        }

        assertThat(silent)
                .as("classes of more than 250 lines whose Javadoc has no sentence that begins with 'Long because'")
                .isEmpty();
    }

    /**
     * The command line, in a JVM of its own, reaches another JVM's agent through the JDK's attach and JMX clients. The socket that
     * ends a wait of {@code EPollWatch} is never connected.
     */
    @Test
    void in_the_application_nothing_but_the_self_test_opens_a_connection() {
        check(noClasses()
                .that()
                .resideInAnyPackage(HOOKS, CORE)
                .and()
                .resideOutsideOfPackage("io.closewait.core.command..")
                .and()
                .doNotHaveSimpleName("SelfTest")
                .and()
                .doNotHaveSimpleName("EPollWatch")
                .should()
                .dependOnClassesThat(DescribedPredicate.describe(
                        "open connections",
                        type -> type.getName()
                                .matches(
                                        "java\\.net\\.(Socket|ServerSocket|\\w*DatagramSocket|MulticastSocket|\\w*URLConnection)"
                                                + "|java\\.nio\\.channels\\.\\w*(Socket|Datagram)Channel"
                                                + "|(javax\\.net|java\\.net\\.http)\\..*"))));
    }

    @Test
    void the_parts_of_the_core_have_no_cycles() {
        check(slices().matching("io.closewait.core.(*)..").should().beFreeOfCycles());
    }

    @Test
    void every_package_is_null_marked() {
        assertThat(CLASSES)
                .extracting(JavaClass::getPackage)
                .filteredOn(javaPackage -> !javaPackage.isAnnotatedWith(NullMarked.class))
                .extracting(JavaPackage::getName)
                .isEmpty();
    }

    private static DescribedPredicate<JavaClass> orArraysOf(DescribedPredicate<JavaClass> allowed) {
        return allowed.onResultOf(JavaClass::getBaseComponentType).as(allowed.getDescription() + " or arrays of them");
    }

    /** A package that is still empty breaks no rule. */
    private static void check(ArchRule rule) {
        rule.allowEmptyShould(true).check(CLASSES);
    }
}
