package city.ioc.edge.vision.feed;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A camera that speaks HTTP on loopback; what it answers is the test's. */
final class HttpCamera implements AutoCloseable {
    private final ServerSocket server = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
    private final List<Socket> sockets = new CopyOnWriteArrayList<>();
    private final List<List<String>> requests = new CopyOnWriteArrayList<>();

    /** Writes the answer to one request; when it returns the connection is closed. */
    interface Answer {
        void write(int request, OutputStream out) throws IOException, InterruptedException;
    }

    HttpCamera(Answer answer) throws IOException {
        Thread.ofVirtual().start(() -> {
            for (int i = 0; !server.isClosed(); i++) {
                try {
                    Socket socket = server.accept();
                    int number = i;
                    sockets.add(socket);
                    Thread.ofVirtual().start(() -> serve(socket, number, answer));
                } catch (IOException e) {
                    return;
                }
            }
        });
    }

    private void serve(Socket socket, int number, Answer answer) {
        try (socket) {
            BufferedReader in = new BufferedReader(new InputStreamReader(socket.getInputStream(), ISO_8859_1));
            List<String> request = new ArrayList<>();
            for (String line = in.readLine(); line != null && !line.isEmpty(); line = in.readLine()) request.add(line);
            requests.add(request);
            answer.write(number, socket.getOutputStream());
        } catch (IOException | InterruptedException e) {
            // The reader went away: that is how most of these conversations end.
        }
    }

    String url() {
        return "http://127.0.0.1:" + server.getLocalPort() + "/stream";
    }

    List<List<String>> requests() {
        return requests;
    }

    static void begin(OutputStream out) throws IOException {
        text(out, "HTTP/1.1 200 OK\r\nContent-Type: multipart/x-mixed-replace; boundary=\"frame\"\r\n\r\n");
    }

    static void part(OutputStream out, byte[] jpeg, String... headers) throws IOException {
        text(out, "--frame\r\nContent-Type: image/jpeg\r\nContent-Length: " + jpeg.length + "\r\n");
        for (String header : headers) text(out, header + "\r\n");
        text(out, "\r\n");
        out.write(jpeg);
        text(out, "\r\n");
        out.flush();
    }

    static void text(OutputStream out, String text) throws IOException {
        out.write(text.getBytes(ISO_8859_1));
        out.flush();
    }

    @Override
    public void close() throws IOException {
        server.close();
        for (Socket socket : sockets) socket.close();
    }
}
