package city.ioc.sim.camera;

import city.ioc.contracts.live.Lamp;
import city.ioc.sim.camera.body.Kind;
import city.ioc.sim.camera.scenery.Scenery.HeadPlace;
import city.ioc.sim.traffic.NumberPlate;
import java.time.Instant;
import java.util.List;

/** What is truly on a picture: to judge by, never to see with. */
public record FrameTruth(Instant at, List<Seen> users, List<SeenPlate> plates, List<SeenHead> heads) {
    public FrameTruth {
        users = List.copyOf(users);
        plates = List.copyOf(plates);
        heads = List.copyOf(heads);
    }

    /** A rectangle in pixels from the upper left corner of the picture. */
    public record Box(double x, double y, double width, double height) {
        public double area() {
            return width * height;
        }
    }

    /**
     * A road user of whom something is to be seen.
     *
     * @param whole its box as if nothing stood before it, cut at the picture's edge; a rider's holds machine and people
     * @param visible share of its outline within the picture that is not hidden
     * @param cut whether it reaches beyond the picture's edge
     */
    public record Seen(long id, Kind kind, Box whole, double visible, boolean cut) {}

    /**
     * A number plate that faces the camera.
     *
     * @param corners x and y of its corners in pixels, from the upper left clockwise as one reads it
     * @param letterPx height of its letters
     * @param visible share of it that is not hidden
     */
    public record SeenPlate(long user, NumberPlate plate, List<double[]> corners, double letterPx, double visible) {
        public SeenPlate {
            corners = List.copyOf(corners);
        }
    }

    /** A signal head. {@code box}: around its three lenses. */
    public record SeenHead(HeadPlace place, Lamp lamp, Box box, double visible) {}
}
