package city.ioc.api.live;

import city.ioc.contracts.live.LiveTopic;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Pattern;

/** What a client subscribes to: one topic, or all of a kind when {@code id} is empty. */
record TopicFilter(LiveTopic topic, Optional<String> id) {
    private static final Pattern ID = Pattern.compile("[A-Za-z0-9_.:~-]{1,160}");

    static Optional<TopicFilter> parse(String text) {
        int slash = text.indexOf('/');
        if (slash < 1) return Optional.empty();
        String word = text.substring(0, slash);
        String id = text.substring(slash + 1);
        Optional<LiveTopic> topic = Arrays.stream(LiveTopic.values())
                .filter(each -> each.word().equals(word))
                .findFirst();
        if (id.equals("*")) return topic.map(kind -> new TopicFilter(kind, Optional.empty()));
        // an events topic makes room for its events: only codes that an intersection can have
        boolean possible = topic.filter(kind -> kind == LiveTopic.EVENTS).isPresent()
                ? id.matches("[A-Za-z0-9][A-Za-z0-9_.-]{0,63}")
                : ID.matcher(id).matches();
        return possible ? topic.map(kind -> new TopicFilter(kind, Optional.of(id))) : Optional.empty();
    }

    String text() {
        return topic.of(id.orElse("*"));
    }
}
