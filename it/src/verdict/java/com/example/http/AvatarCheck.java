/*
 * library: OkHttp, body never closed
 * leak: NEVER_CLOSED x3
 * jdk: 8
 * names: okhttp3.Response#close
 * run: 3.12.13
 * libraries: okhttp-3.12
 * arguments: 30000
 * run: 3.12.13, body that fits the buffer
 * libraries: okhttp-3.12
 * arguments: 40
 * run: 4.12.0
 * libraries: okhttp-4.12
 * arguments: 30000
 * run: 4.12.0, body that fits the buffer
 * libraries: okhttp-4.12
 * arguments: 40
 * run: 5.5.1, body that fits the buffer
 * libraries: okhttp-5.5
 * arguments: 40
 */
package com.example.http;

import com.example.stage.Peer;
import com.example.stage.Stage;
import java.io.IOException;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;

/** Whether there is an avatar: by the status, without its body. */
public final class AvatarCheck {
    private static final OkHttpClient HTTP = new OkHttpClient();

    private AvatarCheck() {}

    public static void main(String[] args) throws IOException {
        Peer avatars = Peer.of(Peer.http(200, Integer.parseInt(args[0]), 0));
        for (int i = 0; i < 3; i++) {
            exists(avatars.url("/avatar/" + i));
        }
        avatars.leave();
        Stage.hold();
    }

    private static boolean exists(String url) throws IOException {
        Request request = new Request.Builder().url(url).build();
        Response response = HTTP.newCall(request).execute(); // look here
        return response.isSuccessful();
    }
}
