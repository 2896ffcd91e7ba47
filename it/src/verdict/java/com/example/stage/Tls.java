package com.example.stage;

import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;

/** TLS with the key that the suite has made for its run. */
public final class Tls {
    private static final char[] PASSWORD = "password".toCharArray();

    private Tls() {}

    public static String keystore() {
        return System.getProperty("it.keystore");
    }

    public static KeyManagerFactory keys() throws GeneralSecurityException, IOException {
        KeyStore store = KeyStore.getInstance("JKS");
        try (InputStream in = new FileInputStream(keystore())) {
            store.load(in, PASSWORD);
        }
        KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(store, PASSWORD);
        return keys;
    }

    public static SSLContext server() throws GeneralSecurityException, IOException {
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keys().getKeyManagers(), null, null);
        return context;
    }

    /** Of a client that trusts everybody. */
    public static SSLContext client() throws GeneralSecurityException {
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, new TrustManager[] {new Trusting()}, null);
        return context;
    }

    private static final class Trusting implements X509TrustManager {
        @Override
        public void checkClientTrusted(X509Certificate[] chain, String authType) {
            // everybody
        }

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String authType) {
            // everybody
        }

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }
}
