package city.ioc.sim.camera;

import city.ioc.contracts.id.DeviceId;
import city.ioc.sim.camera.draw.CameraPose;
import city.ioc.sim.traffic.Carriageway;

/**
 * How a simulated camera hangs over its approach. Distances along the street count from the stop line, with the traffic; to the
 * right from the street's axis.
 *
 * @param device the camera of the city
 * @param alongM where it hangs: negative before the stop line, so that it sees vehicles from behind
 * @param aimAlongM the point of the road in the middle of its picture
 */
public record CameraView(
        DeviceId device,
        double alongM,
        double rightM,
        double heightM,
        double aimAlongM,
        double aimRightM,
        double fieldOfViewDeg,
        int widthPx,
        int heightPx) {
    public CameraView {
        if (!(Math.abs(alongM) <= 200
                && Math.abs(aimAlongM) <= 200
                && Math.hypot(alongM - aimAlongM, rightM - aimRightM) > 1))
            throw new IllegalArgumentException(
                    "camera " + device + ": it must hang and aim within 200 m of the stop line, and not straight down");
        if (!(fieldOfViewDeg >= 5 && fieldOfViewDeg <= 110))
            throw new IllegalArgumentException(
                    "camera " + device + ": fieldOfViewDeg must be 5..110, but is " + fieldOfViewDeg);
        if (widthPx < 160 || widthPx > 2560 || heightPx < 120 || heightPx > 1920)
            throw new IllegalArgumentException(
                    "camera " + device + ": pictures are 160..2560 pixels wide and 120..1920 high");
        if (!(heightM >= 2 && heightM <= 30))
            throw new IllegalArgumentException("camera " + device + ": heightM must be 2..30, but is " + heightM);
    }

    /** Its pose over the road that it watches. */
    public CameraPose pose(Carriageway road) {
        Carriageway.Place at = road.at(road.lengthM() + alongM, rightM);
        Carriageway.Place aim = road.at(road.lengthM() + aimAlongM, aimRightM);
        return CameraPose.lookingAt(
                at.east(), at.north(), heightM, aim.east(), aim.north(), fieldOfViewDeg, widthPx, heightPx);
    }
}
