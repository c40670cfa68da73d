package city.ioc.edge.vision.command;

import city.ioc.edge.vision.clip.VideoWriter;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.opencv.core.Mat;

/** Pictures into a video file. */
final class VideoSink implements PictureSink {
    private final VideoWriter writer;

    VideoSink(Path file) {
        writer = new VideoWriter(file, Map.of());
    }

    @Override
    public void show(Mat picture, double seconds) throws IOException {
        writer.write(picture, seconds);
    }

    @Override
    public boolean isOpen() {
        return true;
    }

    @Override
    public void close() throws IOException {
        writer.close();
    }
}
