package io.closewait.it.harness;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A key for {@code localhost}, made anew for each run, that every JDK can read. */
public final class Keystore {
    private static final Path FILE = make();

    private Keystore() {}

    public static Path file() {
        return FILE;
    }

    private static Path make() {
        try {
            Path file = Files.createTempDirectory("closewait-it").resolve("keystore");
            Process keytool = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin/keytool")
                                    .toString(),
                            "-genkeypair",
                            "-alias",
                            "localhost",
                            "-dname",
                            "CN=localhost",
                            "-keyalg",
                            "RSA",
                            "-storetype",
                            "JKS",
                            "-storepass",
                            "password",
                            "-keypass",
                            "password",
                            "-keystore",
                            file.toString())
                    .redirectErrorStream(true)
                    .start();
            String output =
                    new String(keytool.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
            if (keytool.waitFor() != 0) {
                throw new IllegalStateException("keytool: " + output);
            }
            file.toFile().deleteOnExit();
            return file;
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
