package city.ioc.mqtt;

/** A publish or subscribe that did not reach the broker, or was refused by it; the caller decides whether to send again. */
public class MqttLinkException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public MqttLinkException(String message) {
        super(message);
    }

    public MqttLinkException(String message, Throwable cause) {
        super(message, cause);
    }
}
