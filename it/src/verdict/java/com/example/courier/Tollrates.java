/*
 * library: StAX over URL.openStream, reader that is closed, stream that is not
 * jdk: 8
 * leak: NEVER_CLOSED x3
 * hint: [Cc]lose
 */
package com.example.courier;

import static java.nio.charset.StandardCharsets.US_ASCII;

import com.example.stage.Peer;
import com.example.stage.Stage;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.util.ArrayList;
import java.util.Collection;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * Reads a document until it has found its date. It closes the reader, which does not close the stream below. After
 * marklogic/java-client-api#243 and apache/cxf#748.
 */
public final class Tollrates {
    private static final Collection<InputStream> STREAMS = new ArrayList<>();

    private Tollrates() {}

    public static void main(String[] args) throws Exception {
        StringBuilder document = new StringBuilder("<tolls><date>2024-05-01</date>");
        for (int i = 0; i < 4000; i++) {
            document.append("<toll road='").append(i).append("'>12</toll>");
        }
        byte[] body = document.append("</tolls>").toString().getBytes(US_ASCII);
        Peer server = Peer.of((in, out) -> {
            for (String header = Peer.line(in); header != null && !header.isEmpty(); header = Peer.line(in)) {
                // of no interest
            }
            out.write(("HTTP/1.1 200 OK\r\nContent-Length: " + body.length + "\r\n\r\n").getBytes(US_ASCII));
            out.write(body);
            out.flush();
        });
        for (int i = 0; i < 3; i++) {
            System.out.println(date(new URL(server.url("/tolls.xml"))));
        }
        Peer.pause(500);
        server.leave();
        Stage.hold();
    }

    private static String date(URL document) throws IOException, XMLStreamException {
        InputStream stream = document.openStream(); // look here
        STREAMS.add(stream);
        XMLStreamReader reader = XMLInputFactory.newInstance().createXMLStreamReader(stream);
        try {
            while (reader.hasNext()) {
                if (reader.next() == XMLStreamReader.START_ELEMENT
                        && reader.getLocalName().equals("date")) {
                    return reader.getElementText();
                }
            }
            return "";
        } finally {
            reader.close();
        }
    }
}
