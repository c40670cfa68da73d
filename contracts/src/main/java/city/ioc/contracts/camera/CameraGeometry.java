package city.ioc.contracts.camera;

import city.ioc.contracts.id.DeviceId;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/**
 * What one camera's picture shows of the street, from a day on: a camera that is turned or moved gets a new one.
 *
 * @param width of the pictures it was drawn on, pixels
 * @param survey marks for the way from pixels to metres, four at least; empty: nothing is measured in metres
 * @param validTo the first day it holds no more
 */
public record CameraGeometry(
        DeviceId camera,
        LocalDate validFrom,
        Optional<LocalDate> validTo,
        int width,
        int height,
        List<SurveyPoint> survey,
        List<PictureLine> lines,
        List<PictureLane> lanes,
        List<PictureArea> areas,
        List<PictureHead> heads) {
    public CameraGeometry {
        survey = List.copyOf(survey);
        lines = List.copyOf(lines);
        lanes = List.copyOf(lanes);
        areas = List.copyOf(areas);
        heads = List.copyOf(heads);
    }

    public boolean isValidOn(LocalDate day) {
        return !day.isBefore(validFrom) && validTo.map(day::isBefore).orElse(true);
    }

    /** The way from pixels to metres; empty where none was surveyed. */
    public Optional<Homography> homography() {
        return survey.isEmpty() ? Optional.empty() : Homography.find(survey);
    }
}
