import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.ZipFile;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.xpath.XPath;
import javax.xml.xpath.XPathConstants;
import javax.xml.xpath.XPathExpressionException;
import javax.xml.xpath.XPathFactory;
import org.w3c.dom.Document;
import org.w3c.dom.NodeList;

/**
 * What a public Maven repository asks of a release, asked of a staging folder: complete POMs, sources and Javadoc, a signature and
 * checksums of each file. Says all that is wrong, and ends with 1 if something is.
 *
 * <p>{@code java .ci/CheckStaging.java FOLDER VERSION}; the keys that signed are in gpg's keyring. With {@code --rehearsal} as
 * third argument the project's address may be the placeholder of the parent POM.
 */
final class CheckStaging {
    private static final List<String> JARS =
            List.of("closewait-agent", "closewait-holders", "closewait-junit", "closewait-micrometer");
    private static final String BOM = "closewait-bom";
    private static final Map<String, String> CHECKSUMS = Map.of("md5", "MD5", "sha1", "SHA-1");

    /** What must be in a POM, as XPath that gives text. */
    private static final List<String> IN_EACH_POM = List.of(
            "/project/modelVersion",
            "/project/groupId",
            "/project/artifactId",
            "/project/version",
            "/project/name",
            "/project/description",
            "/project/url",
            "/project/licenses/license/name",
            "/project/licenses/license/url",
            "/project/developers/developer/name",
            "/project/scm/connection",
            "/project/scm/developerConnection",
            "/project/scm/url");

    private final XPath xpath = XPathFactory.newInstance().newXPath();
    private final List<String> wrong = new ArrayList<>();
    private final Path group;
    private final String version;
    private final boolean rehearsal;
    private int files;

    private CheckStaging(Path staging, String version, boolean rehearsal) {
        this.group = staging.resolve("io/closewait");
        this.version = version;
        this.rehearsal = rehearsal;
    }

    public static void main(String[] args) throws Exception {
        CheckStaging check =
                new CheckStaging(Path.of(args[0]), args[1], args.length > 2 && args[2].equals("--rehearsal"));
        check.all();
        check.wrong.forEach(System.err::println);
        if (!check.wrong.isEmpty()) {
            System.exit(1);
        }
        System.out.println("staging: " + check.files + " files of " + (JARS.size() + 1)
                + " artifacts: POMs, sources, Javadoc, bills of materials, signatures and checksums are as a repository wants them");
    }

    private void all() throws Exception {
        expect(!version.endsWith("-SNAPSHOT"), "a release is no snapshot: " + version);
        for (String artifact : JARS) {
            for (String suffix : List.of(".pom", ".jar", "-sources.jar", "-javadoc.jar", "-cyclonedx.json")) {
                expect(Files.exists(file(artifact, suffix)), file(artifact, suffix) + " is missing");
            }
            for (String suffix : List.of(".jar", "-sources.jar", "-javadoc.jar")) {
                expectEntries(file(artifact, suffix));
            }
            checkPom(artifact);
        }
        checkPom(BOM);
        checkBom();
        try (Stream<Path> published = Files.list(group)) {
            List<String> names = published.map(path -> path.getFileName().toString()).sorted().toList();
            List<String> expected = Stream.concat(JARS.stream(), Stream.of(BOM)).sorted().toList();
            expect(names.equals(expected), "published are " + names + " instead of " + expected);
        }
        checkFiles();
    }

    private Path file(String artifact, String suffix) {
        return group.resolve(artifact).resolve(version).resolve(artifact + "-" + version + suffix);
    }

    private void expectEntries(Path jar) throws IOException {
        if (Files.exists(jar)) {
            try (ZipFile zip = new ZipFile(jar.toFile())) {
                expect(zip.stream().anyMatch(entry -> !entry.isDirectory() && !entry.getName().startsWith("META-INF/")),
                        jar + " is empty");
            }
        }
    }

    private void checkPom(String artifact) throws Exception {
        Path file = file(artifact, ".pom");
        if (!Files.exists(file)) {
            wrong.add(file + " is missing");
            return;
        }
        Document pom = DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(file.toFile());
        for (String path : IN_EACH_POM) {
            expect(!text(pom, path).isBlank(), file + " has no " + path);
        }
        expect(rehearsal || !text(pom, "/project/url").contains(".invalid"),
                file + " names the placeholder " + text(pom, "/project/url")
                        + " as the project's address: set the property project.home");
        expect(text(pom, "/project/groupId").equals("io.closewait"), file + " is of another group");
        expect(text(pom, "/project/artifactId").equals(artifact), file + " is of another artifact");
        expect(text(pom, "/project/version").equals(version), file + " is of another version");
        expect(count(pom, "/project/parent") == 0, file + " has a parent, which is not published");
        expect(count(pom, "//repository | //pluginRepository") == 0, file + " names repositories");
        expect(count(pom, "//dependency[not(version)]") == 0, file + " has dependencies without a version");
        String content = Files.readString(file);
        expect(!content.contains("${"), file + " has an expression that nobody replaced");
        expect(!content.contains("-SNAPSHOT"), file + " depends on a snapshot");
    }

    private void checkBom() throws Exception {
        Path file = file(BOM, ".pom");
        if (Files.exists(file)) {
            Document pom = DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(file.toFile());
            for (String artifact : JARS) {
                String managed = "/project/dependencyManagement/dependencies/dependency[artifactId='" + artifact + "']/version";
                expect(text(pom, managed).equals(version), file + " does not manage " + artifact);
            }
        }
    }

    private void checkFiles() throws Exception {
        List<Path> all;
        try (Stream<Path> walk = Files.walk(group)) {
            all = walk.filter(Files::isRegularFile).sorted().toList();
        }
        for (Path file : all) {
            String name = file.getFileName().toString();
            if (name.startsWith("maven-metadata.xml") || name.endsWith(".md5") || name.endsWith(".sha1")) {
                continue;
            }
            files++;
            if (name.endsWith(".asc")) {
                continue;
            }
            for (Map.Entry<String, String> checksum : CHECKSUMS.entrySet()) {
                checkChecksum(file, checksum.getKey(), checksum.getValue());
            }
            checkSignature(file);
        }
    }

    private void checkChecksum(Path file, String extension, String algorithm) throws Exception {
        Path checksum = file.resolveSibling(file.getFileName() + "." + extension);
        if (!Files.exists(checksum)) {
            wrong.add(checksum + " is missing");
            return;
        }
        String digest = HexFormat.of().formatHex(MessageDigest.getInstance(algorithm).digest(Files.readAllBytes(file)));
        expect(digest.equals(Files.readString(checksum).strip()), checksum + " is not that of the file");
    }

    private void checkSignature(Path file) throws Exception {
        Path signature = file.resolveSibling(file.getFileName() + ".asc");
        if (!Files.exists(signature)) {
            wrong.add(signature + " is missing");
            return;
        }
        Process gpg = new ProcessBuilder("gpg", "--batch", "--verify", signature.toString(), file.toString())
                .redirectErrorStream(true)
                .start();
        String output;
        try (InputStream stream = gpg.getInputStream()) {
            output = new String(stream.readAllBytes());
        }
        expect(gpg.waitFor() == 0, signature + " is no signature of the file: " + output);
    }

    private String text(Document pom, String path) throws XPathExpressionException {
        return xpath.evaluate(path, pom);
    }

    private int count(Document pom, String path) throws XPathExpressionException {
        return ((NodeList) xpath.evaluate(path, pom, XPathConstants.NODESET)).getLength();
    }

    private void expect(boolean right, String otherwise) {
        if (!right) {
            wrong.add(otherwise);
        }
    }
}
