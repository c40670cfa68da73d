package city.ioc.mqtt;

/** The window of unacknowledged messages is full; nothing was sent. See {@link MqttLink#whenWritable}. */
public final class MqttBusyException extends MqttLinkException {
    private static final long serialVersionUID = 1L;

    public MqttBusyException(String message) {
        super(message);
    }
}
