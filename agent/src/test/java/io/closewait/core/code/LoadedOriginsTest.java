package io.closewait.core.code;

import static org.assertj.core.api.Assertions.assertThat;

import io.closewait.core.library.Libraries;
import java.lang.ref.WeakReference;
import java.net.MalformedURLException;
import java.net.URL;
import java.security.CodeSource;
import java.security.ProtectionDomain;
import java.security.SecureClassLoader;
import java.security.cert.Certificate;
import java.util.ArrayList;
import java.util.List;
import net.bytebuddy.ByteBuddy;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Classes from wherever a test wants them: each loader of the test makes an empty class that says it is from there. */
class LoadedOriginsTest {
    private static final String SHOP_JAR = "file:/app/shop.jar";
    private static final String JEDIS = "redis.clients.jedis.Jedis";

    private final List<Class<?>> loaded = new ArrayList<>(List.of(String.class, Class[].class));
    private final Libraries libraries = Libraries.bundled();
    private MainProgram program = MainProgram.UNKNOWN;
    private int listings;

    private LoadedOrigins origins(List<String> application, List<String> moreLibraries) {
        return new LoadedOrigins(
                () -> {
                    listings++;
                    return loaded.toArray(new Class<?>[0]);
                },
                () -> program,
                application,
                moreLibraries,
                () -> libraries);
    }

    private LoadedOrigins origins() {
        return origins(List.of(), List.of());
    }

    private Class<?> load(String name, String place) throws MalformedURLException {
        Class<?> type = new PlaceLoader(new URL(place)).define(name);
        loaded.add(type);
        return type;
    }

    private void launch(String launcher, String place, String startClass) throws MalformedURLException {
        program = new MainProgram(launcher, CodePlace.of(load(launcher, place)), startClass);
    }

    private void start(String main, String place) throws MalformedURLException {
        program = new MainProgram(main, CodePlace.of(load(main, place)));
    }

    @Test
    void a_class_in_a_folder_is_the_applications_whatever_its_name() throws MalformedURLException {
        load(JEDIS, "file:/shop/target/classes/");

        assertThat(origins().of(JEDIS).kind()).isEqualTo(FrameKind.APPLICATION);
    }

    @Test
    void a_class_in_another_jar_is_a_librarys_and_names_its_jar() throws MalformedURLException {
        start("com.acme.Main", SHOP_JAR);
        load("org.unheard.Client", "file:/app/lib/unheard-1.2.jar");

        Origin origin = origins().of("org.unheard.Client");
        assertThat(origin.kind()).isEqualTo(FrameKind.LIBRARY);
        assertThat(origin.jar()).isEqualTo("unheard-1.2.jar");
        assertThat(origin.version()).isEqualTo("1.2");
    }

    @Test
    void what_lies_beside_the_main_class_is_the_applications() throws MalformedURLException {
        start("com.acme.Main", SHOP_JAR);
        load("org.helper.Tool", SHOP_JAR);

        assertThat(origins().of("org.helper.Tool").kind()).isEqualTo(FrameKind.APPLICATION);
    }

    @Test
    void of_a_fat_jar_only_the_packages_of_the_main_class_are_the_applications() throws MalformedURLException {
        start("com.acme.Main", SHOP_JAR);
        load(JEDIS, SHOP_JAR);
        load("org.unheard.Client", SHOP_JAR);

        LoadedOrigins origins = origins();
        assertThat(origins.of("com.acme.Main").kind()).isEqualTo(FrameKind.APPLICATION);
        assertThat(origins.of(JEDIS).kind()).isEqualTo(FrameKind.LIBRARY);
        assertThat(origins.of("org.unheard.Client").kind()).isEqualTo(FrameKind.LIBRARY);
    }

    @Test
    void where_an_archive_has_a_part_for_the_application_the_loader_beside_it_is_a_library()
            throws MalformedURLException {
        start("org.springframework.boot.loader.launch.JarLauncher", SHOP_JAR);
        load("com.acme.Shop", "jar:file:/app/shop.jar!/BOOT-INF/classes!/");
        load("com.acme.starter.Extra", "jar:file:/app/shop.jar!/BOOT-INF/lib/extra.jar!/");

        LoadedOrigins origins = origins();
        assertThat(origins.of("com.acme.Shop").kind()).isEqualTo(FrameKind.APPLICATION);
        assertThat(origins.of("com.acme.starter.Extra").kind()).isEqualTo(FrameKind.LIBRARY);
        assertThat(origins.of("org.springframework.boot.loader.launch.JarLauncher")
                        .kind())
                .isEqualTo(FrameKind.LIBRARY);
    }

    @Test
    void what_lies_beside_the_start_class_is_the_applications_and_its_launcher_a_library()
            throws MalformedURLException {
        launch("org.springframework.boot.loader.launch.JarLauncher", SHOP_JAR, "com.acme.Main");
        load("com.acme.Main", "jar:file:/app/shop.jar!/BOOT-INF/lib/acme.jar!/");
        load("org.helper.Tool", "jar:file:/app/shop.jar!/BOOT-INF/lib/acme.jar!/");
        load("org.unheard.Client", "jar:file:/app/shop.jar!/BOOT-INF/lib/unheard.jar!/");

        LoadedOrigins origins = origins();
        assertThat(origins.of("com.acme.Main").kind()).isEqualTo(FrameKind.APPLICATION);
        assertThat(origins.of("org.helper.Tool").kind()).isEqualTo(FrameKind.APPLICATION);
        assertThat(origins.of("org.unheard.Client").kind()).isEqualTo(FrameKind.LIBRARY);
        assertThat(origins.of("org.springframework.boot.loader.launch.JarLauncher")
                        .kind())
                .isEqualTo(FrameKind.LIBRARY);
    }

    @Test
    void a_launcher_is_a_library_also_if_it_is_unpacked_and_of_the_same_company_as_the_application()
            throws MalformedURLException {
        launch("org.springframework.boot.loader.launch.JarLauncher", "file:/app/", "org.springframework.samples.Main");
        load("org.springframework.samples.Main", "file:/app/BOOT-INF/classes/");

        LoadedOrigins origins = origins();
        assertThat(origins.of("org.springframework.samples.Main").kind()).isEqualTo(FrameKind.APPLICATION);
        assertThat(origins.of("org.springframework.boot.loader.launch.JarLauncher")
                        .kind())
                .isEqualTo(FrameKind.LIBRARY);
    }

    @Test
    void a_start_class_that_was_not_started_tells_nothing() throws MalformedURLException {
        launch("com.acme.Tool", SHOP_JAR, "com.acme.Main");

        assertThat(origins().of("com.acme.Tool").kind()).isEqualTo(FrameKind.APPLICATION);
    }

    @Test
    void a_class_is_said_anew_when_the_start_class_is_loaded() throws MalformedURLException {
        launch("org.boot.Launcher", SHOP_JAR, "com.acme.Main");
        LoadedOrigins origins = origins();
        assertThat(origins.of("org.boot.Launcher").kind()).isEqualTo(FrameKind.APPLICATION);

        origins.reported();
        load("com.acme.Main", "jar:file:/app/shop.jar!/BOOT-INF/lib/acme.jar!/");
        origins.of("com.acme.Main");

        assertThat(origins.of("org.boot.Launcher").kind()).isEqualTo(FrameKind.LIBRARY);
    }

    @Test
    void no_class_is_kept_although_nobody_says_that_the_report_is_made() throws MalformedURLException {
        LoadedOrigins origins = origins();
        WeakReference<Class<?>> gone = new WeakReference<>(load("com.acme.Shop", "file:/shop/target/classes/"));
        origins.of("com.acme.Shop");
        loaded.clear();

        Awaitility.await("the class is unloaded").until(() -> {
            System.gc();
            return gone.get() == null;
        });
        assertThat(origins.of("com.acme.Shop").kind()).isEqualTo(FrameKind.APPLICATION);
    }

    @Test
    void a_module_of_the_same_company_in_its_own_jar_is_the_applications() throws MalformedURLException {
        start("com.acme.shop.Main", SHOP_JAR);
        load("com.acme.pricing.Prices", "file:/app/lib/pricing.jar");

        assertThat(origins().of("com.acme.pricing.Prices").kind()).isEqualTo(FrameKind.APPLICATION);
    }

    @Test
    void the_option_application_makes_a_library_of_everything_else() throws MalformedURLException {
        load("com.acme.Shop", "file:/shop/target/classes/");
        load("org.mine.Shop", "file:/app/lib/mine.jar");

        LoadedOrigins origins = origins(List.of("org.mine."), List.of());
        assertThat(origins.of("org.mine.Shop").kind()).isEqualTo(FrameKind.APPLICATION);
        assertThat(origins.of("com.acme.Shop").kind()).isEqualTo(FrameKind.LIBRARY);
    }

    @Test
    void the_option_libraries_makes_a_library_of_a_class_in_a_folder() throws MalformedURLException {
        load("com.acme.net.Client", "file:/shop/target/classes/");

        assertThat(origins(List.of(), List.of("com.acme.net."))
                        .of("com.acme.net.Client")
                        .kind())
                .isEqualTo(FrameKind.LIBRARY);
    }

    @Test
    void the_JDKs_classes_and_generated_ones_are_known_wherever_they_are() throws MalformedURLException {
        load("com.acme.Shop$$SpringCGLIB$$0", "file:/shop/target/classes/");

        LoadedOrigins origins = origins();
        assertThat(origins.of("java.lang.String").kind()).isEqualTo(FrameKind.JDK);
        assertThat(origins.of(String.class).kind()).isEqualTo(FrameKind.JDK);
        assertThat(origins.of("com.acme.Shop$$SpringCGLIB$$0").kind()).isEqualTo(FrameKind.GENERATED);
    }

    @Test
    void a_class_that_is_not_loaded_any_more_is_known_by_its_name() {
        LoadedOrigins origins = origins();

        assertThat(origins.of("com.gone.Shop").kind()).isEqualTo(FrameKind.APPLICATION);
        assertThat(origins.of(JEDIS).kind()).isEqualTo(FrameKind.LIBRARY);
        assertThat(origins.of("sun.nio.ch.Gone").kind()).isEqualTo(FrameKind.JDK);
    }

    @Test
    void the_loaded_classes_are_listed_once_a_report_and_not_for_names_that_are_known() {
        LoadedOrigins origins = origins();

        origins.of("com.acme.A");
        origins.of("com.acme.B");
        origins.reported();
        origins.of("com.acme.A");
        assertThat(listings).isEqualTo(1);

        origins.of("com.acme.C");
        assertThat(listings).isEqualTo(2);
    }

    @Test
    void what_was_said_before_the_program_was_known_is_said_anew() throws MalformedURLException {
        Class<?> tool = load("org.helper.Tool", SHOP_JAR);
        LoadedOrigins origins = origins();
        assertThat(origins.of(tool).kind()).isEqualTo(FrameKind.LIBRARY);

        origins.reported();
        start("com.acme.Main", SHOP_JAR);
        origins.of("com.acme.Main");

        assertThat(origins.of(tool).kind()).isEqualTo(FrameKind.APPLICATION);
    }

    @Test
    void a_class_that_a_library_defines_in_its_own_package_is_the_librarys() throws MalformedURLException {
        start("com.acme.Main", SHOP_JAR);
        load("org.unheard.Pool", "file:/app/lib/unheard-1.2.jar");
        loaded.add(new PlaceLoader(null).define("org.unheard.Handle"));
        loaded.add(new PlaceLoader(null).define("com.acme.tools.Tool"));

        LoadedOrigins origins = origins();
        assertThat(origins.of("org.unheard.Handle").kind()).isEqualTo(FrameKind.LIBRARY);
        assertThat(origins.of("com.acme.tools.Tool").kind()).isEqualTo(FrameKind.APPLICATION);
    }

    private static final class PlaceLoader extends SecureClassLoader {
        private final ProtectionDomain domain;

        PlaceLoader(@Nullable URL place) {
            domain = new ProtectionDomain(new CodeSource(place, (Certificate[]) null), null);
        }

        Class<?> define(String name) {
            byte[] code =
                    new ByteBuddy().subclass(Object.class).name(name).make().getBytes();
            return defineClass(name, code, 0, code.length, domain);
        }
    }
}
