package city.ioc.edge.vision.feed;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_ID_MJPEG;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_YUVJ420P;

import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.bytedeco.javacv.FFmpegFrameRecorder;

/**
 * A camera that speaks RTSP on loopback: FFmpeg makes its RTP and RTCP packets, and they go to the reader through the connection
 * that it asked on.
 */
final class RtspCamera implements AutoCloseable {
    private static final InetAddress HERE = InetAddress.getLoopbackAddress();
    private final ServerSocket server = new ServerSocket(0, 10, HERE);
    private final int pictures;
    private final boolean silentAfterPlay;

    RtspCamera(int pictures, boolean silentAfterPlay) throws IOException {
        this.pictures = pictures;
        this.silentAfterPlay = silentAfterPlay;
        Thread.ofPlatform().daemon().start(() -> {
            while (!server.isClosed()) {
                try (Socket socket = server.accept()) {
                    converse(socket);
                } catch (IOException e) {
                    // The reader went away, or the test is over.
                }
            }
        });
    }

    String url() {
        return "rtsp://127.0.0.1:" + server.getLocalPort() + "/main";
    }

    private void converse(Socket socket) throws IOException {
        BufferedReader in = new BufferedReader(new InputStreamReader(socket.getInputStream(), ISO_8859_1));
        OutputStream out = socket.getOutputStream();
        for (String request = in.readLine(); request != null; request = in.readLine()) {
            Map<String, String> headers = new HashMap<>();
            for (String line = in.readLine(); line != null && !line.isEmpty(); line = in.readLine())
                headers.put(line.replaceFirst(":.*", "").toLowerCase(Locale.ROOT), line.replaceFirst("[^:]*: *", ""));
            String sequence = headers.getOrDefault("cseq", "0");
            switch (request.replaceFirst(" .*", "")) {
                case "OPTIONS" -> reply(out, sequence, "Public: OPTIONS, DESCRIBE, SETUP, PLAY, TEARDOWN\r\n", "");
                case "DESCRIBE" ->
                    reply(
                            out,
                            sequence,
                            "Content-Type: application/sdp\r\n",
                            "v=0\r\no=- 1 1 IN IP4 127.0.0.1\r\ns=camera\r\nt=0 0\r\nm=video 0 RTP/AVP 26\r\n"
                                    + "c=IN IP4 0.0.0.0\r\na=control:track1\r\n");
                case "SETUP" ->
                    reply(out, sequence, "Session: 1\r\nTransport: RTP/AVP/TCP;unicast;interleaved=0-1\r\n", "");
                case "PLAY" -> {
                    reply(out, sequence, "Session: 1\r\n", "");
                    if (!silentAfterPlay) play(out);
                    if (pictures > 0 && !silentAfterPlay) return;
                }
                default -> reply(out, sequence, "", "");
            }
        }
    }

    private static void reply(OutputStream out, String sequence, String headers, String body) throws IOException {
        String text = "RTSP/1.0 200 OK\r\nCSeq: " + sequence + "\r\n" + headers + "Content-Length: " + body.length()
                + "\r\n\r\n" + body;
        out.write(text.getBytes(ISO_8859_1));
        out.flush();
    }

    private void play(OutputStream out) throws IOException {
        try (DatagramSocket rtp = new DatagramSocket(new InetSocketAddress(HERE, 0));
                DatagramSocket rtcp = new DatagramSocket(new InetSocketAddress(HERE, 0));
                FFmpegFrameRecorder recorder = TestVideo.recorder(
                        "rtp://127.0.0.1:" + rtp.getLocalPort() + "?rtcpport=" + rtcp.getLocalPort(),
                        "rtp",
                        AV_CODEC_ID_MJPEG)) {
            recorder.setPixelFormat(AV_PIX_FMT_YUVJ420P);
            recorder.setVideoOption("huffman", "default");
            recorder.setOption("payload_type", "26");
            recorder.start();
            for (int i = 0; i < pictures; i++) {
                recorder.record(TestVideo.frame(i));
                forward(rtcp, 1, out);
                forward(rtp, 0, out);
            }
        }
    }

    private static void forward(DatagramSocket socket, int channel, OutputStream out) throws IOException {
        DatagramPacket packet = new DatagramPacket(new byte[2048], 2048);
        // Loopback delivers at once: what FFmpeg sent is there, and nothing else comes until it sends again.
        socket.setSoTimeout(5);
        while (true) {
            try {
                socket.receive(packet);
            } catch (java.net.SocketTimeoutException e) {
                return;
            }
            ByteArrayOutputStream interleaved = new ByteArrayOutputStream();
            interleaved.write('$');
            interleaved.write(channel);
            interleaved.write(packet.getLength() >>> 8);
            interleaved.write(packet.getLength());
            interleaved.write(packet.getData(), 0, packet.getLength());
            out.write(interleaved.toByteArray());
            out.flush();
        }
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
