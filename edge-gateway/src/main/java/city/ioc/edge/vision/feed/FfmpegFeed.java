package city.ioc.edge.vision.feed;

import static org.bytedeco.ffmpeg.avutil.AVFrame.AV_FRAME_FLAG_CORRUPT;
import static org.bytedeco.ffmpeg.global.avcodec.AV_PKT_DATA_PRFT;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_alloc;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_free;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_get_side_data;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_unref;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_receive_frame;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_send_packet;
import static org.bytedeco.ffmpeg.global.avformat.av_read_frame;
import static org.bytedeco.ffmpeg.global.avutil.AVERROR_EAGAIN;
import static org.bytedeco.ffmpeg.global.avutil.AVERROR_EOF;
import static org.bytedeco.ffmpeg.global.avutil.AV_NOPTS_VALUE;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_alloc;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_free;
import static org.bytedeco.ffmpeg.global.avutil.av_rescale_q;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.avutil.AVRational;
import org.bytedeco.javacpp.LongPointer;
import org.bytedeco.javacpp.SizeTPointer;
import org.opencv.core.Mat;

/** Video as FFmpeg reads it: recordings, RTSP, and what comes over HTTP and is not Motion JPEG. */
final class FfmpegFeed implements Feed {
    private static final AVRational MICROS = new AVRational().num(1).den(1_000_000);

    private final FeedOptions options;
    private final boolean live;
    private final FfmpegInput input;
    private final Pixels pixels;
    private final SourceClock clock = new SourceClock();
    private final Pace pace;
    private final AVPacket packet = av_packet_alloc();
    private final AVFrame frame = av_frame_alloc();
    private final Instant recordedAt;
    private final Object reading = new Object();
    private boolean closed;
    private boolean draining;
    private long decoded;
    private long damaged;
    private long wallMinusMediaMicros = Long.MIN_VALUE;

    private FfmpegFeed(FfmpegInput input, FeedOptions options, boolean live) {
        this.input = input;
        this.options = options;
        this.live = live;
        this.pixels = new Pixels(input.quarterTurns());
        this.pace = new Pace(live ? options.apart() : Duration.ZERO);
        // A recording that does not say when it was made begins with 1970, which nobody takes for a time.
        this.recordedAt = input.beginsAt().orElse(Instant.EPOCH);
    }

    static FfmpegFeed file(Path file, FeedOptions options) throws FeedException {
        try {
            if (!Files.isRegularFile(file)) throw new FeedException(FeedFault.NOT_FOUND, file + " is no file");
            if (Files.size(file) == 0) throw new FeedException(FeedFault.EMPTY, file + " is empty: 0 bytes");
        } catch (IOException e) {
            throw new FeedException(FeedFault.NOT_FOUND, file + " cannot be read: " + e.getMessage());
        }
        // What the container refers to is not followed: a recording is one file.
        Map<String, String> settings = Map.of("protocol_whitelist", "file");
        return new FfmpegFeed(
                FfmpegInput.open("file:" + file, file.toString(), options.patience(), settings), options, false);
    }

    static FfmpegFeed stream(URI url, String label, FeedOptions options) throws FeedException {
        String micros = Long.toString(options.patience().toNanos() / 1000);
        Map<String, String> settings = new HashMap<>();
        boolean rtsp = url.getScheme().toLowerCase(java.util.Locale.ROOT).startsWith("rtsp");
        if (rtsp) {
            // Through TCP: on a city's radio links a lost UDP packet costs every picture up to the next key frame.
            settings.put("rtsp_transport", "tcp");
            settings.put("allowed_media_types", "video");
            settings.put("timeout", micros);
        } else {
            settings.put("rw_timeout", micros);
        }
        settings.put("protocol_whitelist", rtsp ? "rtsp,rtp,tcp,tls,udp" : "http,https,tcp,tls");
        settings.put("analyzeduration", "2000000");
        return new FfmpegFeed(FfmpegInput.open(url.toString(), label, options.patience(), settings), options, true);
    }

    @Override
    public Optional<Shot> next() throws FeedException {
        synchronized (reading) {
            if (closed) return Optional.empty();
            input.within(options.patience());
            while (true) {
                int result = avcodec_receive_frame(input.codec(), frame);
                if (result == 0) {
                    Optional<Shot> shot = take();
                    if (shot.isPresent()) return shot;
                } else if (result == AVERROR_EOF()) {
                    return ended();
                } else if (result == AVERROR_EAGAIN()) {
                    feedDecoder();
                } else {
                    damaged++;
                }
                if (input.isOverdue()) throw input.failed("gives no pictures", FeedFault.TIMED_OUT, result);
            }
        }
    }

    private Optional<Shot> ended() throws FeedException {
        if (decoded == 0) throw new FeedException(FeedFault.NO_VIDEO, options.camera() + " holds not one picture");
        if (live) throw new FeedException(FeedFault.ENDED, options.camera() + " ended its stream");
        return Optional.empty();
    }

    private void feedDecoder() throws FeedException {
        int result = av_read_frame(input.context(), packet);
        if (result == AVERROR_EOF() && !draining) {
            draining = true;
            avcodec_send_packet(input.codec(), null);
            return;
        }
        if (result < 0) throw input.failed("cannot be read on", FeedFault.BROKEN, result);
        if (packet.stream_index() == input.videoIndex()) {
            noteWallClock();
            if (avcodec_send_packet(input.codec(), packet) < 0) damaged++;
        }
        av_packet_unref(packet);
    }

    /** RTCP ties the stream's time to the camera's clock; FFmpeg hangs it on the packets. */
    private void noteWallClock() {
        if (packet.pts() == AV_NOPTS_VALUE) return;
        SizeTPointer size = new SizeTPointer(1);
        var reference = av_packet_get_side_data(packet, AV_PKT_DATA_PRFT, size);
        if (reference == null || reference.isNull() || size.get() < Long.BYTES) return;
        wallMinusMediaMicros = new LongPointer(reference).get() - micros(packet.pts());
    }

    private long micros(long timestamp) {
        return av_rescale_q(timestamp, input.video().time_base(), MICROS);
    }

    private Optional<Shot> take() throws FeedException {
        long number = decoded++;
        boolean broken = (frame.flags() & AV_FRAME_FLAG_CORRUPT) != 0 || frame.decode_error_flags() != 0;
        // Of a recording every frame counts; of a camera the next one is on its way.
        if (live && broken) {
            damaged++;
            return Optional.empty();
        }
        Instant receivedAt = options.clock().instant();
        Instant capturedAt = stamp(receivedAt);
        if (!pace.isDue(capturedAt)) return Optional.empty();
        Mat picture = pixels.of(frame);
        return Optional.of(Shot.decoded(options.camera(), number, capturedAt, receivedAt, picture));
    }

    private Instant stamp(Instant receivedAt) {
        long timestamp = frame.best_effort_timestamp();
        if (!live) {
            long begin = input.video().start_time();
            long since = timestamp == AV_NOPTS_VALUE ? 0 : timestamp - (begin == AV_NOPTS_VALUE ? 0 : begin);
            return recordedAt.plus(micros(since), ChronoUnit.MICROS);
        }
        if (timestamp == AV_NOPTS_VALUE) return clock.byReceipt(receivedAt);
        long media = micros(timestamp);
        return wallMinusMediaMicros == Long.MIN_VALUE
                ? clock.byMediaTime(media, receivedAt)
                : clock.byWallClock(Instant.EPOCH.plus(media + wallMinusMediaMicros, ChronoUnit.MICROS), receivedAt);
    }

    @Override
    public Optional<Duration> skew() {
        return clock.skew();
    }

    @Override
    public long lost() {
        return damaged;
    }

    @Override
    public void close() {
        input.interrupt();
        synchronized (reading) {
            if (closed) return;
            closed = true;
            pixels.close();
            av_packet_free(packet);
            av_frame_free(frame);
            input.close();
        }
    }
}
