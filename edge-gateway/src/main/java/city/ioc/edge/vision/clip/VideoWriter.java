package city.ioc.edge.vision.clip;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Map;
import org.bytedeco.ffmpeg.global.avcodec;
import org.bytedeco.ffmpeg.global.avutil;
import org.bytedeco.javacv.FFmpegFrameRecorder;
import org.bytedeco.javacv.FFmpegLogCallback;
import org.bytedeco.javacv.Frame;
import org.jspecify.annotations.Nullable;
import org.opencv.core.Mat;

/**
 * Writes pictures as VP9 video in an MP4 file: browsers play it where an officer looks at it, players know it, and nobody asks a fee
 * for it. (Browsers do not play the older MPEG-4 video.) One thread.
 */
public final class VideoWriter implements AutoCloseable {
    /** Ticks of the video's clock in a second; pictures keep their own times. */
    private static final int TICKS = 100;

    private static final double MICROS = 1e6;
    /** Constant quality at which small text stays readable, whatever the rate of the pictures; 0 is best, 63 worst. */
    private static final String QUALITY = "30";
    /** A picture that stands by itself, to begin to play from, every so many. */
    private static final int KEY_EVERY = 10;

    private final Path file;
    private final Map<String, String> metadata;
    private @Nullable FFmpegFrameRecorder recorder;
    private @Nullable Frame frame;

    /**
     * @param file is made when the first picture comes
     * @param metadata written into the file's head
     */
    public VideoWriter(Path file, Map<String, String> metadata) {
        this.file = file;
        this.metadata = Map.copyOf(metadata);
    }

    /** @param seconds since the first picture; pictures keep their own times */
    public void write(Mat picture, double seconds) throws IOException {
        // The encoder takes even sizes only; a picture of an odd size loses its last row or column.
        Mat even = picture.submat(0, picture.rows() & ~1, 0, picture.cols() & ~1);
        Mat whole = even.clone();
        even.release();
        try {
            FFmpegFrameRecorder to = recorder == null ? begin(whole) : recorder;
            if (to.getImageWidth() != whole.cols() || to.getImageHeight() != whole.rows())
                throw new IOException("the pictures change their size, which a video does not");
            record(to, whole, seconds);
        } finally {
            whole.release();
        }
    }

    private void record(FFmpegFrameRecorder to, Mat picture, double seconds) throws IOException {
        Frame into = frame;
        if (into == null) throw new IllegalStateException("the recorder was not begun");
        byte[] row = new byte[picture.cols() * 3];
        ByteBuffer pixels = (ByteBuffer) into.image[0];
        for (int y = 0; y < picture.rows(); y++) {
            picture.get(y, 0, row);
            pixels.position(y * into.imageStride);
            pixels.put(row);
        }
        pixels.position(0);
        to.setTimestamp(Math.max(to.getTimestamp(), Math.round(seconds * MICROS)));
        to.record(into, avutil.AV_PIX_FMT_BGR24);
    }

    private FFmpegFrameRecorder begin(Mat first) throws IOException {
        FFmpegLogCallback.setLevel(avutil.AV_LOG_ERROR);
        FFmpegFrameRecorder fresh = new FFmpegFrameRecorder(file.toFile(), first.cols(), first.rows());
        fresh.setFormat("mp4");
        fresh.setVideoCodec(avcodec.AV_CODEC_ID_VP9);
        fresh.setPixelFormat(avutil.AV_PIX_FMT_YUV420P);
        fresh.setFrameRate(TICKS);
        fresh.setGopSize(KEY_EVERY);
        fresh.setVideoBitrate(0); // none: the quality decides
        fresh.setVideoOption("crf", QUALITY);
        fresh.setVideoOption("deadline", "realtime");
        fresh.setVideoOption("cpu-used", "8");
        fresh.setVideoOption("threads", "1");
        fresh.setMetadata(metadata);
        fresh.start();
        recorder = fresh;
        frame = new Frame(first.cols(), first.rows(), Frame.DEPTH_UBYTE, 3);
        return fresh;
    }

    @Override
    public void close() throws IOException {
        FFmpegFrameRecorder open = recorder;
        if (open != null) open.close();
        Frame buffer = frame;
        if (buffer != null) buffer.close();
    }
}
