package io.closewait.core.command.diff;

import com.google.gson.JsonElement;
import com.google.gson.JsonIOException;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import com.google.gson.JsonSyntaxException;
import io.closewait.core.command.outcome.CommandFailure;
import io.closewait.core.command.outcome.ExitCode;
import io.closewait.core.diagnose.Verdict;
import io.closewait.core.report.JsonReport;
import java.io.IOException;
import java.io.Reader;
import java.nio.charset.MalformedInputException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/** A JSON report in a file, as far as a comparison needs it. */
public final class ReportFile {
    private final String description;
    /** By fingerprint, which names an origin in every run; backlogs and sockets of unknown origin by a name like one. */
    private final Map<String, Leaks> leaks = new LinkedHashMap<>();

    private ReportFile(Path path, JsonObject report) {
        JsonObject jvm = report.getAsJsonObject("jvm");
        this.description = path + ": " + report.get("generated").getAsString() + ", pid "
                + jvm.get("pid").getAsLong() + ", " + jvm.get("program").getAsString();
        for (JsonElement leak : report.getAsJsonArray("leaks")) {
            addLeak(leak.getAsJsonObject(), false);
        }
        for (JsonElement leak : report.getAsJsonArray("known")) {
            addLeak(leak.getAsJsonObject(), true);
        }
        for (JsonElement element : report.getAsJsonArray("neverAccepted")) {
            JsonObject backlog = element.getAsJsonObject();
            String port = "port " + backlog.get("port").getAsInt();
            add(
                    port,
                    new Leaks("in the backlog of " + port, "", false),
                    Verdict.NEVER_ACCEPTED.label(),
                    backlog.get("count").getAsInt());
        }
        int unknown = report.getAsJsonObject("totals").get("unknownOrigin").getAsInt();
        if (unknown > 0) {
            String meaning = Verdict.UNKNOWN_ORIGIN.meaning();
            add(meaning, new Leaks(meaning, "", false), Verdict.UNKNOWN_ORIGIN.label(), unknown);
        }
    }

    /** @throws CommandFailure if it is no report, or one of a newer format */
    public static ReportFile read(Path path) {
        try (Reader reader = Files.newBufferedReader(path, StandardCharsets.UTF_8)) {
            JsonElement json = JsonParser.parseReader(reader);
            checkFormat(path, json);
            return new ReportFile(path, json.getAsJsonObject());
        } catch (NoSuchFileException e) {
            throw unreadable(path, "there is no such file", e);
        } catch (AccessDeniedException e) {
            throw unreadable(path, "permission denied", e);
        } catch (MalformedInputException | JsonSyntaxException e) {
            throw unreadable(path, "it is not JSON", e);
        } catch (IOException e) {
            throw unreadable(path, String.valueOf(e.getMessage()), e);
        } catch (JsonIOException e) {
            throw unreadable(
                    path, String.valueOf(Objects.requireNonNull(e.getCause()).getMessage()), e);
        } catch (NullPointerException | IllegalStateException | ClassCastException | NumberFormatException e) {
            throw unreadable(path, "a field of a closewait report is missing or of another type", e);
        }
    }

    private static CommandFailure unreadable(Path path, String why, Exception cause) {
        return new CommandFailure(ExitCode.USAGE, path + " cannot be read: " + why, cause);
    }

    private static void checkFormat(Path path, JsonElement json) {
        JsonElement format = json.isJsonObject() ? json.getAsJsonObject().get("format") : null;
        if (format == null || !format.isJsonPrimitive() || !format.getAsString().equals(JsonReport.FORMAT)) {
            throw new CommandFailure(ExitCode.USAGE, path + " is not a closewait report");
        }
        int version = json.getAsJsonObject().get("version").getAsInt();
        if (version > JsonReport.VERSION) {
            throw new CommandFailure(
                    ExitCode.USAGE,
                    path + " has version " + version + " of the report format, this closewait reads up to "
                            + JsonReport.VERSION + ": use a newer one");
        }
    }

    private void addLeak(JsonObject leak, boolean isAccepted) {
        JsonElement frame = leak.get("lookAt");
        String lookAt = frame == null || frame.isJsonNull() ? "" : frame.getAsString();
        String direction = leak.get("direction").getAsString();
        String port = direction.equals("accepted")
                ? " on port " + leak.get("localPort").getAsInt()
                : "";
        String description = direction + port + ", " + leak.get("transport").getAsString();
        add(
                leak.get("fingerprint").getAsString(),
                new Leaks(description, lookAt, isAccepted),
                leak.get("title").getAsString(),
                leak.get("count").getAsInt());
    }

    /** Groups of one origin may have several verdicts: they are one site here. */
    private void add(String origin, Leaks first, String verdict, int count) {
        leaks.computeIfAbsent(origin, unused -> first).add(verdict, count);
    }

    Map<String, Leaks> leaks() {
        return leaks;
    }

    int total() {
        return leaks.values().stream().mapToInt(Leaks::count).sum();
    }

    @Override
    public String toString() {
        return description;
    }
}
