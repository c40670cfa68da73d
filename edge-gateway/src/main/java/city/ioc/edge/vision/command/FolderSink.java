package city.ioc.edge.vision.command;

import city.ioc.edge.vision.frame.Pictures;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.opencv.core.Mat;

/** Pictures as numbered JPEG files in a folder. */
final class FolderSink implements PictureSink {
    private static final int QUALITY = 90;
    private final Path folder;
    private int number;

    FolderSink(Path folder) {
        this.folder = folder;
    }

    @Override
    public void show(Mat picture, double seconds) throws IOException {
        Files.createDirectories(folder);
        Files.write(folder.resolve("%06d.jpg".formatted(number++)), Pictures.encodeJpeg(picture, QUALITY));
    }

    @Override
    public boolean isOpen() {
        return true;
    }

    @Override
    public void close() {}
}
