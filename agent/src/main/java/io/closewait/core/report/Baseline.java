package io.closewait.core.report;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;

/** The leaks of an earlier run: any JSON report serves as a baseline. */
public final class Baseline {
    private Baseline() {}

    /**
     * The fingerprints of all the leaks that the run saw, the accepted ones included.
     *
     * @throws IOException if the file cannot be read, is no report, or one of a version that this agent does not know
     */
    public static Set<String> read(Path file) throws IOException {
        try (Reader reader = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
            JsonObject report = JsonParser.parseReader(reader).getAsJsonObject();
            if (!report.has("format") || !report.get("format").getAsString().equals(JsonReport.FORMAT)) {
                throw new IOException("it is not a closewait report");
            }
            int version = report.get("version").getAsInt();
            if (version > JsonReport.VERSION) {
                throw new IOException(
                        "its format has version " + version + ", and this agent reads up to " + JsonReport.VERSION);
            }
            Set<String> fingerprints = new HashSet<>();
            for (JsonElement leak : report.getAsJsonArray("seen")) {
                fingerprints.add(leak.getAsJsonObject().get("fingerprint").getAsString());
            }
            return fingerprints;
        } catch (JsonParseException | IllegalStateException | NullPointerException notAReport) {
            throw new IOException("it is not a closewait report", notAReport);
        }
    }
}
