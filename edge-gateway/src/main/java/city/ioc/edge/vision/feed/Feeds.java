package city.ioc.edge.vision.feed;

import city.ioc.mqtt.MqttLinkOptions;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Optional;
import java.util.UUID;

/** Opens sources. */
public final class Feeds {
    private static final int PLAIN_PORT = 1883;
    private static final int TLS_PORT = 8883;

    private Feeds() {}

    /** Connects, or begins a recording; blocks no longer than the options' patience. */
    public static Feed open(FeedSource source, FeedOptions options, FrameTopics topics) throws FeedException {
        return switch (source) {
            case FeedSource.Rtsp(URI url) -> FfmpegFeed.stream(url, source.label(), options);
            case FeedSource.Http(URI url) -> HttpSource.open(url, source.label(), options);
            case FeedSource.VideoFile(java.nio.file.Path file) -> FfmpegFeed.file(file, options);
            case FeedSource.Folder(java.nio.file.Path folder) -> FolderFeed.open(folder, options);
            case FeedSource.MqttTopic(Optional<URI> broker, String topic) ->
                broker.isPresent()
                        ? ownLink(broker.get(), topic, source.label(), options)
                        : new MqttFeed(topics, topic, source.label(), options, () -> {});
        };
    }

    private static MqttFeed ownLink(URI broker, String topic, String label, FeedOptions options) {
        FrameLink link = FrameLink.open(linkOptions(broker));
        return new MqttFeed(link, topic, label, options, link::close);
    }

    private static MqttLinkOptions linkOptions(URI broker) {
        boolean tls = broker.getScheme().equalsIgnoreCase("mqtts");
        int port = broker.getPort() > 0 ? broker.getPort() : tls ? TLS_PORT : PLAIN_PORT;
        String user = broker.getUserInfo();
        int colon = user == null ? -1 : user.indexOf(':');
        Optional<String> name = Optional.ofNullable(user).map(text -> colon < 0 ? text : text.substring(0, colon));
        Optional<String> password =
                colon < 0 ? Optional.empty() : Optional.ofNullable(user).map(text -> text.substring(colon + 1));
        try {
            URI url = new URI(tls ? "ssl" : "tcp", null, broker.getHost(), port, null, null, null);
            return MqttLinkOptions.to(url, "frames-" + UUID.randomUUID())
                    .credentials(name, password)
                    .build();
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException("no URL of a broker: " + e.getReason(), e);
        }
    }
}
