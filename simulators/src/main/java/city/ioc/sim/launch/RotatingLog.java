package city.ioc.sim.launch;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/**
 * A log file that is set aside at a size, three old ones kept. A disk that is full costs lines, never the city: what cannot be
 * written is dropped and the next line tries again. Owned by one thread.
 */
final class RotatingLog implements AutoCloseable {
    private static final int KEPT = 3;

    private final Path file;
    private final long maxBytes;
    private @Nullable OutputStream out;
    private long size;

    RotatingLog(Path file, long maxBytes) {
        this.file = file;
        this.maxBytes = maxBytes;
    }

    void write(String line) {
        byte[] bytes = (line + "\n").getBytes(StandardCharsets.UTF_8);
        try {
            OutputStream open = out;
            if (open != null && size + bytes.length > maxBytes) {
                close();
                rotate();
                open = null;
            }
            if (open == null) {
                open = Files.newOutputStream(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
                size = Files.size(file);
                out = open;
            }
            open.write(bytes);
            size += bytes.length;
        } catch (IOException e) {
            close();
        }
    }

    private void rotate() throws IOException {
        for (int i = KEPT; i > 1; i--) {
            Path older = numbered(i - 1);
            if (Files.exists(older)) Files.move(older, numbered(i), StandardCopyOption.REPLACE_EXISTING);
        }
        Files.move(file, numbered(1), StandardCopyOption.REPLACE_EXISTING);
    }

    private Path numbered(int i) {
        return file.resolveSibling(file.getFileName() + "." + i);
    }

    @Override
    public void close() {
        OutputStream open = out;
        out = null;
        if (open == null) return;
        try {
            open.close();
        } catch (IOException e) {
            // The disk is full or gone; the lines are lost, as said above.
            size = 0;
        }
    }
}
