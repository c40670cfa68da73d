package city.ioc.sim;

import city.ioc.contracts.id.DeviceId;
import city.ioc.sim.camera.PictureOutlet;
import city.ioc.sim.device.FieldRun;
import java.util.concurrent.CompletableFuture;

/** Sends the cameras' pictures over their devices' own connections. */
record FieldPictures(FieldRun run) implements PictureOutlet {
    @Override
    public void show(DeviceId camera, byte[] jpeg) {
        run.showFrame(camera, jpeg);
    }

    @Override
    public CompletableFuture<Boolean> ask(DeviceId camera, byte[] jpeg) {
        return run.askFrame(camera, jpeg);
    }
}
