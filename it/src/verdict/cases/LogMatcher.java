/*
 * library: a hand-made server, regular expression that backtracks for hours
 * jdk: 11
 * ready: no
 * leak: STUCK x2 at return m.matches();
 */
import java.io.*;
import java.net.*;
import java.util.*;
import java.util.concurrent.*;
import java.util.regex.*;

/**
 * Each line that arrives is matched with the patterns of a configuration, and one line makes a pattern backtrack for hours. The
 * threads that must read the end of the stream and close are busy in accepts().
 */
public class LogMatcher {
    static class Rule {
        final Pattern pattern;
        final String tag;
        Rule(String tag, String regex) { this.tag = tag; this.pattern = Pattern.compile(regex); }
        boolean accepts(String line) {
            Matcher m = pattern.matcher(line);
            return m.matches();
        }
    }

    static class Ingest implements Callable<Integer> {
        private final Socket socket;
        private final List<Rule> rules;
        Ingest(Socket socket, List<Rule> rules) { this.socket = socket; this.rules = rules; }

        @Override public Integer call() throws IOException {
            int n = 0;
            try (socket; Scanner sc = new Scanner(socket.getInputStream(), "UTF-8")) {
                while (sc.hasNextLine()) {
                    String tag = process(sc.nextLine());
                    socket.getOutputStream().write((tag + "\n").getBytes());
                    n++;
                }
            }
            return n;
        }

        private String process(String line) {
            for (Rule r : rules) {
                if (r.accepts(line)) return r.tag;
            }
            return "unmatched";
        }
    }

    public static void main(String[] args) throws Exception {
        List<Rule> rules = List.of(
            new Rule("kv", "[a-z]+=[0-9]+"),
            new Rule("path", "((a|aa|[a-z])+)+/(\\1)x"),
            new Rule("any", ".*"));
        ExecutorService pool = Executors.newCachedThreadPool();
        ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        new Thread(() -> {
            try {
                while (true) {
                    Socket s = server.accept();
                    pool.submit(new Ingest(s, rules));
                }
            } catch (IOException e) {
                System.out.println("stopped");
            }
        }, "ingest-accept").start();

        String nasty = "a".repeat(60) + "!";
        Socket good = new Socket(server.getInetAddress(), server.getLocalPort());
        good.getOutputStream().write("load=17\n".getBytes());
        System.out.println(new BufferedReader(new InputStreamReader(good.getInputStream())).readLine());
        good.close();
        Socket[] agents = new Socket[2];
        for (int i = 0; i < agents.length; i++) {
            agents[i] = new Socket(server.getInetAddress(), server.getLocalPort());
            agents[i].getOutputStream().write((nasty + "\n").getBytes());
        }
        Thread.sleep(1000);
        for (Socket s : agents) s.close();
        Thread.sleep(13_000);
        System.exit(0);
    }
}
