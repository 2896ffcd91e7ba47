package io.closewait.core.jfr.events;

import io.closewait.core.code.Frames;
import io.closewait.core.registry.Moment;
import io.closewait.core.registry.Site;
import io.closewait.core.registry.SocketRecord;
import jdk.jfr.Description;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.Timespan;

/** A leak has ended. Lasts from the peer's end to the close. */
@Name("closewait.Closed")
@Label("Leaked Socket Closed")
@Description("A socket that had leaked was closed after all")
final class ClosedEvent extends SocketEvent {
    @Label("Peer Closed For")
    @Timespan(Timespan.NANOSECONDS)
    long peerClosedFor;

    @Label("Closed By GC")
    @Description("Whether the garbage collector closed it, not the application")
    boolean closedByGc;

    @Label("Closed At")
    @Description("The application's frame that closed the socket")
    String closedAt = "";

    @Label("Closing Stack")
    String closingStack = "";

    @Label("Opening Stack")
    String openingStack = "";

    void fill(SocketRecord record, Frames frames) {
        fill(record);
        peerClosedFor = uselessFor(record, record.closedAt());
        closedByGc = record.wasClosedByCollector();
        if (!closedByGc) {
            Site site = record.site(Moment.CLOSED);
            closedAt = frame(site, frames);
            closingStack = stack(site, frames);
        }
        openingStack = stack(record.openingSite(), frames);
    }
}
