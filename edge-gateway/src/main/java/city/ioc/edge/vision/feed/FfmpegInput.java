package city.ioc.edge.vision.feed;

import static org.bytedeco.ffmpeg.global.avcodec.AV_PKT_DATA_DISPLAYMATRIX;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_side_data_get;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_alloc_context3;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_find_decoder;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_free_context;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_open2;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_parameters_to_context;
import static org.bytedeco.ffmpeg.global.avformat.av_find_best_stream;
import static org.bytedeco.ffmpeg.global.avformat.avformat_alloc_context;
import static org.bytedeco.ffmpeg.global.avformat.avformat_close_input;
import static org.bytedeco.ffmpeg.global.avformat.avformat_find_stream_info;
import static org.bytedeco.ffmpeg.global.avformat.avformat_open_input;
import static org.bytedeco.ffmpeg.global.avutil.AVMEDIA_TYPE_VIDEO;
import static org.bytedeco.ffmpeg.global.avutil.av_dict_free;
import static org.bytedeco.ffmpeg.global.avutil.av_dict_get;
import static org.bytedeco.ffmpeg.global.avutil.av_dict_set;
import static org.bytedeco.ffmpeg.global.avutil.av_display_rotation_get;

import city.ioc.edge.vision.frame.Pictures;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Map;
import java.util.Optional;
import org.bytedeco.ffmpeg.avcodec.AVCodec;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avcodec.AVCodecParameters;
import org.bytedeco.ffmpeg.avcodec.AVPacketSideData;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.avutil.AVDictionaryEntry;
import org.bytedeco.javacpp.IntPointer;
import org.bytedeco.javacpp.LongPointer;
import org.bytedeco.javacpp.PointerPointer;
import org.jspecify.annotations.Nullable;

/**
 * An opened file or stream of FFmpeg with the decoder of its video. Every call into it ends at the deadline that was set last,
 * whatever the other side does. Used by one thread, except {@link #interrupt}.
 */
final class FfmpegInput implements AutoCloseable {
    /** What holds street video. FFmpeg reads far more, text files as screens of a terminal among it. */
    private static final String FORMATS =
            "mov,mp4,m4a,3gp,3g2,mj2,matroska,webm,avi,mpegts,mpeg,mpegvideo,h264,hevc,m4v,mjpeg,"
                    + "mpjpeg,flv,asf,ivf,ogg,rtsp,rtp,sdp,hls,dash";

    private final String label;
    private final LongPointer deadline = new LongPointer(1);
    private @Nullable AVFormatContext context;
    private @Nullable AVCodecContext codec;
    private int stream;
    private volatile boolean interrupted;

    private FfmpegInput(String label) {
        this.label = label;
    }

    /** @param settings for the protocol and the container, as FFmpeg names them */
    static FfmpegInput open(String url, String label, Duration patience, Map<String, String> settings)
            throws FeedException {
        Ffmpeg.load();
        FfmpegInput input = new FfmpegInput(label);
        try {
            input.within(patience);
            input.connect(url, settings);
            input.findVideo();
            return input;
        } catch (FeedException e) {
            input.close();
            throw e;
        }
    }

    private void connect(String url, Map<String, String> settings) throws FeedException {
        AVFormatContext opened = avformat_alloc_context();
        opened.interrupt_callback().callback(Ffmpeg.interrupt()).opaque(deadline);
        AVDictionary options = new AVDictionary(null);
        settings.forEach((key, value) -> av_dict_set(options, key, value, 0));
        av_dict_set(options, "format_whitelist", FORMATS, 0);
        int result = avformat_open_input(opened, url, null, options);
        av_dict_free(options);
        if (result < 0) throw failed("cannot be opened", Ffmpeg.fault(result), result); // FFmpeg has freed it
        context = opened;
    }

    private void findVideo() throws FeedException {
        AVFormatContext opened = context();
        // A header that claims an absurd picture is refused before a decoder takes memory for it.
        for (int i = 0; i < opened.nb_streams(); i++)
            checkSize(opened.streams(i).codecpar());
        int streams = opened.nb_streams();
        PointerPointer<AVDictionary> perStream = new PointerPointer<>(Math.max(1, streams));
        for (int i = 0; i < streams; i++) perStream.put(i, limits());
        int result = avformat_find_stream_info(opened, streams == 0 ? null : perStream);
        for (int i = 0; i < streams; i++) av_dict_free(new AVDictionary(perStream.get(i)));
        if (result < 0) throw failed("cannot be read", FeedFault.BROKEN, result);
        stream = av_find_best_stream(opened, AVMEDIA_TYPE_VIDEO, -1, -1, (AVCodec) null, 0);
        if (stream < 0) throw failed("holds no video", FeedFault.NO_VIDEO, stream);
        AVCodecParameters parameters = video().codecpar();
        checkSize(parameters);
        AVCodec decoder = avcodec_find_decoder(parameters.codec_id());
        if (decoder == null || decoder.isNull())
            throw new FeedException(FeedFault.NO_VIDEO, label + " holds video of a kind that cannot be decoded");
        AVCodecContext decoding = avcodec_alloc_context3(decoder);
        codec = decoding;
        avcodec_parameters_to_context(decoding, parameters);
        decoding.pkt_timebase(video().time_base());
        decoding.thread_count(1);
        AVDictionary limits = limits();
        result = avcodec_open2(decoding, decoder, limits);
        av_dict_free(limits);
        if (result < 0) throw failed("cannot be decoded", FeedFault.NO_VIDEO, result);
    }

    private static AVDictionary limits() {
        AVDictionary limits = new AVDictionary(null);
        av_dict_set(limits, "max_pixels", Long.toString(Pictures.MOST_PIXELS), 0);
        return limits;
    }

    private void checkSize(AVCodecParameters parameters) throws FeedException {
        if ((long) parameters.width() * parameters.height() > Pictures.MOST_PIXELS)
            throw new FeedException(
                    FeedFault.TOO_LARGE,
                    label + " is too large: " + parameters.width() + "×" + parameters.height() + " is more than "
                            + Pictures.MOST_PIXELS / 1_000_000 + " megapixels");
    }

    AVFormatContext context() {
        AVFormatContext opened = context;
        if (opened == null) throw new IllegalStateException(label + " is closed");
        return opened;
    }

    AVCodecContext codec() {
        AVCodecContext opened = codec;
        if (opened == null) throw new IllegalStateException(label + " is closed");
        return opened;
    }

    AVStream video() {
        return context().streams(stream);
    }

    int videoIndex() {
        return stream;
    }

    /** Quarter turns clockwise to set the picture upright: telephones record lying down. */
    int quarterTurns() {
        AVCodecParameters parameters = video().codecpar();
        AVPacketSideData matrix = parameters.nb_coded_side_data() == 0
                ? null
                : av_packet_side_data_get(
                        parameters.coded_side_data(), parameters.nb_coded_side_data(), AV_PKT_DATA_DISPLAYMATRIX);
        if (matrix == null || matrix.isNull()) return 0;
        double degrees = av_display_rotation_get(new IntPointer(matrix.data()));
        return Double.isNaN(degrees) ? 0 : Math.floorMod(Math.round(-degrees / 90), 4);
    }

    /** When a recording says that it begins. */
    Optional<Instant> beginsAt() {
        AVDictionaryEntry entry = av_dict_get(context().metadata(), "creation_time", null, 0);
        if (entry == null || entry.isNull()) return Optional.empty();
        try {
            return Optional.of(Instant.parse(entry.value().getString()));
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }

    /** What is called from now on ends within this time. */
    void within(Duration patience) {
        if (!interrupted) deadline.put(System.nanoTime() + patience.toNanos());
        if (interrupted) deadline.put(System.nanoTime());
    }

    /** Ends the call under way, from any thread. */
    void interrupt() {
        interrupted = true;
        deadline.put(System.nanoTime());
    }

    boolean isOverdue() {
        return deadline.get() - System.nanoTime() < 0;
    }

    FeedException failed(String what, FeedFault fault, int error) {
        boolean late = isOverdue() && !interrupted;
        return new FeedException(
                late ? FeedFault.TIMED_OUT : fault,
                label + " " + (late ? "gives no answer" : what + ": " + Ffmpeg.words(error)));
    }

    @Override
    public void close() {
        AVCodecContext decoding = codec;
        codec = null;
        if (decoding != null) avcodec_free_context(decoding);
        AVFormatContext opened = context;
        context = null;
        if (opened != null) avformat_close_input(opened);
    }
}
