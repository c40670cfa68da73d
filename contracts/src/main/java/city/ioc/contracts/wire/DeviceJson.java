package city.ioc.contracts.wire;

import city.ioc.contracts.field.DeviceMessage;
import city.ioc.contracts.wire.WireException.Fault;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.util.JsonFormat;
import java.nio.charset.StandardCharsets;

/**
 * Device messages as JSON: protobuf's own JSON mapping of the same message, for devices that cannot speak protobuf. Field names
 * in lowerCamelCase ({@code sentAtMs}); unknown fields are an error, for a misspelt one would be lost. Thread-safe.
 */
public final class DeviceJson {
    private DeviceJson() {}

    public static DeviceMessage decode(byte[] bytes) throws WireException {
        var proto = city.ioc.contracts.wire.v1.DeviceMessage.newBuilder();
        try {
            JsonFormat.parser().merge(new String(bytes, StandardCharsets.UTF_8), proto);
        } catch (InvalidProtocolBufferException e) {
            throw new WireException(Fault.MALFORMED, "not a JSON DeviceMessage: " + e.getMessage());
        }
        return DeviceWire.fromProto(proto.build());
    }

    public static byte[] encode(DeviceMessage message) {
        try {
            return JsonFormat.printer()
                    .omittingInsignificantWhitespace()
                    .print(DeviceWire.toProto(message))
                    .getBytes(StandardCharsets.UTF_8);
        } catch (InvalidProtocolBufferException e) {
            throw new IllegalStateException("a valid message did not print", e);
        }
    }
}
