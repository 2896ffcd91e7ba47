package io.closewait;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaPackage;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.io.FileDescriptor;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

/** The package names the class loader, and dependencies point one way. */
class ArchitectureTest {
    private static final String LAUNCHER = "io.closewait.launcher..";
    private static final String HOOKS = "io.closewait.hooks..";
    private static final String CORE = "io.closewait.core..";
    private static final String CORE_ROOT = "io.closewait.core";

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

    @Test
    void the_registry_knows_no_other_part_of_the_core_but_the_jdk() {
        check(noClasses()
                .that()
                .resideInAPackage(core("registry"))
                .should()
                .dependOnClassesThat(JavaClass.Predicates.resideInAPackage(CORE)
                        .and(DescribedPredicate.not(
                                JavaClass.Predicates.resideInAnyPackage(core("registry"), core("jdk"))))));
    }

    @Test
    void detect_kernel_and_diagnose_do_not_know_who_shows_what_they_find() {
        check(noClasses()
                .that()
                .resideInAnyPackage(core("detect"), core("kernel"), core("diagnose"))
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(CORE_ROOT, core("instrument"), core("report"), core("jmx"), core("log")));
    }

    /** Its classes are loaded before the application's first: each costs every start. */
    @Test
    void the_weaving_depends_on_the_hooks_and_the_asm_of_byte_buddy_only() {
        check(classes()
                .that()
                .resideInAPackage(core("instrument"))
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(
                        core("instrument"),
                        HOOKS,
                        "java..",
                        "net.bytebuddy.jar.asm",
                        "net.bytebuddy.utility",
                        NULLNESS));
    }

    @Test
    void only_the_engine_starts_jmx() {
        check(noClasses()
                .that()
                .resideOutsideOfPackages(CORE_ROOT, core("jmx"))
                .should()
                .dependOnClassesThat()
                .resideInAPackage(core("jmx")));
    }

    @Test
    void only_the_events_need_flight_recorder_and_nobody_needs_the_events() {
        check(noClasses()
                .that()
                .resideOutsideOfPackage(core("jfr.events"))
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("jdk.jfr..", core("jfr.events")));
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
                .resideOutsideOfPackage(core("command"))
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

    private static String core(String part) {
        return "io.closewait.core." + part + "..";
    }

    private static DescribedPredicate<JavaClass> orArraysOf(DescribedPredicate<JavaClass> allowed) {
        return allowed.onResultOf(JavaClass::getBaseComponentType).as(allowed.getDescription() + " or arrays of them");
    }

    /** A package that is still empty breaks no rule. */
    private static void check(ArchRule rule) {
        rule.allowEmptyShould(true).check(CLASSES);
    }
}
