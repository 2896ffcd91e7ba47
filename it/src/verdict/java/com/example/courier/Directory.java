/*
 * library: UnboundID LDAP, pool in synchronous mode, idle
 * libraries: unboundid-6
 * jdk: 8
 * leak: IDLE_IN_POOL x3
 */
package com.example.courier;

import com.example.stage.Peer;
import com.example.stage.Stage;
import com.unboundid.ldap.listener.InMemoryDirectoryServer;
import com.unboundid.ldap.sdk.LDAPConnectionOptions;
import com.unboundid.ldap.sdk.LDAPConnectionPool;
import com.unboundid.ldap.sdk.SingleServerSet;

/**
 * Looks up people. The pool has no thread that reads, and checks its connections once an hour. After pingidentity/ldapsdk#131, where
 * the synchronous mode is advised, and #39: without it each connection has a thread that sees the server leave.
 */
public final class Directory {
    private static final long HOUR = 3_600_000;

    private Directory() {}

    public static void main(String[] args) throws Exception {
        InMemoryDirectoryServer server = new InMemoryDirectoryServer("dc=example,dc=com");
        server.add("dn: dc=example,dc=com", "objectClass: top", "objectClass: domain", "dc: example");
        server.startListening();
        LDAPConnectionOptions options = new LDAPConnectionOptions();
        options.setUseSynchronousMode(true);
        LDAPConnectionPool pool = new LDAPConnectionPool( // look here
                new SingleServerSet("127.0.0.1", server.getListenPort(), options), null, 3, 3, null); // look here
        pool.setHealthCheckIntervalMillis(HOUR);
        for (int round = 0; round < 3; round++) {
            for (int i = 0; i < 6; i++) {
                pool.getEntry("dc=example,dc=com"); // look here
            }
            Peer.pause(1200);
        }
        server.closeAllConnections(false);
        Stage.hold();
        pool.close();
    }
}
