package io.closewait.demo.shop;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.URL;
import java.util.ArrayList;
import java.util.List;

/** Pays over HTTP. The mistake: a failed charge is kept for later, its response neither read nor closed. */
public final class PaymentClient {
    private final URL endpoint;
    private final List<HttpURLConnection> failedCharges = new ArrayList<>();

    public PaymentClient(URL endpoint) {
        this.endpoint = endpoint;
    }

    public boolean charge(String order) throws IOException {
        HttpURLConnection request = (HttpURLConnection) endpoint.openConnection();
        request.setRequestMethod("POST");
        request.setDoOutput(true);
        try (OutputStream body = request.getOutputStream()) {
            body.write(order.getBytes(UTF_8));
        }
        if (request.getResponseCode() >= 400) {
            failedCharges.add(request);
            return false;
        }
        try (InputStream answer = request.getInputStream()) {
            answer.readAllBytes();
        }
        return true;
    }

    /** What charge should have done at once. */
    public void closeFailedCharges() throws IOException {
        for (HttpURLConnection request : failedCharges) {
            InputStream error = request.getErrorStream();
            if (error != null) {
                error.close();
            }
            request.disconnect();
        }
        failedCharges.clear();
    }

    public int failedCharges() {
        return failedCharges.size();
    }
}
