/*
 * library: UnboundID LDAP and the JDK's, healthy: contexts that nobody closes, and a pool with a thread for each connection
 * libraries: unboundid-6
 * jdk: 8
 * healthy
 */
package com.example.courier;

import com.example.stage.Peer;
import com.example.stage.Stage;
import com.unboundid.ldap.listener.InMemoryDirectoryServer;
import com.unboundid.ldap.sdk.LDAPConnectionPool;
import com.unboundid.ldap.sdk.SingleServerSet;
import java.util.Hashtable;
import javax.naming.Context;
import javax.naming.directory.InitialDirContext;

/** Both libraries have a thread for each connection, which closes it when the server leaves. After pingidentity/ldapsdk#39. */
public final class Phonebook {
    private static final int LEAK_MILLIS = 6000;

    private Phonebook() {}

    public static void main(String[] args) throws Exception {
        InMemoryDirectoryServer server = new InMemoryDirectoryServer("dc=example,dc=com");
        server.add("dn: dc=example,dc=com", "objectClass: top", "objectClass: domain", "dc: example");
        server.startListening();
        Hashtable<String, String> settings = new Hashtable<>();
        settings.put(Context.INITIAL_CONTEXT_FACTORY, "com.sun.jndi.ldap.LdapCtxFactory");
        settings.put(Context.PROVIDER_URL, "ldap://127.0.0.1:" + server.getListenPort());
        Context[] contexts = new Context[3];
        for (int i = 0; i < contexts.length; i++) {
            contexts[i] = new InitialDirContext(settings);
            System.out.println(contexts[i].lookup("dc=example,dc=com"));
        }
        LDAPConnectionPool pool =
                new LDAPConnectionPool(new SingleServerSet("127.0.0.1", server.getListenPort()), null, 3);
        pool.getEntry("dc=example,dc=com");
        Peer.pause(500);
        server.shutDown(true);
        Peer.pause(LEAK_MILLIS);
        Stage.hold();
        pool.close();
    }
}
