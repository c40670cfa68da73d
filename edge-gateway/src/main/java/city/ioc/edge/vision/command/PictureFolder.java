package city.ioc.edge.vision.command;

import city.ioc.edge.vision.frame.PictureException;
import city.ioc.edge.vision.frame.Pictures;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import org.opencv.core.Mat;

/** The pictures of a folder and the folders in it, or a single one, in the order of their names. */
final class PictureFolder {
    /** An encoded picture of more bytes than this is none that a camera sent. */
    private static final long MOST_BYTES = 64L << 20;

    private final Path root;

    /** @throws UsageException when there is nothing at that path */
    PictureFolder(Path root) {
        if (!Files.exists(root)) throw new UsageException("there is no file or folder " + root);
        this.root = root;
    }

    /** Hands over every picture with its name; what is none is refused on the output. The picture is gone afterwards. */
    void each(VisionOutput output, BiConsumer<String, Mat> use) {
        for (Path file : files(output)) {
            String name =
                    Files.isDirectory(root) ? root.relativize(file).toString() : String.valueOf(file.getFileName());
            try {
                Mat picture = read(file);
                try {
                    use.accept(name, picture);
                } finally {
                    picture.release();
                }
            } catch (PictureException | IOException e) {
                output.refuse(name, e instanceof IOException ? "cannot be read: " + e : String.valueOf(e.getMessage()));
            }
        }
    }

    private static Mat read(Path file) throws IOException, PictureException {
        long bytes = Files.size(file);
        if (bytes > MOST_BYTES)
            throw new IOException(bytes / (1 << 20) + " MB, at most " + MOST_BYTES / (1 << 20) + " are read");
        return Pictures.decode(Files.readAllBytes(file));
    }

    private List<Path> files(VisionOutput output) {
        try (Stream<Path> files = Files.walk(root)) {
            return files.filter(file -> !Files.isDirectory(file)
                            && !String.valueOf(file.getFileName()).startsWith("."))
                    .sorted()
                    .toList();
        } catch (IOException | java.io.UncheckedIOException e) {
            output.refuse(root.toString(), "cannot be listed: " + e);
            return List.of();
        }
    }
}
