package city.ioc.sim.camera.body;

import city.ioc.sim.camera.body.Look.PlatePlace;
import city.ioc.sim.camera.draw.Mesh;
import city.ioc.sim.camera.draw.Paint;
import city.ioc.sim.camera.draw.Palette;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.DoubleFunction;

/**
 * Gives every road user its look, drawn from its number. Shapes are built once and shared; which colours are how frequent is an
 * estimate of a Mekong delta town, nothing depends on it. Confined to one thread.
 */
public final class Looks {
    private static final int[] CAR_COLOURS = {
        0xf2f2f2, 0xf2f2f2, 0xe8e6e0, 0xb9bdc1, 0x8d9296, 0x2b2d30, 0x1c1d20, 0x8c1d1d, 0x243a66, 0x5a4636, 0xc9b98f
    };
    private static final int[] MOTORCYCLE_COLOURS = {
        0xa31c1c, 0xb3261e, 0x1d1f22, 0x1d1f22, 0x30343a, 0xf0f0ee, 0x1f3f78, 0x35506b, 0x7a1f2c, 0x4b4f52, 0xcfd3d6
    };
    private static final int[] SHIRTS = {
        0xe9e7e2, 0x2f4b7c, 0x7f2a2a, 0x31363b, 0x5d7f9b, 0x9aa0a6, 0xc7a27c, 0x3f6b4a, 0xd8c94a, 0xb05a7a, 0x6f5b8a,
        0x1f5f6b, 0xd97a3a, 0x22262a, 0x8fb3c9
    };
    private static final int[] TROUSERS = {0x1e222a, 0x2b3550, 0x3a3f46, 0x5b5347, 0x20242c, 0x6e6a63, 0x46506a};
    private static final int[] HELMETS = {
        0xe6e6e6, 0xb02424, 0x1d4f9a, 0x202226, 0xd9c33a, 0xd07fa5, 0x2f7a4a, 0x7d8288, 0xd86a28, 0x93b9d6
    };
    private static final int[] BUS_COLOURS = {0xe9ebec, 0x3c8c52, 0xd9a52a, 0x2d5fa0, 0xc7472f};
    private static final int[] TRUCK_COLOURS = {0xe8e8e6, 0x2f5f9f, 0x2f7250, 0x8f2b23, 0xc9a236};
    private static final int[] SKINS = {0xb98a66, 0xa9774f, 0xc79c78};
    private static final int STEPS_OF_A_STRIDE = 8;
    private static final double NEAR = 1;
    private static final double FAR = 0.55;

    private final Map<Object, Mesh> shapes = new HashMap<>();
    private final Map<Kind, Map<Long, Look>> looks = new EnumMap<>(Kind.class);
    private final int remembered;

    /** @param remembered how many looks of a kind are kept for the next frame */
    public Looks(int remembered) {
        this.remembered = remembered;
    }

    public Look of(Kind kind, long id) {
        Map<Long, Look> known = looks.computeIfAbsent(kind, each -> new HashMap<>());
        if (known.size() > remembered) known.clear();
        return known.computeIfAbsent(id, each -> make(kind, new SplittableRandom(each * 31 + kind.ordinal())));
    }

    private Look make(Kind kind, SplittableRandom random) {
        Palette palette = ordinary(random);
        return switch (kind) {
            case MOTORCYCLE -> motorcycle(palette, random);
            case BICYCLE -> bicycle(palette, random);
            case CAR -> car(palette, random);
            case VAN -> van(palette, random);
            case BUS -> heavy(HeavyShape.BUS, palette.with(Paint.BODY, pick(BUS_COLOURS, random)), random);
            case TRUCK -> {
                HeavyShape shape = random.nextInt(3) == 0 ? HeavyShape.OPEN_TRUCK : HeavyShape.BOX_TRUCK;
                yield heavy(shape, palette.with(Paint.BODY, pick(TRUCK_COLOURS, random)), random);
            }
            case PEDESTRIAN -> pedestrian(palette, random);
        };
    }

    private Look motorcycle(Palette palette, SplittableRandom random) {
        int people = random.nextInt(100);
        TwoWheelerShape shape = new TwoWheelerShape(
                false,
                random.nextInt(100) < 45,
                people < 68 ? 1 : people < 96 ? 2 : 3,
                random.nextInt(100) < 10,
                random.nextInt(100) < 8,
                random.nextBoolean());
        palette.with(Paint.BODY, pick(MOTORCYCLE_COLOURS, random)).with(Paint.BODY_SECOND, 0x3a3a3c);
        return look(
                shape,
                shape::build,
                palette,
                new Size(1.9, 0.7, 1.75),
                Optional.of(new PlatePlace(TwoWheelerShape.PLATE_BACK, TwoWheelerShape.PLATE_HEIGHT, 12)));
    }

    private Look bicycle(Palette palette, SplittableRandom random) {
        TwoWheelerShape shape = new TwoWheelerShape(
                true, false, 1, random.nextInt(3) == 0, random.nextInt(3) == 0, random.nextBoolean());
        palette.with(Paint.BODY, pick(MOTORCYCLE_COLOURS, random));
        return look(shape, shape::build, palette, new Size(1.8, 0.6, 1.8), Optional.empty());
    }

    private Look car(Palette palette, SplittableRandom random) {
        CarShape shape = switch (random.nextInt(10)) {
            case 0, 1, 2, 3 -> CarShape.SEDAN;
            case 4, 5 -> CarShape.HATCHBACK;
            case 6, 7, 8 -> CarShape.SUV;
            default -> CarShape.PICKUP;
        };
        return automobile(shape, palette.with(Paint.BODY, pick(CAR_COLOURS, random)));
    }

    private Look van(Palette palette, SplittableRandom random) {
        CarShape shape = random.nextInt(4) == 0 ? CarShape.DELIVERY_VAN : CarShape.MINIBUS;
        return automobile(
                shape, palette.with(Paint.BODY, random.nextInt(3) == 0 ? pick(CAR_COLOURS, random) : 0xe6e7e8));
    }

    private Look automobile(CarShape shape, Palette palette) {
        return look(
                shape,
                shape::build,
                palette,
                new Size(shape.length(), shape.width(), shape.height()),
                Optional.of(new PlatePlace(shape.length() + 0.012, shape.plateHeight(), 3)));
    }

    private Look heavy(HeavyShape shape, Palette palette, SplittableRandom random) {
        palette.with(Paint.BODY_SECOND, pick(TRUCK_COLOURS, random))
                .with(Paint.CARGO, random.nextInt(3) == 0 ? pick(TRUCK_COLOURS, random) : 0xd5d7d8)
                .with(Paint.CANVAS, random.nextBoolean() ? 0x4f6b4a : 0x8a8f78);
        return look(
                shape,
                shape::build,
                palette,
                new Size(shape.length, shape.width, shape.height),
                Optional.of(new PlatePlace(shape.length + 0.032, shape.plateHeight(), 0)));
    }

    private Look pedestrian(Palette palette, SplittableRandom random) {
        boolean hat = random.nextInt(4) == 0;
        Mesh[] near = new Mesh[STEPS_OF_A_STRIDE];
        Mesh[] far = new Mesh[STEPS_OF_A_STRIDE];
        for (int i = 0; i < STEPS_OF_A_STRIDE; i++) {
            double stride = Math.round(70 * Math.sin(2 * Math.PI * i / STEPS_OF_A_STRIDE)) / 100.0;
            WalkerShape shape = new WalkerShape(stride, hat);
            near[i] = shape(shape, NEAR, shape::build);
            far[i] = shape(shape, FAR, shape::build);
        }
        if (hat) palette.with(Paint.HELMET, 0xd8c79a);
        return new Look(near, far, palette, 0.5, 0.55, 1.75, Optional.empty());
    }

    private record Size(double length, double width, double height) {}

    private Look look(Object key, DoubleFunction<Mesh> build, Palette palette, Size size, Optional<PlatePlace> plate) {
        return new Look(
                new Mesh[] {shape(key, NEAR, build)},
                new Mesh[] {shape(key, FAR, build)},
                palette,
                size.length,
                size.width,
                size.height,
                plate);
    }

    private record Shape(Object key, double roundness) {}

    private Mesh shape(Object key, double roundness, DoubleFunction<Mesh> build) {
        return shapes.computeIfAbsent(new Shape(key, roundness), each -> build.apply(roundness));
    }

    private static Palette ordinary(SplittableRandom random) {
        return new Palette()
                .with(Paint.GLASS, 0x2a3036)
                .with(Paint.TYRE, 0x1b1b1c)
                .with(Paint.RIM, 0x8e9194)
                .with(Paint.TRIM, 0x202123)
                .with(Paint.CHROME, 0xb8bcc0)
                .with(Paint.STEEL, 0x77797c)
                .with(Paint.LAMP_FRONT, 0xd9dde0)
                .with(Paint.LAMP_REAR, 0x9c1712)
                .with(Paint.INDICATOR, 0xc9781e)
                .with(Paint.SEAT, 0x232325)
                .with(Paint.SHOES, 0x2c2826)
                .with(Paint.HAIR, 0x1a1716)
                .with(Paint.SKIN, pick(SKINS, random))
                .with(Paint.SHIRT, pick(SHIRTS, random))
                .with(Paint.SHIRT_SECOND, pick(SHIRTS, random))
                .with(Paint.TROUSERS, pick(TROUSERS, random))
                .with(Paint.TROUSERS_SECOND, pick(TROUSERS, random))
                .with(Paint.HELMET, pick(HELMETS, random))
                .with(Paint.HELMET_SECOND, pick(HELMETS, random))
                .with(Paint.CARGO, random.nextBoolean() ? 0x9a7b4f : 0xb8b4aa)
                .with(Paint.CANVAS, 0x4f6b4a)
                .with(Paint.BODY_SECOND, 0x8f2b23);
    }

    private static int pick(int[] colours, SplittableRandom random) {
        return colours[random.nextInt(colours.length)];
    }
}
