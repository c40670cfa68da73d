package city.ioc.sim.camera;

import city.ioc.sim.camera.draw.CameraPose;
import city.ioc.sim.camera.draw.GroundPainter;
import city.ioc.sim.camera.draw.Light;
import city.ioc.sim.camera.draw.MeshPainter;
import city.ioc.sim.camera.draw.Projection;
import city.ioc.sim.camera.draw.Rasteriser;
import city.ioc.sim.camera.scenery.Scenery;
import java.util.Optional;

/**
 * The picture of everything that stands still, and how near it is: drawn anew only when the light changes.
 *
 * @param nearness 1 / distance of each pixel's house, tree or mast; 0 where ground or sky is seen
 */
@SuppressWarnings("ArrayRecordComponent") // never compared, only carried
record Background(int[] rgb, float[] nearness) {
    private static final int PAVEMENT = 0x9d978c;
    private static final double FARTHEST_GROUND_M = 700;
    private static final double CLEAR_M = 70;
    private static final double HAZE_M = 1100;

    static Background draw(Scenery scenery, Projection projection, Conditions conditions) {
        GroundPainter painter = new GroundPainter(projection, PAVEMENT);
        for (Scenery.Patch patch : scenery.ground()) painter.fill(patch.ring(), patch.rgb());
        int[] pixels = painter.pixels();
        light(pixels, scenery, projection, conditions);
        CameraPose pose = projection.pose();
        Rasteriser rasteriser = new Rasteriser(pose.width(), pose.height());
        MeshPainter meshes = new MeshPainter(projection, rasteriser);
        for (Scenery.Standing each : scenery.standing()) {
            double lamps = scenery.lampLight(each.place().east(), each.place().north());
            meshes.draw(
                    each.mesh(),
                    each.place(),
                    conditions.lampsBurn() ? each.night() : each.day(),
                    conditions.light(lamps),
                    1);
        }
        rasteriser.resolve(pixels, 0);
        return new Background(pixels, rasteriser.nearness());
    }

    private static void light(int[] pixels, Scenery scenery, Projection projection, Conditions conditions) {
        CameraPose pose = projection.pose();
        float[] dark = onGround(conditions.light(0));
        float[] lit = onGround(conditions.light(1));
        float wet = (float) (1 - 0.45 * Math.min(1, conditions.rain() * 2));
        for (int y = 0; y < pose.height(); y++) {
            double above =
                    -Math.toDegrees(Math.atan((y + 0.5 - pose.height() / 2.0) / pose.focalPx())) - pose.pitchDeg();
            Light.Rgb sky = conditions.skyAt(above);
            Light.Rgb haze = conditions.skyAt(0);
            int skyPixel = pixel(sky.red(), sky.green(), sky.blue());
            for (int x = 0; x < pose.width(); x++) {
                int at = y * pose.width() + x;
                Optional<Projection.Ground> ground = projection.ground(x + 0.5, y + 0.5);
                if (ground.isEmpty()) {
                    pixels[at] = skyPixel;
                    continue;
                }
                double east = ground.get().east();
                double north = ground.get().north();
                double far = Math.hypot(east - pose.east(), north - pose.north());
                if (far > FARTHEST_GROUND_M) {
                    pixels[at] = skyPixel;
                    continue;
                }
                double slant = Math.hypot(far, pose.heightM());
                double pixelM = slant / pose.focalPx() * slant / pose.heightM();
                float grain = Grain.at(east, north, pixelM) * wet;
                float lamps = conditions.lampsBurn() ? (float) scenery.lampLight(east, north) : 0;
                float clear = (float) Math.exp(-Math.max(0, far - CLEAR_M) / HAZE_M);
                // A wet road mirrors the sky where it is looked at flatly.
                float mirror = (float) (conditions.rain() * 0.4 * Math.pow(1 - pose.heightM() / slant, 3));
                float[] shown = new float[3];
                for (int c = 0; c < 3; c++) {
                    float v = (pixels[at] >> (16 - 8 * c) & 0xff) / 255f;
                    float light = dark[c] + lamps * (lit[c] - dark[c]);
                    float skyLight = c == 0 ? haze.red() : c == 1 ? haze.green() : haze.blue();
                    shown[c] = (v * v * grain * light + mirror * skyLight) * clear + skyLight * (1 - clear);
                }
                pixels[at] = pixel(shown[0], shown[1], shown[2]);
            }
        }
    }

    private static float[] onGround(Light light) {
        return new float[] {
            (float) (light.sun().red() * light.up() + light.sky().red()),
            (float) (light.sun().green() * light.up() + light.sky().green()),
            (float) (light.sun().blue() * light.up() + light.sky().blue())
        };
    }

    private static int pixel(float r, float g, float b) {
        return step(r) << 16 | step(g) << 8 | step(b);
    }

    private static int step(float light) {
        return light >= 1 ? 255 : light <= 0 ? 0 : (int) (255 * Math.sqrt(light));
    }
}
