/*
 * library: Logstash encoder 4.0 for Logback, nothing to log after the server has left
 * libraries: logstash-4.0
 * leak: NEVER_CLOSED x1
 * handler: AbstractLogstashTcpSocketAppender$TcpSendingEventHandler.onStart
 * handler: AbstractLogstashTcpSocketAppender$TcpSendingEventHandler.onEvent
 * handler: AbstractLogstashTcpSocketAppender$TcpSendingEventHandler.openSocket
 */
package com.example.wire;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import com.example.stage.Peer;
import com.example.stage.Stage;
import java.util.concurrent.CountDownLatch;
import net.logstash.logback.appender.LogstashTcpSocketAppender;
import net.logstash.logback.encoder.LogstashEncoder;

/**
 * Logs to Logstash over a load balancer, which ends idle connections. After logfellow/logstash-logback-encoder#76: the appender
 * finds out when it writes the next event.
 */
public final class Ledgerlog {
    private Ledgerlog() {}

    public static void main(String[] args) throws Exception {
        CountDownLatch heard = new CountDownLatch(1);
        Peer balancer = Peer.of((in, out) -> {
            Peer.line(in);
            heard.countDown();
        });
        LoggerContext context = new LoggerContext();
        LogstashTcpSocketAppender appender = new LogstashTcpSocketAppender();
        appender.setContext(context);
        appender.setRemoteHost("127.0.0.1");
        appender.setPort(balancer.port());
        LogstashEncoder encoder = new LogstashEncoder();
        encoder.setContext(context);
        appender.setEncoder(encoder);
        encoder.start();
        appender.start(); // look here
        Logger ledger = context.getLogger("ledger");
        ledger.addAppender(appender);
        ledger.info("17 booked"); // look here
        heard.await();
        balancer.leave();
        Stage.hold();
    }
}
