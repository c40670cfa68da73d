package city.ioc.edge.vision.feed;

import static org.bytedeco.ffmpeg.global.avutil.AVCOL_RANGE_JPEG;
import static org.bytedeco.ffmpeg.global.avutil.AVCOL_SPC_BT709;
import static org.bytedeco.ffmpeg.global.avutil.AVCOL_SPC_UNSPECIFIED;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_BGR24;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_YUV420P;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_YUV422P;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_YUV444P;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_YUVJ420P;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_YUVJ422P;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_YUVJ444P;
import static org.bytedeco.ffmpeg.global.swscale.SWS_BILINEAR;
import static org.bytedeco.ffmpeg.global.swscale.SWS_CS_DEFAULT;
import static org.bytedeco.ffmpeg.global.swscale.SWS_CS_ITU709;
import static org.bytedeco.ffmpeg.global.swscale.sws_freeContext;
import static org.bytedeco.ffmpeg.global.swscale.sws_getCachedContext;
import static org.bytedeco.ffmpeg.global.swscale.sws_getCoefficients;
import static org.bytedeco.ffmpeg.global.swscale.sws_scale;
import static org.bytedeco.ffmpeg.global.swscale.sws_setColorspaceDetails;

import city.ioc.edge.vision.frame.Pictures;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.swscale.SwsContext;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.DoublePointer;
import org.bytedeco.javacpp.IntPointer;
import org.bytedeco.javacpp.PointerPointer;
import org.jspecify.annotations.Nullable;
import org.opencv.core.Core;
import org.opencv.core.CvType;
import org.opencv.core.Mat;

/** Decoded video into pictures of OpenCV: colours, and the right way up. Used by one thread. */
final class Pixels implements AutoCloseable {
    /** From this height on, video that does not name its colours is taken for high definition. */
    private static final int HIGH_DEFINITION = 720;

    private static final int ONE = 1 << 16;
    private static final int[] TURNS = {-1, Core.ROTATE_90_CLOCKWISE, Core.ROTATE_180, Core.ROTATE_90_COUNTERCLOCKWISE};

    private final int quarterTurns;
    private final PointerPointer<BytePointer> planes = new PointerPointer<>(1);
    private final IntPointer strides = new IntPointer(1);
    private @Nullable SwsContext scaler;

    Pixels(int quarterTurns) {
        this.quarterTurns = quarterTurns;
        Pictures.load();
    }

    /** The caller releases it. */
    Mat of(AVFrame frame) {
        int width = frame.width();
        int height = frame.height();
        SwsContext context = sws_getCachedContext(
                scaler,
                width,
                height,
                plain(frame.format()),
                width,
                height,
                AV_PIX_FMT_BGR24,
                SWS_BILINEAR,
                null,
                null,
                (DoublePointer) null);
        if (context == null || context.isNull())
            throw new IllegalStateException("no conversion from pixel format " + frame.format());
        scaler = context;
        colours(context, frame);
        Mat picture = new Mat(height, width, CvType.CV_8UC3);
        planes.put(0, new At(picture.dataAddr()));
        strides.put(0, (int) picture.step1());
        sws_scale(context, frame.data(), frame.linesize(), 0, height, planes, strides);
        if (quarterTurns == 0) return picture;
        Mat upright = new Mat();
        Core.rotate(picture, upright, TURNS[quarterTurns]);
        picture.release();
        return upright;
    }

    private static void colours(SwsContext context, AVFrame frame) {
        boolean full = frame.color_range() == AVCOL_RANGE_JPEG || plain(frame.format()) != frame.format();
        boolean high = frame.colorspace() == AVCOL_SPC_BT709
                || frame.colorspace() == AVCOL_SPC_UNSPECIFIED && frame.height() >= HIGH_DEFINITION;
        IntPointer from = sws_getCoefficients(high ? SWS_CS_ITU709 : SWS_CS_DEFAULT);
        sws_setColorspaceDetails(context, from, full ? 1 : 0, sws_getCoefficients(SWS_CS_DEFAULT), 1, 0, ONE, ONE);
    }

    /** The formats of JPEG are those of video with the full range of values, under names that FFmpeg is giving up. */
    private static int plain(int format) {
        if (format == AV_PIX_FMT_YUVJ420P) return AV_PIX_FMT_YUV420P;
        if (format == AV_PIX_FMT_YUVJ422P) return AV_PIX_FMT_YUV422P;
        return format == AV_PIX_FMT_YUVJ444P ? AV_PIX_FMT_YUV444P : format;
    }

    /** Memory that OpenCV owns. */
    private static final class At extends BytePointer {
        At(long address) {
            this.address = address;
        }
    }

    @Override
    public void close() {
        SwsContext context = scaler;
        scaler = null;
        if (context != null) sws_freeContext(context);
    }
}
