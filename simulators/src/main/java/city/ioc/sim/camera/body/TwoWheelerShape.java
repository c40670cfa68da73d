package city.ioc.sim.camera.body;

import static city.ioc.sim.camera.body.Limbs.p;

import city.ioc.sim.camera.draw.Mesh;
import city.ioc.sim.camera.draw.MeshBuilder;
import city.ioc.sim.camera.draw.Paint;

/**
 * Motorcycles and bicycles with those who sit on them.
 *
 * @param scooter a scooter with a flat floor and a leg shield, else an underbone with larger wheels
 * @param riders 1..3
 * @param load a box or bag behind the rider
 * @param conicalHat whether the last passenger, or a lone cyclist, wears one
 */
record TwoWheelerShape(
        boolean bicycle, boolean scooter, int riders, boolean load, boolean conicalHat, boolean shortSleeves) {
    /** Height of the middle of a motorcycle's plate, and how far behind the foremost point it is. */
    static final double PLATE_HEIGHT = 0.655;

    static final double PLATE_BACK = 1.9;

    TwoWheelerShape {
        if (riders < 1 || riders > 3) throw new IllegalArgumentException("1..3 riders, not " + riders);
    }

    Mesh build(double roundness) {
        MeshBuilder b = new MeshBuilder(roundness);
        if (bicycle) bicycle(b);
        else motorcycle(b);
        return b.build();
    }

    private void motorcycle(MeshBuilder b) {
        double wheel = scooter ? 0.23 : 0.28;
        double front = -0.32;
        double rear = -1.55;
        b.wheel(14, 0, front, wheel, 0.09);
        b.wheel(14, 0, rear, wheel, scooter ? 0.12 : 0.1);
        // Front: fork, mudguard, shield, lamp, bar.
        b.tube(Paint.STEEL, 6, p(-0.07, front, wheel), 0.025, p(-0.07, front - 0.18, 0.85), 0.025);
        b.tube(Paint.STEEL, 6, p(0.07, front, wheel), 0.025, p(0.07, front - 0.18, 0.85), 0.025);
        shell(b, Paint.BODY, front + 0.24, front - 0.3, 0.075, wheel * 2 - 0.02, wheel * 2 + 0.07);
        double shield = scooter ? 0.24 : 0.2;
        b.taperedBox(
                Paint.BODY,
                new double[] {-shield * 0.7, shield * 0.7, front - 0.32, front - 0.2, 0.32},
                new double[] {-shield, shield, front - 0.24, front - 0.1, 0.78});
        b.taperedBox(Paint.BODY, new double[] {-shield, shield, front - 0.24, front - 0.1, 0.78}, new double[] {
            -0.15, 0.15, front - 0.3, front - 0.12, 1.0
        });
        b.ball(Paint.LAMP_FRONT, 8, p(0, front - 0.09, scooter ? 0.78 : 0.94), 0.09, 0.06, 0.075, -1);
        b.tube(Paint.TRIM, 6, p(-0.34, front - 0.34, 1.03), 0.025, p(0.34, front - 0.34, 1.03), 0.025);
        for (int side = -1; side <= 1; side += 2) {
            b.tube(Paint.STEEL, 5, p(side * 0.24, front - 0.3, 1.04), 0.012, p(side * 0.3, front - 0.28, 1.18), 0.012);
            b.ball(Paint.TRIM, 6, p(side * 0.31, front - 0.29, 1.2), 0.06, 0.025, 0.045, -1);
            b.ball(Paint.INDICATOR, 6, p(side * 0.17, front - 0.12, 0.86), 0.045, 0.04, 0.035, -1);
        }
        // Middle and tail.
        if (scooter) b.box(Paint.BODY_SECOND, -0.17, 0.17, -0.98, -0.52, 0.26, 0.34);
        else {
            b.box(Paint.STEEL, -0.15, 0.15, -1.12, -0.66, 0.22, 0.46);
            b.tube(Paint.BODY, 6, p(0, -0.52, 0.74), 0.07, p(0, -1.0, 0.56), 0.08);
        }
        double[][][] tail = {
            ring(-0.9, 0.11, 0.36, 0.68),
            ring(-1.05, 0.15, 0.36, 0.76),
            ring(-1.45, 0.16, 0.5, 0.8),
            ring(-1.75, 0.12, 0.64, 0.84),
            ring(-1.86, 0.06, 0.74, 0.84)
        };
        b.loft(Paint.BODY, true, tail);
        double[][][] seat = {
            ring(-0.85, 0.1, 0.7, 0.77),
            ring(-1.0, 0.14, 0.72, 0.81),
            ring(-1.6, 0.14, 0.78, 0.86),
            ring(-1.72, 0.08, 0.8, 0.86)
        };
        b.loft(Paint.SEAT, true, seat);
        b.box(Paint.LAMP_REAR, -0.1, 0.1, -1.9, -1.8, 0.755, 0.835);
        for (int side = -1; side <= 1; side += 2)
            b.ball(Paint.INDICATOR, 6, p(side * 0.13, -1.84, 0.75), 0.04, 0.04, 0.03, -1);
        b.taperedBox(
                Paint.TRIM, new double[] {-0.07, 0.07, -1.87, -1.8, 0.42}, new double[] {-0.08, 0.08, -1.84, -1.76, 0.74
                });
        b.taperedBox(
                Paint.TRIM,
                new double[] {-0.1, 0.1, -PLATE_BACK - 0.008, -PLATE_BACK + 0.01, PLATE_HEIGHT - 0.078},
                new double[] {-0.1, 0.1, -PLATE_BACK + 0.022, -PLATE_BACK + 0.04, PLATE_HEIGHT + 0.078});
        b.tube(Paint.STEEL, 7, p(0.17, -1.0, 0.3), 0.04, p(0.2, -1.72, 0.4), 0.055);
        b.tube(Paint.STEEL, 5, p(0.11, rear, wheel), 0.02, p(0.13, rear + 0.1, 0.66), 0.025);
        b.tube(Paint.STEEL, 5, p(-0.11, rear, wheel), 0.02, p(-0.13, rear + 0.1, 0.66), 0.025);
        people(b);
    }

    private void people(MeshBuilder b) {
        Limbs rider = new Limbs(b, Paint.SHIRT, Paint.TROUSERS, Paint.HELMET);
        double y = riders == 1 ? -1.08 : riders == 2 ? -0.98 : -0.9;
        double lean = 0.1;
        rider.trunk(p(0, y, 0.9), p(0, y + lean, 1.36)).head(p(0, y + lean + 0.06, 1.61));
        for (int side = -1; side <= 1; side += 2) {
            rider.arm(
                    p(side * 0.2, y + lean, 1.35),
                    p(side * 0.31, y + lean + 0.2, 1.13),
                    p(side * 0.3, -0.66, 1.06),
                    shortSleeves);
            rider.leg(p(side * 0.11, y, 0.86), p(side * 0.2, y + 0.38, 0.76), p(side * 0.17, y + 0.3, 0.36));
        }
        for (int i = 1; i < riders; i++) {
            boolean last = i == riders - 1;
            double back = y - 0.36 * i;
            double size = riders == 3 && i == 1 ? 0.86 : 1; // the one in the middle is a child
            Limbs passenger = new Limbs(b, Paint.SHIRT_SECOND, Paint.TROUSERS_SECOND, Paint.HELMET_SECOND);
            double shoulders = 0.92 + 0.46 * size;
            passenger.trunk(p(0, back, 0.93), p(0, back + 0.05, shoulders));
            double[] head = p(0.02, back + 0.09, shoulders + 0.25);
            if (last && conicalHat) passenger.conicalHat(head);
            else passenger.head(head);
            for (int side = -1; side <= 1; side += 2) {
                passenger.arm(
                        p(side * 0.19, back + 0.05, shoulders - 0.02),
                        p(side * 0.27, back + 0.16, 1.14),
                        p(side * 0.16, back + 0.34, 1.08),
                        true);
                passenger.leg(
                        p(side * 0.12, back, 0.88),
                        p(side * 0.24, back + 0.36, 0.74),
                        p(side * 0.22, back + 0.22, 0.38));
            }
        }
        if (load) {
            double back = y - 0.36 * riders;
            b.box(Paint.CARGO, -0.24, 0.24, Math.max(-1.95, back - 0.22), back + 0.2, 0.86, 1.26);
        }
    }

    private void bicycle(MeshBuilder b) {
        double front = -0.34;
        double rear = -1.42;
        double wheel = 0.33;
        b.disc(Paint.TYRE, 16, 0, front, wheel, wheel, 0.035);
        b.disc(Paint.STEEL, 16, 0, front, wheel, wheel - 0.035, 0.04);
        b.disc(Paint.TYRE, 16, 0, rear, wheel, wheel, 0.035);
        b.disc(Paint.STEEL, 16, 0, rear, wheel, wheel - 0.035, 0.04);
        b.tube(Paint.BODY, 5, p(0, front, wheel), 0.022, p(0, front - 0.2, 0.98), 0.022);
        b.tube(Paint.BODY, 5, p(0, front - 0.15, 0.8), 0.024, p(0, -0.95, 0.3), 0.024);
        b.tube(Paint.BODY, 5, p(0, -0.95, 0.3), 0.024, p(0, -1.12, 0.86), 0.024);
        b.tube(Paint.BODY, 5, p(0, -0.95, 0.3), 0.02, p(0, rear, wheel), 0.02);
        b.tube(Paint.BODY, 5, p(0, -1.05, 0.75), 0.02, p(0, rear, wheel), 0.02);
        b.tube(Paint.TRIM, 5, p(-0.27, front - 0.26, 1.0), 0.02, p(0.27, front - 0.26, 1.0), 0.02);
        b.ball(Paint.SEAT, 6, p(0, -1.16, 0.88), 0.1, 0.14, 0.05, -1);
        b.box(Paint.STEEL, -0.07, 0.07, -1.75, -1.25, 0.7, 0.73);
        Limbs rider = new Limbs(b, Paint.SHIRT, Paint.TROUSERS, Paint.HAIR);
        rider.trunk(p(0, -1.14, 1.0), p(0, -0.98, 1.44));
        if (conicalHat) new Limbs(b, Paint.SHIRT, Paint.TROUSERS, Paint.HELMET).conicalHat(p(0, -0.92, 1.69));
        else rider.head(p(0, -0.92, 1.69));
        for (int side = -1; side <= 1; side += 2) {
            rider.arm(p(side * 0.2, -0.98, 1.42), p(side * 0.27, -0.78, 1.2), p(side * 0.25, -0.6, 1.04), shortSleeves);
            rider.leg(
                    p(side * 0.1, -1.12, 0.95),
                    p(side * 0.12, -0.82, side > 0 ? 0.72 : 0.58),
                    p(side * 0.12, -0.92, side > 0 ? 0.34 : 0.2));
        }
        if (load) b.box(Paint.CARGO, -0.2, 0.2, -1.75, -1.3, 0.74, 1.02);
    }

    private static void shell(MeshBuilder b, Paint paint, double y1, double y0, double half, double low, double high) {
        b.taperedBox(paint, new double[] {-half, half, y0, y1, low - 0.06}, new double[] {
            -half, half, y0 + 0.12, y1 - 0.12, high
        });
    }

    private static double[][] ring(double y, double half, double low, double high) {
        double middle = (low + high) / 2;
        return new double[][] {
            {half, y, middle},
            {half * 0.75, y, high - 0.02},
            {0, y, high},
            {-half * 0.75, y, high - 0.02},
            {-half, y, middle},
            {-half * 0.6, y, low},
            {half * 0.6, y, low}
        };
    }
}
