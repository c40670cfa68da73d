package city.ioc.edge.vision.feed;

import java.util.function.Consumer;

/** The way to the frames that cameras publish at a broker. */
public interface FrameTopics {
    /** A topic that is listened to, until it is closed. */
    interface Listening extends AutoCloseable {
        @Override
        void close();
    }

    /** {@code receiver} is called on the link's thread with each payload and must not block. One receiver a topic. */
    Listening listen(String topic, Consumer<byte[]> receiver);

    /** Where there is no broker. */
    static FrameTopics none() {
        return (topic, receiver) -> {
            throw new IllegalStateException("no broker to listen to " + topic + " at; write mqtt://host:port/topic");
        };
    }
}
