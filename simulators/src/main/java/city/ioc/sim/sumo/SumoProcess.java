package city.ioc.sim.sumo;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * SUMO as a child process that waits for TraCI commands. It does not outlive this object, nor the Java process. Confined to one
 * thread.
 */
final class SumoProcess implements AutoCloseable {
    /** Where Debian's package keeps SUMO's data. */
    static final String DEFAULT_HOME = "/usr/share/sumo";

    private static final long START_MS = 60_000;
    private static final long END_S = 60;
    private static final int SHOWN_LOG_LINES = 6;

    private final Process process;
    private final Path log;
    private final Thread hook;
    private final Socket socket;
    private final OutputStream out;
    private final TraciReader reader;

    private SumoProcess(Process process, Path log, Thread hook, Socket socket) throws IOException {
        this.process = process;
        this.log = log;
        this.hook = hook;
        this.socket = socket;
        out = socket.getOutputStream();
        reader = new TraciReader(
                new DataInputStream(new BufferedInputStream(socket.getInputStream(), 1 << 16)), () -> tail(log));
    }

    /**
     * Starts SUMO and connects to it.
     *
     * @param arguments options without the port
     * @param port a free port of the loopback address
     * @param log where its output goes
     */
    static SumoProcess start(List<String> arguments, int port, Path log) {
        List<String> command = new ArrayList<>(List.of("sumo", "--remote-port", Integer.toString(port)));
        command.addAll(arguments);
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.redirectOutput(log.toFile());
        builder.environment().putIfAbsent("SUMO_HOME", DEFAULT_HOME);
        Process process;
        try {
            process = builder.start();
        } catch (IOException e) {
            throw new SumoException("SUMO cannot be started; is the package sumo installed? " + e.getMessage(), e);
        }
        Thread hook = new Thread(process::destroyForcibly, "end-sumo");
        Runtime.getRuntime().addShutdownHook(hook);
        try {
            return new SumoProcess(process, log, hook, connect(process, port, log));
        } catch (IOException | RuntimeException e) {
            end(process, hook);
            throw e instanceof SumoException known ? known : new SumoException("no connection to SUMO: " + e, e);
        }
    }

    private static Socket connect(Process process, int port, Path log) throws IOException {
        long until = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(START_MS);
        while (true) {
            Socket socket = new Socket();
            try {
                socket.setTcpNoDelay(true);
                socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 1000);
                return socket;
            } catch (IOException e) {
                socket.close();
                if (!process.isAlive()) throw new SumoException("SUMO ended at once: " + tail(log), e);
                if (System.nanoTime() > until) throw new SumoException("SUMO did not answer: " + tail(log), e);
                pause();
            }
        }
    }

    private static void pause() {
        try {
            Thread.sleep(20);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new SumoException("interrupted while SUMO started", e);
        }
    }

    /** Sends the packet and hands over where its answers are read from. The packet is empty afterwards. */
    TraciReader exchange(TraciWriter packet) {
        try {
            byte[] bytes = packet.packet();
            out.write(bytes, 0, packet.size());
            out.flush();
            packet.clear();
            return reader;
        } catch (IOException e) {
            throw new SumoException("the connection to SUMO broke: " + e.getMessage() + "; " + tail(log), e);
        }
    }

    /** Ends the simulation in good order, so that its outputs are complete. */
    void finish() {
        TraciWriter last = new TraciWriter();
        last.begin(Traci.CLOSE).end();
        exchange(last).readStatus(Traci.CLOSE);
        try {
            socket.close();
            if (!process.waitFor(END_S, TimeUnit.SECONDS)) throw new SumoException("SUMO does not end");
        } catch (IOException e) {
            throw new SumoException("SUMO did not end in good order: " + tail(log), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new SumoException("interrupted while SUMO ended", e);
        }
        if (process.exitValue() != 0) throw new SumoException("SUMO ended with an error: " + tail(log));
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            // The process is ended all the same.
        }
        end(process, hook);
    }

    private static void end(Process process, Thread hook) {
        process.destroyForcibly();
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // The Java process is ending and runs the hook itself.
        }
    }

    private static String tail(Path log) {
        try {
            List<String> lines = Files.readAllLines(log);
            return String.join(" | ", lines.subList(Math.max(0, lines.size() - SHOWN_LOG_LINES), lines.size()));
        } catch (IOException e) {
            return "(" + log + " cannot be read)";
        }
    }
}
