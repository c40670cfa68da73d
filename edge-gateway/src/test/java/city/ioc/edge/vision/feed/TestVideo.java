package city.ioc.edge.vision.feed;

import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_ID_MPEG4;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_YUV420P;

import city.ioc.edge.vision.frame.Pictures;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.imageio.ImageIO;
import org.bytedeco.javacv.FFmpegFrameRecorder;
import org.bytedeco.javacv.Frame;
import org.opencv.core.Core;
import org.opencv.core.Mat;
import org.opencv.core.Rect;

/** Pictures that say their number: picture n has grey n·10 on its left and red on its right. */
final class TestVideo {
    static final int WIDTH = 160;
    static final int HEIGHT = 120;
    static final int RATE = 10;

    private TestVideo() {}

    static BufferedImage picture(int number) {
        BufferedImage image = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_3BYTE_BGR);
        Graphics2D pen = image.createGraphics();
        int grey = number * 10;
        pen.setColor(new Color(grey, grey, grey));
        pen.fillRect(0, 0, WIDTH / 2, HEIGHT);
        pen.setColor(Color.RED);
        pen.fillRect(WIDTH / 2, 0, WIDTH / 2, HEIGHT);
        pen.dispose();
        return image;
    }

    static byte[] jpeg(int number) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            ImageIO.write(picture(number), "jpg", bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    /** Which picture it is, or -1 where it is none. */
    static int number(Mat picture) {
        Pictures.load();
        double grey = Core.mean(picture.submat(new Rect(8, 8, WIDTH / 2 - 16, HEIGHT - 16))).val[1];
        double red = Core.mean(picture.submat(new Rect(WIDTH / 2 + 8, 8, WIDTH / 2 - 16, HEIGHT - 16))).val[2];
        int number = (int) Math.round(grey / 10);
        return red > 200 && Math.abs(grey - number * 10) <= 4 ? number : -1;
    }

    static Path file(Path file, int pictures) throws IOException {
        try (FFmpegFrameRecorder recorder = recorder(file.toString(), "mp4", AV_CODEC_ID_MPEG4)) {
            recorder.start();
            for (int i = 0; i < pictures; i++) recorder.record(frame(i));
        }
        if (Files.size(file) == 0) throw new IOException("nothing was recorded");
        return file;
    }

    static FFmpegFrameRecorder recorder(String target, String format, int codec) {
        Ffmpeg.load();
        FFmpegFrameRecorder recorder = new FFmpegFrameRecorder(target, WIDTH, HEIGHT);
        recorder.setFormat(format);
        recorder.setVideoCodec(codec);
        recorder.setPixelFormat(AV_PIX_FMT_YUV420P);
        recorder.setFrameRate(RATE);
        recorder.setVideoQuality(2);
        return recorder;
    }

    static Frame frame(int number) {
        byte[] pixels = ((DataBufferByte) picture(number).getRaster().getDataBuffer()).getData();
        Frame frame = new Frame(WIDTH, HEIGHT, Frame.DEPTH_UBYTE, 3);
        ByteBuffer buffer = (ByteBuffer) frame.image[0];
        for (int y = 0; y < HEIGHT; y++) buffer.put(y * frame.imageStride, pixels, y * WIDTH * 3, WIDTH * 3);
        return frame;
    }
}
