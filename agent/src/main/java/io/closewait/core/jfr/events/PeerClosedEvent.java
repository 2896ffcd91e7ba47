package io.closewait.core.jfr.events;

import jdk.jfr.Description;
import jdk.jfr.Label;
import jdk.jfr.Name;

/** The peer's end was seen, of any socket older than the grace period. Most are closed soon after: small on purpose. */
@Name("closewait.PeerClosed")
@Label("Peer Closed")
@Description("The peer's FIN, reset or hang-up arrived; the socket is still open")
final class PeerClosedEvent extends SocketEvent {
    @Label("Opened At")
    @Description("The application's frame that opened the socket")
    String openedAt = "";
}
