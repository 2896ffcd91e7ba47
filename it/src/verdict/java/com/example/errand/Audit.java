/*
 * library: log4j 2 socket appender, nothing to log after the server has left
 * libraries: log4j-2.24
 * jdk: 8
 * leak: NEVER_CLOSED x1
 */
package com.example.errand;

import com.example.stage.Peer;
import com.example.stage.Stage;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.core.config.Configurator;
import org.apache.logging.log4j.core.config.builder.api.ConfigurationBuilder;
import org.apache.logging.log4j.core.config.builder.api.ConfigurationBuilderFactory;
import org.apache.logging.log4j.core.config.builder.impl.BuiltConfiguration;

/** Logs the start to a server. */
public final class Audit {
    private Audit() {}

    public static void main(String[] args) throws Exception {
        Peer server = Peer.of((in, out) -> Peer.line(in));
        ConfigurationBuilder<BuiltConfiguration> builder = ConfigurationBuilderFactory.newConfigurationBuilder();
        builder.add(builder.newAppender("audit", "Socket")
                .addAttribute("host", "127.0.0.1")
                .addAttribute("port", server.port())
                .add(builder.newLayout("PatternLayout").addAttribute("pattern", "%m%n")));
        builder.add(builder.newRootLogger(Level.INFO).add(builder.newAppenderRef("audit")));
        Configurator.initialize(builder.build()); // look here
        LogManager.getLogger("audit").info("started"); // look here
        Peer.pause(300);
        server.leave();
        Stage.hold();
    }
}
