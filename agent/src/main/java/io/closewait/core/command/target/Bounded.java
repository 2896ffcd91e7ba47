package io.closewait.core.command.target;

import io.closewait.core.command.outcome.CommandFailure;
import io.closewait.core.command.outcome.ExitCode;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Calls into another JVM with a limit in time: one that hangs lets a call wait for ever, and none of them has a timeout. */
final class Bounded {
    /** For what may take its time on a loaded machine. */
    static final int PATIENT_SECONDS = 30;

    private Bounded() {}

    /**
     * The call's result.
     *
     * @param who what hangs if the time is over, as the user reads it
     * @throws Exception what the call itself throws
     */
    static <T> T call(String who, int seconds, Callable<T> call) throws Exception {
        FutureTask<T> task = new FutureTask<>(call);
        Thread thread = new Thread(task, "closewait-call");
        thread.setDaemon(true); // given up, it must not keep the command from ending
        thread.start();
        try {
            return task.get(seconds, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            Throwable cause = e.getCause();
            if (cause instanceof Exception) {
                throw (Exception) cause;
            }
            throw e;
        } catch (TimeoutException e) {
            throw new CommandFailure(ExitCode.REFUSED, who + " has not answered for " + seconds + " s: it hangs", e);
        }
    }
}
