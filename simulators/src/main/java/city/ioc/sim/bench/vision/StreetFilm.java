package city.ioc.sim.bench.vision;

import city.ioc.contracts.city.City;
import city.ioc.contracts.city.CityFiles;
import city.ioc.contracts.id.DeviceId;
import city.ioc.contracts.street.VehicleClass;
import city.ioc.edge.vision.frame.Frame;
import city.ioc.edge.vision.frame.PictureException;
import city.ioc.edge.vision.frame.Pictures;
import city.ioc.sim.camera.CameraSettings;
import city.ioc.sim.camera.CameraView;
import city.ioc.sim.camera.Conditions;
import city.ioc.sim.camera.FrameTruth;
import city.ioc.sim.camera.HeadPainter;
import city.ioc.sim.camera.JpegWriter;
import city.ioc.sim.camera.Picture;
import city.ioc.sim.camera.RoadUser;
import city.ioc.sim.camera.Scene;
import city.ioc.sim.camera.StreetCamera;
import city.ioc.sim.camera.StreetScenes;
import city.ioc.sim.camera.draw.CameraPose;
import city.ioc.sim.camera.draw.Projection;
import city.ioc.sim.camera.scenery.SceneryBuilder;
import city.ioc.sim.traffic.Carriageway;
import city.ioc.sim.traffic.GroundTruth;
import city.ioc.sim.traffic.PlannedLamps;
import city.ioc.sim.traffic.SimulationSettings;
import city.ioc.sim.traffic.StreetPlan;
import city.ioc.sim.traffic.StreetTraffic;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * Films one approach of the simulated city under its time-of-day plans, 82 % of its vehicles motorcycles: picture by picture what the
 * camera sends, as JPEG, and what is truly there. Holds native memory until closed. One thread.
 */
final class StreetFilm implements AutoCloseable {
    /** The share of motorcycles that the product is measured with. */
    private static final Map<VehicleClass, Double> MIX = Map.of(
            VehicleClass.MOTORCYCLE, 0.82,
            VehicleClass.BICYCLE, 0.02,
            VehicleClass.CAR, 0.11,
            VehicleClass.VAN, 0.02,
            VehicleClass.BUS, 0.008,
            VehicleClass.TRUCK, 0.022);

    /** Times the city's own demand: riders come in dense platoons; and an ordinary day. */
    static final double DENSE = 1.5;

    static final double ORDINARY = 1;

    private static final long SEED = 1;
    private static final int QUALITY = 80;
    private static final double SCENERY_M = 230;

    private final Weather weather;
    private final City city;
    private final CameraView view;
    private final Carriageway road;
    private final Projection projection;
    private final StreetCamera camera;
    private final StreetTraffic traffic;
    private final StreetScenes scenes;
    private final PlannedLamps lamps;
    private final CameraSettings settings;
    private final int steps;
    private final JpegWriter writer = new JpegWriter(QUALITY);
    private long frames;

    /** One picture and the truth about it. */
    record Shot(byte[] jpeg, Instant at, FrameTruth truth, List<RoadUser> users) {}

    /**
     * By the first of the city's simulated cameras.
     *
     * @param demand times the city's own
     * @param every time from picture to picture
     */
    StreetFilm(Path cityFolder, Weather weather, double demand, Duration every) {
        this(cityFolder, weather, demand, every, cameras -> cameras.stream().findFirst(), "", GroundTruth.none());
    }

    /**
     * By one camera of the city, in its ordinary traffic.
     *
     * @param rates of mishaps, as IOC_SIM_RATES has them
     * @param truth takes what truly happens
     */
    static StreetFilm by(
            DeviceId camera, Path cityFolder, Weather weather, Duration every, String rates, GroundTruth truth) {
        return new StreetFilm(
                cityFolder,
                weather,
                ORDINARY,
                every,
                cameras -> cameras.stream()
                        .filter(each -> each.device().equals(camera))
                        .findFirst(),
                rates,
                truth);
    }

    /** By the one that sees most of a metre, in dense traffic. */
    static StreetFilm ofClosest(Path cityFolder, Weather weather, Duration every) {
        return new StreetFilm(
                cityFolder,
                weather,
                DENSE,
                every,
                cameras -> cameras.stream().max(Comparator.comparingDouble(StreetFilm::focalPx)),
                "",
                GroundTruth.none());
    }

    private static double focalPx(CameraView view) {
        return view.widthPx() / 2.0 / Math.tan(Math.toRadians(view.fieldOfViewDeg() / 2));
    }

    private StreetFilm(
            Path cityFolder,
            Weather weather,
            double demand,
            Duration every,
            Function<List<CameraView>, Optional<CameraView>> choose,
            String rates,
            GroundTruth truth) {
        this.weather = weather;
        city = CityFiles.read(cityFolder);
        settings = CameraSettings.read(cityFolder, city);
        view = choose.apply(settings.cameras())
                .orElseThrow(() -> new IllegalArgumentException("no simulated camera in " + cityFolder));
        StreetPlan plan = StreetPlan.of(city);
        road = CameraSettings.roadOf(view.device(), city, plan).orElseThrow();
        CameraPose pose = view.pose(road);
        projection = new Projection(pose);
        camera = new StreetCamera(
                view.device().value(),
                city.timeZone(),
                pose,
                SceneryBuilder.around(city, plan, pose.east(), pose.north(), SCENERY_M),
                HeadPainter.NEW);
        traffic = StreetTraffic.createFilled(
                city,
                SimulationSettings.read(cityFolder, city)
                        .withTraffic(demand, MIX)
                        .withRates(rates),
                SEED,
                weather.begin(),
                truth);
        scenes = new StreetScenes(plan);
        lamps = new PlannedLamps(city);
        steps = (int) every.dividedBy(StreetTraffic.STEP);
    }

    City city() {
        return city;
    }

    Carriageway road() {
        return road;
    }

    Projection projection() {
        return projection;
    }

    String camera() {
        return view.device() + ", " + view.widthPx() + "x" + view.heightPx();
    }

    Shot next() {
        List<RoadUser> users = List.of();
        for (int i = 0; i < steps; i++) {
            lamps.show(traffic.now());
            traffic.step(lamps);
            users = scenes.usersOf(traffic);
        }
        Instant now = traffic.now();
        Conditions conditions = Conditions.at(now, city.timeZone(), city.centre(), settings.cloud(), 0)
                .withRain(weather.rain());
        Picture picture = camera.take(
                new Scene(now, users, head -> lamps.lamp(head.intersection(), head.group()), conditions), true);
        return new Shot(writer.write(picture), now, picture.truth().orElseThrow(), users);
    }

    /** The picture as the gateway gets it. */
    Frame decode(byte[] jpeg, Instant at) {
        try {
            return new Frame(view.device().value(), frames++, at, Pictures.decode(jpeg));
        } catch (PictureException e) {
            throw new IllegalStateException("a rendered picture is none", e);
        }
    }

    @Override
    public void close() {
        writer.close();
    }
}
