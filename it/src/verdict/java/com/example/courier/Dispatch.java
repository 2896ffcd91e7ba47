/*
 * library: Axis 1.4, call that wants no answer
 * libraries: axis-1.4
 * jdk: 8
 * leak: NEVER_CLOSED x3
 * known-wrong: LINE
 */
package com.example.courier;

import com.example.stage.Peer;
import com.example.stage.Stage;
import java.net.URL;
import org.apache.axis.client.Call;
import org.apache.axis.client.Service;

/**
 * Tells a service that parcels have left, and wants no answer. After revel/revel#1408, which was meant for Axis: a stub's calls leave
 * many connections in CLOSE_WAIT. The call returns at once, and a thread of Axis's opens the connection; nothing refers from
 * there to the application, so the report can only name Axis's own frame. Nothing refers to the connection either: a garbage collection
 * would have it closed, so there is room for none.
 */
public final class Dispatch {
    private Dispatch() {}

    public static void main(String[] args) throws Exception {
        Peer service = Peer.of(Peer.http(202, 0, 0));
        for (int i = 0; i < 3; i++) {
            Call call = (Call) new Service().createCall();
            call.setTargetEndpointAddress(new URL(service.url("/services/parcels")));
            call.setOperationName("left");
            call.invokeOneWay(new Object[] {"parcel " + i}); // look here
        }
        Peer.pause(1000);
        service.leave();
        Stage.hold();
    }
}
