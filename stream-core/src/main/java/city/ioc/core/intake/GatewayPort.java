package city.ioc.core.intake;

import city.ioc.contracts.city.Site;
import city.ioc.contracts.command.ControllerCommand;
import city.ioc.contracts.evidence.EvidenceRequest;
import city.ioc.contracts.gateway.EventAck;
import city.ioc.contracts.id.GatewayId;
import java.util.function.Consumer;

/** The way to and from gateways. No method blocks; thread-safe. */
public interface GatewayPort {
    /** What {@link #listen} delivers: the bytes of a batch, on any thread. */
    interface Listener extends Consumer<byte[]> {}

    /** Delivers the batches of a shard from now on. */
    void listen(int shard, Listener listener);

    void silence(int shard);

    /** Sends at once; a command that cannot be sent now is lost, the next refresh replaces it. */
    void send(GatewayId gateway, ControllerCommand command);

    /** Sends; an acknowledgement that is lost is made again when the gateway sends the batch again. */
    void send(EventAck ack);

    /** Asks who watches a camera for pictures; false when the broker cannot be reached, and then nothing is sent later either. */
    boolean ask(EvidenceRequest request);

    /** Tells gateways of a site; kept by the broker. */
    void tell(Site site);
}
