package city.ioc.contracts.wire;

import city.ioc.contracts.id.DeviceId;
import city.ioc.contracts.id.GatewayId;
import city.ioc.contracts.id.IntersectionId;
import java.util.Optional;

/** MQTT topics. Field topics are the devices' contract; {@code ioc/v1} is between gateways and the core. */
public final class Topics {
    public static final String CONTENT_TYPE_PROTOBUF = "application/x-protobuf";
    public static final String CONTENT_TYPE_JSON = "application/json";
    public static final String CONTENT_TYPE_JPEG = "image/jpeg";

    /** Filter for everything devices say. */
    public static final String ALL_FIELD_UP = "field/+/+/up";

    /** Filter for the retained last will of devices: payload {@code online} or {@code offline}. */
    public static final String ALL_FIELD_LINK = "field/+/+/link";

    /** Filter for the pictures of cameras: a JPEG each, at most once, not retained. */
    public static final String ALL_FIELD_FRAMES = "field/+/+/frame";

    /** Requests for pictures around an instant, one {@link city.ioc.contracts.evidence.EvidenceRequest} as JSON each. */
    public static final String EVIDENCE_REQUEST = "ioc/v1/evidence/request";

    /** What was kept of what was asked for, one {@link city.ioc.contracts.evidence.EvidenceCase} as JSON each. */
    public static final String EVIDENCE_CASE = "ioc/v1/evidence/case";

    /** Filter for the retained documents of sites added while running, one {@link city.ioc.contracts.city.Site} as JSON each. */
    public static final String ALL_SITES = "ioc/v1/site/+";

    public static final String ALL_GATEWAY_STATUS = "ioc/v1/status/+";

    private Topics() {}

    /** Site and device as a field topic names them; not yet checked against the registry. */
    public record FieldTopic(String site, String device, String leaf) {}

    public static String fieldUp(IntersectionId site, DeviceId device) {
        return "field/" + site + "/" + device + "/up";
    }

    public static String fieldDown(IntersectionId site, DeviceId device) {
        return "field/" + site + "/" + device + "/down";
    }

    public static String fieldLink(IntersectionId site, DeviceId device) {
        return "field/" + site + "/" + device + "/link";
    }

    public static String fieldFrame(IntersectionId site, DeviceId camera) {
        return "field/" + site + "/" + camera + "/frame";
    }

    public static Optional<FieldTopic> parseField(String topic) {
        String[] levels = topic.split("/", -1);
        return levels.length == 4 && levels[0].equals("field")
                ? Optional.of(new FieldTopic(levels[1], levels[2], levels[3]))
                : Optional.empty();
    }

    public static String events(int shard, GatewayId gateway) {
        return "ioc/v1/event/" + shard + "/" + gateway;
    }

    /** Filter for the events of one shard from all gateways. */
    public static String eventsOfShard(int shard) {
        return "ioc/v1/event/" + shard + "/+";
    }

    public static String ack(GatewayId gateway) {
        return "ioc/v1/ack/" + gateway;
    }

    public static String status(GatewayId gateway) {
        return "ioc/v1/status/" + gateway;
    }

    public static String command(GatewayId gateway) {
        return "ioc/v1/command/" + gateway;
    }

    public static String site(IntersectionId site) {
        return "ioc/v1/site/" + site;
    }
}
