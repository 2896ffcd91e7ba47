package io.closewait.core.jfr.events;

import io.closewait.core.code.Frames;
import io.closewait.core.registry.Endpoints;
import io.closewait.core.registry.SocketRecord;
import jdk.jfr.Description;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.Timespan;

/** The peer's end was seen, of any socket older than the grace period. Most are closed soon after: small on purpose. */
@Name("closewait.PeerClosed")
@Label("Peer Closed")
@Description("The peer's FIN, reset or hang-up arrived; the socket is still open")
final class PeerClosedEvent extends SocketEvent {
    @Label("Local Address")
    String local = "";

    @Label("Open For")
    @Timespan(Timespan.NANOSECONDS)
    long openFor;

    @Label("Opened At")
    @Description("The application's frame that opened the socket")
    String openedAt = "";

    void fill(SocketRecord record, Frames frames) {
        fill(record);
        Endpoints endpoints = record.endpoints();
        local = endpoints == null ? "" : endpoints.local();
        openFor = record.finAt() - record.openedAt();
        openedAt = frame(record.openingSite(), frames);
    }
}
