/*
 * library: Retrofit 2, streamed body never closed
 * libraries: retrofit-2.11 okhttp-4.12
 * jdk: 8
 * leak: NEVER_CLOSED x3
 * hint: ResponseBody|(?i)close
 * run: call made at once
 * arguments: execute
 * run: call enqueued
 * arguments: enqueue
 */
package com.example.errand;

import com.example.stage.Peer;
import com.example.stage.Stage;
import java.io.IOException;
import okhttp3.ResponseBody;
import retrofit2.Call;
import retrofit2.Callback;
import retrofit2.Response;
import retrofit2.Retrofit;
import retrofit2.http.GET;
import retrofit2.http.Path;
import retrofit2.http.Streaming;

/** Looks at a photo's length only. After square/retrofit#2950. */
public final class Photos implements Callback<ResponseBody> {
    /** The library's of photos. */
    public interface Api {
        @Streaming
        @GET("photos/{id}")
        Call<ResponseBody> photo(@Path("id") int id);
    }

    private Photos() {}

    public static void main(String[] args) throws Exception {
        Peer library = Peer.of(Peer.http(200, 30_000, 0));
        Api api = new Retrofit.Builder().baseUrl(library.url("/")).build().create(Api.class);
        for (int id = 0; id < 3; id++) {
            if (args[0].equals("execute")) {
                System.out.println(length(api, id));
            } else {
                api.photo(id).enqueue(new Photos()); // look here
            }
        }
        Peer.pause(700);
        library.leave();
        Stage.hold();
    }

    private static long length(Api api, int id) throws IOException {
        Response<ResponseBody> response = api.photo(id).execute(); // look here
        return response.body().contentLength(); // look here
    }

    @Override
    public void onResponse(Call<ResponseBody> call, Response<ResponseBody> response) {
        System.out.println(response.body().contentLength()); // look here
    }

    @Override
    public void onFailure(Call<ResponseBody> call, Throwable e) {
        e.printStackTrace();
    }
}
