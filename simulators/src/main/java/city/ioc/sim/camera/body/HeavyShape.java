package city.ioc.sim.camera.body;

import static city.ioc.sim.camera.body.Limbs.p;

import city.ioc.sim.camera.draw.Mesh;
import city.ioc.sim.camera.draw.MeshBuilder;
import city.ioc.sim.camera.draw.Paint;

/** Buses and trucks. Lengths in metres, the front at y = 0. */
enum HeavyShape {
    BUS(11.0, 2.5, 3.15),
    BOX_TRUCK(8.0, 2.4, 3.1),
    OPEN_TRUCK(8.0, 2.4, 2.6);

    final double length;
    final double width;
    final double height;

    HeavyShape(double length, double width, double height) {
        this.length = length;
        this.width = width;
        this.height = height;
    }

    double plateHeight() {
        return this == BUS ? 0.75 : 0.72;
    }

    Mesh build(double roundness) {
        MeshBuilder b = new MeshBuilder(roundness);
        if (this == BUS) bus(b);
        else truck(b);
        return b.build();
    }

    private void bus(MeshBuilder b) {
        double h = width / 2;
        double[][][] hull = {
            hoop(0.0, h * 0.9, 0.5, height * 0.9),
            hoop(0.1, h * 0.97, 0.36, height * 0.97),
            hoop(0.4, h, 0.32, height),
            hoop(length / 2, h, 0.32, height),
            hoop(length - 0.25, h, 0.32, height),
            hoop(length - 0.05, h * 0.98, 0.4, height * 0.985),
            hoop(length, h * 0.94, 0.5, height * 0.94)
        };
        b.loft(Paint.BODY, true, hull);
        double low = 1.35;
        double high = 2.5;
        b.panel(
                Paint.GLASS,
                p(h * 0.9, 0.02, 1.15),
                p(-h * 0.9, 0.02, 1.15),
                p(-h * 0.86, 0.015, 2.65),
                p(h * 0.86, 0.015, 2.65));
        b.panel(
                Paint.GLASS,
                p(-h * 0.8, -length - 0.02, 1.7),
                p(h * 0.8, -length - 0.02, 1.7),
                p(h * 0.76, -length - 0.02, 2.6),
                p(-h * 0.76, -length - 0.02, 2.6));
        int windows = 7;
        for (int i = 0; i < windows; i++) {
            double a = -0.75 - i * (length - 1.3) / windows - 0.05;
            double c = -0.75 - (i + 1) * (length - 1.3) / windows + 0.05;
            sidePanel(b, Paint.GLASS, h + 0.015, a, c, low, high);
        }
        sidePanel(b, Paint.BODY_SECOND, h + 0.012, -0.5, -length + 0.2, 0.85, 1.15);
        rearBand(b, Paint.BODY_SECOND, h * 0.95, 0.85, 1.15);
        lamps(b, h, 0.85, 1.35, 0.7);
        b.box(Paint.TRIM, -h * 0.8, h * 0.8, -length - 0.03, -length + 0.1, 0.4, 0.56);
        b.box(Paint.TRIM, -0.3, 0.3, -length - 0.025, -length, plateHeight() - 0.09, plateHeight() + 0.09);
        b.box(Paint.TRIM, -h * 0.55, h * 0.55, -0.1, 0.03, 2.7, 2.95);
        b.box(Paint.STEEL, -0.7, 0.7, -7.5, -5.5, height, height + 0.18);
        wheels(b, 0.48, 2.5, length - 3.2);
        mirrors(b, h, 1.9);
    }

    private void truck(MeshBuilder b) {
        double h = width / 2;
        double cab = 1.95;
        double cabTop = 2.45;
        double[][][] hull = {
            hoop(0.0, h * 0.86, 0.6, cabTop * 0.62),
            hoop(0.08, h * 0.9, 0.45, cabTop * 0.66),
            hoop(0.35, h * 0.92, 0.42, cabTop * 0.97),
            hoop(1.0, h * 0.92, 0.42, cabTop),
            hoop(cab, h * 0.92, 0.42, cabTop)
        };
        b.loft(Paint.BODY, true, hull);
        b.panel(
                Paint.GLASS,
                p(h * 0.8, -0.08, 1.5),
                p(-h * 0.8, -0.08, 1.5),
                p(-h * 0.74, -0.33, 2.25),
                p(h * 0.74, -0.33, 2.25));
        sidePanel(b, Paint.GLASS, h * 0.92 + 0.012, -0.5, -1.35, 1.5, 2.15);
        b.box(Paint.TRIM, -h * 0.5, h * 0.5, -0.1, 0.02, 0.85, 1.25);
        b.box(Paint.TRIM, -h * 0.84, h * 0.84, -0.1, 0.03, 0.45, 0.7);
        // Frame, then what it carries.
        b.box(Paint.TRIM, -0.5, 0.5, -length, -1.5, 0.55, 0.95);
        double floor = 1.05;
        if (this == BOX_TRUCK) {
            b.box(Paint.CARGO, -h, h, -length, -cab - 0.15, floor, height);
            rearPanel(b, Paint.TRIM, -0.012, 0.012, floor + 0.05, height - 0.05);
            rearPanel(b, Paint.STEEL, -h, h, floor - 0.02, floor + 0.06);
            rearPanel(b, Paint.STEEL, -h, -h + 0.06, floor, height);
            rearPanel(b, Paint.STEEL, h - 0.06, h, floor, height);
            rearPanel(b, Paint.STEEL, -0.32, -0.28, floor + 0.1, height - 0.1);
            rearPanel(b, Paint.STEEL, 0.28, 0.32, floor + 0.1, height - 0.1);
            sidePanel(b, Paint.BODY_SECOND, h + 0.01, -cab - 1.0, -length + 1.0, 1.7, 2.4);
        } else {
            b.box(Paint.BODY_SECOND, -h, h, -length, -cab - 0.15, floor, 1.75);
            for (int i = 0; i < 6; i++) {
                double y = -cab - 0.6 - i * (length - cab - 0.6) / 6;
                sidePanel(b, Paint.STEEL, h + 0.015, y, y - 0.1, floor, 1.75);
            }
            rearPanel(b, Paint.STEEL, -h, h, 1.36, 1.44);
            double[][][] load = {
                hump(-cab - 0.4, h * 0.9, 1.7, 2.0),
                hump(-cab - 1.4, h * 0.9, 1.7, height),
                hump(-length + 1.3, h * 0.9, 1.7, height - 0.1),
                hump(-length + 0.2, h * 0.9, 1.7, 2.0)
            };
            b.loft(Paint.CANVAS, false, load);
        }
        lamps(b, h * 0.95, 0.9, 0.92, 0.72);
        b.box(Paint.TRIM, -h * 0.9, h * 0.9, -length - 0.02, -length + 0.1, 0.5, 0.62);
        b.box(Paint.TRIM, -0.3, 0.3, -length - 0.02, -length, plateHeight() - 0.09, plateHeight() + 0.09);
        wheels(b, 0.46, 1.1, length - 2.0);
        mirrors(b, h * 0.95, 1.7);
    }

    private void lamps(MeshBuilder b, double h, double front, double rear, double inner) {
        for (int side = -1; side <= 1; side += 2) {
            double x0 = Math.min(side * h * inner, side * h * 0.92);
            double x1 = Math.max(side * h * inner, side * h * 0.92);
            b.box(Paint.LAMP_FRONT, x0, x1, -0.1, 0.025, front - 0.12, front + 0.08);
            b.box(Paint.LAMP_REAR, x0, x1, -length - 0.03, -length + 0.05, rear - 0.16, rear + 0.14);
        }
    }

    private void wheels(MeshBuilder b, double radius, double front, double rear) {
        for (int side = -1; side <= 1; side += 2) {
            for (double back : new double[] {front, rear}) {
                b.disc(Paint.TRIM, 14, side * (width / 2 - 0.01), -back, radius, radius + 0.07, 0.03);
                b.wheel(14, side * (width / 2 - 0.14), -back, radius, 0.3);
            }
        }
    }

    private void mirrors(MeshBuilder b, double h, double z) {
        for (int side = -1; side <= 1; side += 2)
            b.box(
                    Paint.TRIM,
                    Math.min(side * (h + 0.02), side * (h + 0.2)),
                    Math.max(side * (h + 0.02), side * (h + 0.2)),
                    -0.1,
                    0.05,
                    z,
                    z + 0.4);
    }

    private static void sidePanel(MeshBuilder b, Paint paint, double x, double y0, double y1, double low, double high) {
        b.panel(paint, p(x, y1, low), p(x, y0, low), p(x, y0, high), p(x, y1, high));
        b.panel(paint, p(-x, y0, low), p(-x, y1, low), p(-x, y1, high), p(-x, y0, high));
    }

    private void rearPanel(MeshBuilder b, Paint paint, double x0, double x1, double low, double high) {
        double y = -length - 0.012;
        b.panel(paint, p(x0, y, low), p(x1, y, low), p(x1, y, high), p(x0, y, high));
    }

    private void rearBand(MeshBuilder b, Paint paint, double half, double low, double high) {
        rearPanel(b, paint, -half, half, low, high);
    }

    /** A closed cross-section with rounded shoulders. */
    private static double[][] hoop(double back, double half, double low, double high) {
        double y = -back;
        return new double[][] {
            {half * 0.97, y, low},
            {half, y, low + 0.15},
            {half, y, high - 0.3},
            {half * 0.95, y, high - 0.06},
            {half * 0.8, y, high},
            {-half * 0.8, y, high},
            {-half * 0.95, y, high - 0.06},
            {-half, y, high - 0.3},
            {-half, y, low + 0.15},
            {-half * 0.97, y, low}
        };
    }

    private static double[][] hump(double y, double half, double low, double high) {
        return new double[][] {
            {half, y, low},
            {half * 0.95, y, (low + high) / 2},
            {half * 0.6, y, high - 0.08},
            {0, y, high},
            {-half * 0.6, y, high - 0.08},
            {-half * 0.95, y, (low + high) / 2},
            {-half, y, low}
        };
    }
}
