package city.ioc.edge.vision.command;

import java.awt.GraphicsEnvironment;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.opencv.core.Mat;

/** Where annotated pictures go. */
interface PictureSink extends AutoCloseable {
    /** @param seconds since the first picture */
    void show(Mat picture, double seconds) throws IOException;

    /** Whether anybody still looks. */
    boolean isOpen();

    @Override
    void close() throws IOException;

    /** A video file, a folder of pictures, or a window where there is a screen. */
    static PictureSink to(Optional<Path> out) {
        if (out.isEmpty()) {
            if (GraphicsEnvironment.isHeadless())
                throw new UsageException("there is no screen here; say where to with --out FILE.mp4 or --out FOLDER");
            return new WindowSink();
        }
        Path path = out.get();
        if (path.toString().endsWith(".mp4")) return new VideoSink(path);
        if (Files.exists(path) && !Files.isDirectory(path))
            throw new UsageException("--out: " + path + " is neither a video's name, ending in .mp4, nor a folder");
        return new FolderSink(path);
    }
}
