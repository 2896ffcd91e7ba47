package io.closewait.core.report;

import io.closewait.core.code.Frames;
import io.closewait.core.diagnose.LeakGroup;
import io.closewait.core.diagnose.Report;
import java.io.StringWriter;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/**
 * The report for a build server, in the XML of JUnit's Ant task, which all of them read: one failed test for each place that
 * leaks, or a single passed one. Known leaks are skipped tests. Needs the JDK's module {@code java.xml}.
 */
public final class JUnitReport {
    private static final String SUITE = "closewait";
    private static final String PASSED = "no socket leaks";

    /** The format has no time zone; as Ant does, we write UTC. */
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss", Locale.ROOT).withZone(ZoneOffset.UTC);

    private final Frames frames;
    private final Set<String> namesUsed = new HashSet<>();
    private final XMLStreamWriter xml;

    private JUnitReport(Frames frames, XMLStreamWriter xml) {
        this.frames = frames;
        this.xml = xml;
    }

    /** The whole document. */
    public static String of(Report report, About about, Frames frames) {
        StringWriter text = new StringWriter();
        try {
            XMLStreamWriter xml = XMLOutputFactory.newFactory().createXMLStreamWriter(text);
            new JUnitReport(frames, xml).suite(report, about);
            xml.close();
        } catch (XMLStreamException e) {
            throw new IllegalStateException(e);
        }
        return text.toString();
    }

    private void suite(Report report, About about) throws XMLStreamException {
        boolean isPassed = report.leaks.isEmpty() && report.known.isEmpty();
        xml.writeStartDocument("UTF-8", "1.0");
        xml.writeStartElement("testsuite");
        xml.writeAttribute("name", SUITE);
        xml.writeAttribute("tests", String.valueOf(isPassed ? 1 : report.leaks.size() + report.known.size()));
        xml.writeAttribute("failures", String.valueOf(report.leaks.size()));
        xml.writeAttribute("errors", "0");
        xml.writeAttribute("skipped", String.valueOf(report.known.size()));
        xml.writeAttribute("timestamp", TIME.format(Instant.ofEpochMilli(report.atMillis)));
        xml.writeAttribute("hostname", Printable.line(about.host));
        xml.writeAttribute("time", String.valueOf((report.atMillis - about.startedMillis) / 1000.0));
        if (isPassed) {
            begin(about.program, PASSED);
            xml.writeEndElement();
        }
        failures(report.leaks);
        for (LeakGroup group : report.known) {
            begin(className(group), name(group));
            xml.writeEmptyElement("skipped");
            xml.writeAttribute("message", Printable.line(group.accepted));
            xml.writeEndElement();
        }
        xml.writeEndElement();
        xml.writeEndDocument();
    }

    private void failures(List<LeakGroup> groups) throws XMLStreamException {
        for (LeakGroup group : groups) {
            begin(className(group), name(group));
            xml.writeStartElement("failure");
            xml.writeAttribute("type", group.verdict().name());
            xml.writeAttribute("message", Printable.line(message(group)));
            xml.writeCharacters(Printable.lines(TextReport.of(Collections.singletonList(group), frames)));
            xml.writeEndElement();
            xml.writeEndElement();
        }
    }

    private void begin(String className, String name) throws XMLStreamException {
        xml.writeStartElement("testcase");
        xml.writeAttribute("classname", Printable.line(className));
        xml.writeAttribute("name", Printable.line(name));
    }

    private static String className(LeakGroup group) {
        return group.lookAt() == null ? SUITE : group.lookAt().getClassName();
    }

    /**
     * The same in the next build, or a build server would take an old leak for a new one: so neither the number of sockets nor
     * the verdict, which changes as time goes by, unless there is a second test with this name.
     */
    private String name(LeakGroup group) {
        String place = group.lookAt() == null
                ? group.oldest.transport.label() + (group.oldest.accepted ? " accepted" : " connected")
                : group.lookAt().toString();
        String name = place + " [" + group.fingerprint + "]";
        String unique = name;
        if (!namesUsed.add(unique)) {
            String withVerdict = name + " " + group.verdict().label();
            unique = withVerdict;
            for (int i = 2; !namesUsed.add(unique); i++) {
                unique = withVerdict + " " + i;
            }
        }
        return unique;
    }

    private static String message(LeakGroup group) {
        return group.count + (group.count == 1 ? " socket " : " sockets ")
                + group.verdict().label() + (group.lookAt() == null ? "" : " at " + group.lookAt()) + ": "
                + group.verdict().meaning();
    }
}
