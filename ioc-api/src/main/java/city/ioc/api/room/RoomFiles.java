package city.ioc.api.room;

import city.ioc.api.http.Document;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The files of the built control room, in memory. Immutable. */
public final class RoomFiles {
    private static final String CLASS_PATH_FOLDER = "webroot";

    private static final Map<String, String> TYPES = Map.ofEntries(
            Map.entry("html", "text/html; charset=utf-8"),
            Map.entry("js", "text/javascript; charset=utf-8"),
            Map.entry("mjs", "text/javascript; charset=utf-8"),
            Map.entry("css", "text/css; charset=utf-8"),
            Map.entry("json", "application/json"),
            Map.entry("webmanifest", "application/manifest+json"),
            Map.entry("map", "application/json"),
            Map.entry("svg", "image/svg+xml"),
            Map.entry("png", "image/png"),
            Map.entry("jpg", "image/jpeg"),
            Map.entry("webp", "image/webp"),
            Map.entry("ico", "image/x-icon"),
            Map.entry("woff2", "font/woff2"),
            Map.entry("woff", "font/woff"),
            Map.entry("txt", "text/plain; charset=utf-8"));

    private final Map<String, RoomFile> files;

    /** A file, and the same compressed where the build made that. */
    record RoomFile(Document document, String type, Optional<byte[]> brotli, Optional<byte[]> gzip) {}

    private RoomFiles(Map<String, RoomFile> files) {
        this.files = Map.copyOf(files);
    }

    /** From a folder, or from the class path where none is given; empty when it has not been built. */
    public static RoomFiles load(Optional<Path> folder) throws IOException {
        if (folder.isPresent()) {
            if (!Files.isRegularFile(folder.get().resolve("index.html")))
                throw new IOException("IOC_UI_ROOT " + folder.get() + " has no index.html");
            return new RoomFiles(read(folder.get()));
        }
        URL root = RoomFiles.class.getClassLoader().getResource(CLASS_PATH_FOLDER);
        if (root == null) return new RoomFiles(Map.of());
        try {
            URI uri = root.toURI();
            if (!"jar".equals(uri.getScheme())) return new RoomFiles(read(Path.of(uri)));
            try (FileSystem jar = FileSystems.newFileSystem(uri, Map.of())) {
                return new RoomFiles(read(jar.getPath(CLASS_PATH_FOLDER)));
            }
        } catch (URISyntaxException e) {
            throw new IOException(e);
        }
    }

    private static Map<String, RoomFile> read(Path folder) throws IOException {
        Map<String, byte[]> contents = new HashMap<>();
        try (Stream<Path> paths = Files.walk(folder)) {
            for (Path path : paths.filter(Files::isRegularFile).toList())
                contents.put("/" + folder.relativize(path).toString().replace('\\', '/'), Files.readAllBytes(path));
        }
        Map<String, RoomFile> files = new HashMap<>();
        contents.forEach((name, bytes) -> {
            if (name.endsWith(".br") || name.endsWith(".gz")) return;
            files.put(
                    name,
                    new RoomFile(
                            Document.ofBytes(bytes),
                            type(name),
                            Optional.ofNullable(contents.get(name + ".br")),
                            Optional.ofNullable(contents.get(name + ".gz"))));
        });
        return files;
    }

    private static String type(String name) {
        String ending = name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
        return TYPES.getOrDefault(ending, "application/octet-stream");
    }

    Optional<RoomFile> find(String path) {
        return Optional.ofNullable(files.get(path));
    }

    public int size() {
        return files.size();
    }
}
