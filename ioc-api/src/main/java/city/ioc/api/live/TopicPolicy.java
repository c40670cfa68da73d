package city.ioc.api.live;

import city.ioc.api.http.Principal;
import city.ioc.contracts.live.LiveTopic;

/** Which kinds of topic a user may read. */
@FunctionalInterface
public interface TopicPolicy {
    boolean mayRead(Principal principal, LiveTopic topic);

    /** What is live today holds nothing about a person: every account may read it. */
    static TopicPolicy everybodyReadsAll() {
        return (principal, topic) -> true;
    }
}
