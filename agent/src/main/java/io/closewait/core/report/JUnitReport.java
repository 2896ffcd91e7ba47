package io.closewait.core.report;

import io.closewait.core.code.Frames;
import io.closewait.core.diagnose.LeakGroup;
import io.closewait.core.diagnose.Report;
import java.io.StringWriter;
import java.util.Collections;
import java.util.List;
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

    private final Frames frames;
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
            xml.writeAttribute(
                    "message",
                    Printable.line(name(group) + ": " + group.verdict().meaning()));
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

    private static String name(LeakGroup group) {
        String where =
                group.lookAt() == null ? group.fingerprint : group.lookAt().toString();
        return group.count + (group.count == 1 ? " socket " : " sockets ")
                + group.verdict().label() + " at " + where;
    }
}
