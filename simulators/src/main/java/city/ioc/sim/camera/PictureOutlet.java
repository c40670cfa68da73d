package city.ioc.sim.camera;

import city.ioc.contracts.id.DeviceId;
import java.util.concurrent.CompletableFuture;

/** Takes the cameras' pictures, JPEGs. Called on the crew's thread; must not block. */
public interface PictureOutlet {
    /** Sends a picture at most once. */
    void show(DeviceId camera, byte[] jpeg);

    /** Sends a picture; completes, on any thread, with whether anybody looks at this camera. */
    CompletableFuture<Boolean> ask(DeviceId camera, byte[] jpeg);
}
