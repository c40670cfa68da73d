package city.ioc.mqtt;

/** There is no connection, or it was lost before the broker acknowledged: the message may or may not have arrived. */
public final class MqttNotConnectedException extends MqttLinkException {
    private static final long serialVersionUID = 1L;

    public MqttNotConnectedException(String message) {
        super(message);
    }
}
