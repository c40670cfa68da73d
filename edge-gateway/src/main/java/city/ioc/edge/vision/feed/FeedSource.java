package city.ioc.edge.vision.feed;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;

/** The place that pictures come from, as a person writes it. */
public sealed interface FeedSource {
    /** A camera's stream. */
    record Rtsp(URI url) implements FeedSource {}

    /** Motion JPEG, or any video, over HTTP. */
    record Http(URI url) implements FeedSource {}

    /** A recording. */
    record VideoFile(Path file) implements FeedSource {}

    /** Pictures in the order of their names. */
    record Folder(Path folder) implements FeedSource {}

    /**
     * JPEG frames on a topic.
     *
     * @param broker {@code mqtt} or {@code mqtts} and host, port, perhaps user; empty: the gateway's own broker
     */
    record MqttTopic(Optional<URI> broker, String topic) implements FeedSource {
        public MqttTopic {
            if (topic.isBlank() || topic.contains("#") || topic.contains("+"))
                throw new IllegalArgumentException("frames come from one topic, not from \"" + topic + "\"");
        }
    }

    /**
     * {@code rtsp://…}, {@code http://…}, {@code mqtt://host:port/topic}, {@code mqtt:topic} at the gateway's own broker, a video
     * file, or a folder of pictures.
     *
     * @throws IllegalArgumentException saying what is wrong with it
     */
    static FeedSource parse(String text) {
        if (text.isBlank()) throw new IllegalArgumentException("the source is empty");
        String lower = text.toLowerCase(Locale.ROOT);
        if (lower.startsWith("rtsp://") || lower.startsWith("rtsps://")) return new Rtsp(url(text));
        if (lower.startsWith("http://") || lower.startsWith("https://")) return new Http(url(text));
        if (lower.startsWith("mqtt://") || lower.startsWith("mqtts://")) return broker(url(text));
        if (lower.startsWith("mqtt:")) return new MqttTopic(Optional.empty(), text.substring("mqtt:".length()));
        int scheme = text.indexOf("://");
        if (scheme > 0)
            throw new IllegalArgumentException("no pictures come by " + text.substring(0, scheme)
                    + "://; a source is rtsp://, http://, mqtt://, a video file or a folder of pictures");
        try {
            Path path = Path.of(text);
            if (Files.isDirectory(path)) return new Folder(path);
            if (Files.isRegularFile(path)) return new VideoFile(path);
            throw new IllegalArgumentException("there is no file or folder " + text);
        } catch (InvalidPathException e) {
            throw new IllegalArgumentException("\"" + text + "\" names neither a URL nor a file", e);
        }
    }

    /** What to call it in a log: without the password. */
    default String label() {
        return switch (this) {
            case Rtsp(URI url) -> withoutUser(url);
            case Http(URI url) -> withoutUser(url);
            case VideoFile(Path file) -> file.toString();
            case Folder(Path folder) -> folder.toString();
            case MqttTopic(Optional<URI> broker, String topic) ->
                broker.map(url -> withoutUser(url) + "/" + topic).orElse("mqtt:" + topic);
        };
    }

    /** Whether it goes on whether anybody looks or not, so that who is slow misses frames; the others wait. */
    default boolean isLive() {
        return switch (this) {
            case Rtsp rtsp -> true;
            case Http http -> true;
            case MqttTopic topic -> true;
            case VideoFile file -> false;
            case Folder folder -> false;
        };
    }

    private static MqttTopic broker(URI url) {
        String path = url.getPath();
        if (path == null || path.length() < 2)
            throw new IllegalArgumentException("the topic is missing: mqtt://host:port/topic");
        try {
            URI broker = new URI(url.getScheme(), url.getUserInfo(), url.getHost(), url.getPort(), null, null, null);
            return new MqttTopic(Optional.of(broker), path.substring(1));
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException("no URL of a broker: " + withoutUser(url), e);
        }
    }

    private static URI url(String text) {
        try {
            URI url = new URI(text);
            if (url.getHost() == null) throw new IllegalArgumentException("the URL names no host: " + withoutUser(url));
            return url;
        } catch (URISyntaxException e) {
            // The text may hold a password, so it is not repeated.
            throw new IllegalArgumentException("no URL, " + e.getReason() + " at character " + e.getIndex());
        }
    }

    private static String withoutUser(URI url) {
        String text = url.toString();
        String user = url.getRawUserInfo();
        return user == null ? text : text.replace(user + "@", "");
    }
}
