/*
 * library: Apache HttpClient 3, response never closed
 * libraries: commons-httpclient-3.1
 * jdk: 8
 * leak: NEVER_CLOSED x3
 * names: org.apache.commons.httpclient.HttpMethodBase#releaseConnection
 * run: large body
 * arguments: 30000
 * run: body that fits the client's buffer
 * arguments: 40
 */
package com.example.http;

import com.example.stage.Peer;
import com.example.stage.Stage;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.commons.httpclient.HttpClient;
import org.apache.commons.httpclient.MultiThreadedHttpConnectionManager;
import org.apache.commons.httpclient.methods.GetMethod;
import org.apache.commons.httpclient.params.HttpConnectionManagerParams;

/** Looks at the status only, and releases no connection. */
public final class SupplierPrices {
    private static final int MOST = 20;
    private static final HttpClient HTTP = new HttpClient(new MultiThreadedHttpConnectionManager());

    /** Keeps them from the garbage collector, after which the library takes a connection back that nobody refers to. */
    private static final List<GetMethod> ASKED = new ArrayList<>();

    private SupplierPrices() {}

    public static void main(String[] args) throws IOException {
        Peer supplier = Peer.of(Peer.http(200, Integer.parseInt(args[0]), 0));
        HttpConnectionManagerParams params = HTTP.getHttpConnectionManager().getParams();
        params.setDefaultMaxConnectionsPerHost(MOST);
        for (int i = 0; i < 3; i++) {
            hasPrices(supplier.url("/prices/" + i));
        }
        supplier.leave();
        Stage.hold();
    }

    private static boolean hasPrices(String url) throws IOException {
        GetMethod get = new GetMethod(url);
        ASKED.add(get);
        return HTTP.executeMethod(get) == 200; // look here
    }
}
