package city.ioc.edge.vision.feed;

import static org.bytedeco.ffmpeg.global.avformat.avformat_network_init;
import static org.bytedeco.ffmpeg.global.avutil.AVERROR_EOF;
import static org.bytedeco.ffmpeg.global.avutil.AVERROR_HTTP_FORBIDDEN;
import static org.bytedeco.ffmpeg.global.avutil.AVERROR_HTTP_NOT_FOUND;
import static org.bytedeco.ffmpeg.global.avutil.AVERROR_HTTP_UNAUTHORIZED;
import static org.bytedeco.ffmpeg.global.avutil.AVERROR_INVALIDDATA;
import static org.bytedeco.ffmpeg.global.avutil.AV_LOG_QUIET;
import static org.bytedeco.ffmpeg.global.avutil.av_log_set_level;
import static org.bytedeco.ffmpeg.global.avutil.av_strerror;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;
import org.bytedeco.ffmpeg.avformat.AVIOInterruptCB;
import org.bytedeco.javacpp.LongPointer;
import org.bytedeco.javacpp.Pointer;

/** Loads FFmpeg once, and says its errors in words. */
final class Ffmpeg {
    private static final String CACHE = "org.bytedeco.javacpp.cachedir";
    private static final int ERRNO_NO_ENTRY = -2;
    private static final int ERRNO_IO = -5;
    private static final int ERRNO_ACCESS = -13;
    /** Also what FFmpeg says of a format that is not on the list. */
    private static final int ERRNO_INVALID = -22;

    private static final int ERRNO_REFUSED = -111;
    private static final int ERRNO_NO_ROUTE = -113;

    private Ffmpeg() {}

    private static final class Native {
        /**
         * One for all inputs, told apart by what they pass: JavaCPP has room for ten callbacks of a kind. The field keeps it from
         * the collector.
         */
        private static final AVIOInterruptCB.Callback_Pointer INTERRUPT;

        static {
            unpackApart();
            avformat_network_init();
            // What goes wrong is returned, counted and logged by name; FFmpeg's own lines name no camera.
            av_log_set_level(AV_LOG_QUIET);
            INTERRUPT = new Interrupt();
        }
    }

    private static final class Interrupt extends AVIOInterruptCB.Callback_Pointer {
        @Override
        public int call(Pointer deadline) {
            return new LongPointer(deadline).get() - System.nanoTime() < 0 ? 1 : 0;
        }
    }

    static void load() {
        interrupt();
    }

    static AVIOInterruptCB.Callback_Pointer interrupt() {
        return Native.INTERRUPT;
    }

    /** JavaCPP would leave its libraries in the home folder. */
    private static void unpackApart() {
        if (System.getProperty(CACHE) != null) return;
        try {
            Path folder = Files.createTempDirectory("ffmpeg-");
            System.setProperty(CACHE, folder.toString());
            Runtime.getRuntime().addShutdownHook(new Thread(() -> delete(folder), "ffmpeg-libraries"));
        } catch (IOException e) {
            throw new UncheckedIOException("FFmpeg cannot be unpacked", e);
        }
    }

    private static void delete(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path each : files.sorted(Comparator.reverseOrder()).toList()) Files.deleteIfExists(each);
        } catch (IOException e) {
            // The system empties its folder of temporary files.
        }
    }

    static String words(int error) {
        byte[] text = new byte[256];
        av_strerror(error, text, text.length);
        int end = 0;
        while (end < text.length && text[end] != 0) end++;
        return new String(text, 0, end, StandardCharsets.UTF_8);
    }

    /** What an error at opening means. */
    static FeedFault fault(int error) {
        if (error == AVERROR_HTTP_UNAUTHORIZED() || error == AVERROR_HTTP_FORBIDDEN() || error == ERRNO_ACCESS)
            return FeedFault.REFUSED;
        if (error == AVERROR_HTTP_NOT_FOUND()
                || error == ERRNO_NO_ENTRY
                || error == ERRNO_REFUSED
                || error == ERRNO_NO_ROUTE
                || error == ERRNO_IO) return FeedFault.NOT_FOUND;
        if (error == AVERROR_INVALIDDATA() || error == ERRNO_INVALID) return FeedFault.NO_VIDEO;
        return error == AVERROR_EOF() ? FeedFault.ENDED : FeedFault.BROKEN;
    }
}
