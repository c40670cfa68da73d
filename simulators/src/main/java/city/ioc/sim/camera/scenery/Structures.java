package city.ioc.sim.camera.scenery;

import city.ioc.sim.camera.draw.Mesh;
import city.ioc.sim.camera.draw.MeshBuilder;
import city.ioc.sim.camera.draw.Paint;
import city.ioc.sim.camera.draw.Palette;
import java.util.HashMap;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * Shapes of what lines the streets: tube houses with shops, trees, lamp posts, signal masts. A house's front faces backwards along
 * its y axis and begins at y = 0. Not thread-safe; shapes are shared.
 */
final class Structures {
    private static final int[] WALLS = {
        0xd9d2c0, 0xe3dccb, 0xcfc3a4, 0xb9c7c4, 0xd8c0a8, 0xc4b7a6, 0xa9b8a0, 0xd9d9d4, 0xc9a88c, 0xaebccb
    };
    private static final int[] SIGNS = {0xb5342c, 0x2c5fa8, 0x2f7d4f, 0xd2a52e, 0xe6e2d8, 0x6b3f8a, 0xcf6a2b};
    private static final double HOUSE_DEPTH_M = 11;

    private final Map<Object, Mesh> shapes = new HashMap<>();

    private record House(int widthDm, int floors, int roof) {}

    Mesh house(double width, int floors, int roof) {
        return shapes.computeIfAbsent(new House((int) Math.round(width * 10), floors, roof), key -> build((House) key));
    }

    private static Mesh build(House house) {
        MeshBuilder b = new MeshBuilder();
        double w = house.widthDm / 20.0;
        double ground = 3.7;
        double storey = 3.3;
        double top = ground + (house.floors - 1) * storey;
        b.box(Paint.CONCRETE, -w, w, 0, HOUSE_DEPTH_M, 0, top + 0.5);
        // The shop: a shutter half open, its sign, an awning.
        front(b, Paint.TRIM, -w + 0.25, w - 0.25, 0.05, 3.0, 0.02);
        front(b, Paint.STEEL, -w + 0.25, w * 0.1, 0.05, 3.0, 0.03);
        front(b, Paint.BODY, -w + 0.1, w - 0.1, 3.05, 3.75, 0.08);
        b.taperedBox(Paint.CANVAS, new double[] {-w + 0.05, w - 0.05, -1.5, 0, 2.7}, new double[] {
            -w + 0.05, w - 0.05, -0.2, 0, 3.05
        });
        for (int floor = 1; floor < house.floors; floor++) {
            double z = ground + (floor - 1) * storey;
            b.box(Paint.CONCRETE, -w, w, -0.7, 0, z, z + 0.18);
            front(b, Paint.STEEL, -w + 0.05, w - 0.05, z + 0.2, z + 1.0, 0.68);
            front(b, Paint.GLASS, -w * 0.75, -w * 0.08, z + 0.3, z + 2.5, 0.02);
            front(b, Paint.GLASS, w * 0.15, w * 0.75, z + 0.9, z + 2.4, 0.02);
        }
        if (house.roof == 1)
            b.taperedBox(Paint.BODY_SECOND, new double[] {-w, w, -0.3, HOUSE_DEPTH_M, top + 0.5}, new double[] {
                -w, w, HOUSE_DEPTH_M / 2 - 0.1, HOUSE_DEPTH_M / 2 + 0.1, top + 2.2
            });
        if (house.roof == 2) b.box(Paint.STEEL, -w * 0.4, w * 0.4, 2, 4, top + 0.5, top + 2.3);
        return b.build();
    }

    private static void front(MeshBuilder b, Paint paint, double x0, double x1, double low, double high, double out) {
        b.panel(
                paint,
                new double[] {x0, -out, low},
                new double[] {x1, -out, low},
                new double[] {x1, -out, high},
                new double[] {x0, -out, high});
    }

    /** Two of one house: the same chance draws the same colours. */
    static Palette housePaint(long house, boolean night) {
        SplittableRandom random = new SplittableRandom(house);
        Palette palette = new Palette()
                .with(Paint.CONCRETE, WALLS[random.nextInt(WALLS.length)])
                .with(Paint.TRIM, night ? 0xd8b070 : 0x35322f)
                .with(Paint.STEEL, random.nextBoolean() ? 0x8f9294 : 0x6f7a78)
                .with(Paint.BODY, SIGNS[random.nextInt(SIGNS.length)])
                .with(Paint.BODY_SECOND, 0x9a4a35)
                .with(Paint.GLASS, 0x3a444c)
                .with(Paint.CANVAS, SIGNS[random.nextInt(SIGNS.length)]);
        if (night) {
            palette.glowing(Paint.TRIM, random.nextInt(3) == 0 ? 0.5 : 0.02).glowing(Paint.BODY, 0.25);
            if (random.nextInt(3) == 0) palette.with(Paint.GLASS, 0xd9b878).glowing(Paint.GLASS, 0.3);
        }
        return palette;
    }

    Mesh tree(int kind) {
        return shapes.computeIfAbsent("tree" + kind, key -> {
            SplittableRandom random = new SplittableRandom(77 + kind);
            MeshBuilder b = new MeshBuilder();
            double height = 3.4 + random.nextDouble();
            b.tube(Paint.CARGO, 7, new double[] {0, 0, 0}, 0.16, new double[] {0.1, 0.1, height}, 0.1);
            for (int i = 0; i < 9; i++) {
                double a = 2 * Math.PI * random.nextDouble();
                double r = 1.2 * random.nextDouble();
                double[] at = {r * Math.cos(a), r * Math.sin(a), height + 1.6 * random.nextDouble()};
                double size = 0.8 + 0.6 * random.nextDouble();
                b.ball(i % 2 == 0 ? Paint.LEAF : Paint.CANVAS, 8, at, size, size, size * 0.8, -1);
            }
            return b.build();
        });
    }

    static Palette treePaint() {
        return new Palette()
                .with(Paint.CARGO, 0x5f4f40)
                .with(Paint.LEAF, 0x47602f)
                .with(Paint.CANVAS, 0x587238);
    }

    /** Over the kerb, its arm reaching 2 m towards the road, against its x axis. */
    Mesh lampPost() {
        return shapes.computeIfAbsent(
                "lamp",
                key -> new MeshBuilder()
                        .tube(Paint.STEEL, 8, new double[] {0, 0, 0}, 0.1, new double[] {0, 0, 8.4}, 0.06)
                        .tube(Paint.STEEL, 6, new double[] {0, 0, 8.3}, 0.05, new double[] {-2, 0, 8.8}, 0.04)
                        .box(Paint.LAMP_FRONT, -2.5, -1.9, -0.12, 0.12, 8.72, 8.84)
                        .build());
    }

    /** A post at the kerb with an arm {@code reach} metres long against its x axis. */
    Mesh signalMast(double reach) {
        return shapes.computeIfAbsent(
                "mast" + Math.round(reach * 10),
                key -> new MeshBuilder()
                        .tube(Paint.STEEL, 10, new double[] {0, 0, 0}, 0.12, new double[] {0, 0, 6.0}, 0.09)
                        .tube(Paint.STEEL, 8, new double[] {0, 0, 5.9}, 0.08, new double[] {-reach, 0, 6.1}, 0.05)
                        .build());
    }

    static Palette mastPaint(boolean night) {
        return new Palette()
                .with(Paint.STEEL, 0x83878a)
                .with(Paint.LAMP_FRONT, 0xe8e4d8)
                .glowing(Paint.LAMP_FRONT, night ? 3 : 0);
    }
}
