package city.ioc.sim.camera.body;

import city.ioc.sim.camera.draw.Mesh;
import city.ioc.sim.camera.draw.MeshBuilder;
import city.ioc.sim.camera.draw.Paint;

/**
 * Cars and minibuses: a lofted lower body, a cabin on it, wheels, glass and lamps. Lengths in metres; places along the car are
 * counted from its front backwards.
 *
 * @param belt height of the lower edge of the windows
 * @param bonnet height of the front end of the bonnet
 * @param screenFoot where the windscreen begins, {@code screenTop} where it meets the roof
 * @param tailTop where the roof ends, {@code tailFoot} where the rear window does
 * @param boot height of the boot's lid behind the rear window; the belt where there is none
 */
record CarShape(
        double length,
        double width,
        double height,
        double belt,
        double bonnet,
        double screenFoot,
        double screenTop,
        double tailTop,
        double tailFoot,
        double boot,
        double wheelRadius,
        double frontAxle,
        double rearAxle,
        int sideWindows) {

    static final CarShape SEDAN =
            new CarShape(4.4, 1.75, 1.46, 0.93, 0.72, 1.15, 1.85, 3.2, 3.85, 0.98, 0.31, 0.85, 3.45, 2);
    static final CarShape HATCHBACK =
            new CarShape(4.4, 1.75, 1.52, 0.96, 0.76, 1.0, 1.7, 3.75, 4.22, 0.96, 0.31, 0.8, 3.5, 3);
    static final CarShape SUV = new CarShape(4.4, 1.78, 1.75, 1.1, 0.95, 1.05, 1.6, 3.95, 4.3, 1.1, 0.36, 0.82, 3.5, 3);
    static final CarShape PICKUP =
            new CarShape(4.4, 1.78, 1.72, 1.08, 0.98, 1.0, 1.5, 2.65, 2.85, 1.05, 0.37, 0.8, 3.5, 2);
    static final CarShape MINIBUS =
            new CarShape(5.2, 1.9, 2.25, 1.15, 1.0, 0.55, 1.25, 5.0, 5.13, 1.15, 0.35, 0.85, 4.2, 4);
    static final CarShape DELIVERY_VAN =
            new CarShape(5.2, 1.9, 2.1, 1.15, 1.0, 0.5, 1.2, 5.02, 5.14, 1.15, 0.34, 0.85, 4.2, 1);

    /** Height of the middle of the rear plate. */
    double plateHeight() {
        return this == SEDAN ? 0.78 : this == HATCHBACK || this == SUV ? 0.85 : 0.8;
    }

    Mesh build(double roundness) {
        MeshBuilder b = new MeshBuilder(roundness);
        lowerBody(b);
        cabin(b);
        if (this == PICKUP) bed(b);
        wheels(b, 14);
        front(b);
        rear(b);
        sides(b);
        return b.build();
    }

    private void lowerBody(MeshBuilder b) {
        double half = width / 2;
        double noseTop = bonnet;
        double[][][] sections = {
            section(0.0, half * 0.6, 0.42, noseTop * 0.7),
            section(0.02, half * 0.8, 0.33, noseTop * 0.82),
            section(0.07, half * 0.92, 0.26, noseTop * 0.95),
            section(0.22, half * 0.985, 0.22, noseTop),
            section(screenFoot * 0.6, half, 0.22, (noseTop + belt) / 2 + 0.05),
            section(screenFoot, half, 0.22, belt),
            section(tailFoot, half, 0.22, belt),
            section(Math.max(tailFoot, length - 0.3), half * 0.985, 0.24, boot),
            section(length - 0.08, half * 0.93, 0.3, boot - 0.03),
            section(length - 0.02, half * 0.86, 0.36, boot - 0.1),
            section(length, half * 0.7, 0.42, boot - 0.2)
        };
        b.loft(Paint.BODY, true, sections);
    }

    /** A cross-section of the lower body, around from the right sill over the top to the left and under. */
    private static double[][] section(double back, double half, double low, double top) {
        double y = -back;
        double bulge = low + (top - low) * 0.5;
        return new double[][] {
            {half * 0.93, y, low},
            {half, y, low + (top - low) * 0.25},
            {half, y, bulge + 0.1},
            {half * 0.965, y, top - 0.04},
            {half * 0.86, y, top},
            {0, y, top + 0.02},
            {-half * 0.86, y, top},
            {-half * 0.965, y, top - 0.04},
            {-half, y, bulge + 0.1},
            {-half, y, low + (top - low) * 0.25},
            {-half * 0.93, y, low},
            {0, y, low}
        };
    }

    private void cabin(MeshBuilder b) {
        double foot = width / 2 * 0.93;
        double roof = width / 2 * 0.74;
        double[][][] sections = {
            arch(screenFoot - 0.02, foot * 0.9, belt - 0.06, belt - 0.03),
            arch(screenTop - 0.08, foot, belt - 0.06, height - 0.07, roof),
            arch(screenTop + 0.2, foot, belt - 0.06, height - 0.01, roof),
            arch((screenTop + tailTop) / 2, foot, belt - 0.06, height, roof),
            arch(tailTop - 0.05, foot, belt - 0.06, height - 0.04, roof),
            arch(tailTop + 0.06, foot, belt - 0.06, height - 0.11, roof),
            arch(tailFoot + 0.02, foot * 0.92, belt - 0.06, belt - 0.03)
        };
        b.loft(Paint.BODY, false, sections);
        glass(b, foot, roof);
    }

    private static double[][] arch(double back, double foot, double low, double top) {
        return arch(back, foot, low, top, foot * 0.95);
    }

    private static double[][] arch(double back, double foot, double low, double top, double roof) {
        double y = -back;
        return new double[][] {
            {foot, y, low},
            {roof + 0.02, y, top - 0.03},
            {roof * 0.85, y, top},
            {0, y, top + 0.015},
            {-roof * 0.85, y, top},
            {-roof - 0.02, y, top - 0.03},
            {-foot, y, low}
        };
    }

    private void glass(MeshBuilder b, double foot, double roof) {
        double out = 0.012;
        double low = belt + 0.02;
        double high = height - 0.12;
        // Windscreen and rear window, a little in front of the shell.
        double wl = foot * 0.86;
        double wh = roof * 0.88;
        double y0 = -(screenFoot + 0.03) + 0.05;
        double y1 = -(screenTop - 0.09) + 0.1;
        b.panel(Paint.GLASS, p(wl, y0, low), p(-wl, y0, low), p(-wh, y1, high), p(wh, y1, high));
        double r0 = -(tailFoot - 0.02) - 0.05;
        double r1 = -(tailTop + 0.08) - 0.1;
        if (this != DELIVERY_VAN)
            b.panel(Paint.GLASS, p(-wl, r0, low), p(wl, r0, low), p(wh, r1, high - 0.03), p(-wh, r1, high - 0.03));
        // Side windows between pillars.
        double from = screenTop - (screenTop - screenFoot) * 0.25;
        double to = this == DELIVERY_VAN ? 1.9 : tailTop + (tailFoot - tailTop) * 0.15;
        for (int i = 0; i < sideWindows; i++) {
            double a = from + (to - from) * i / sideWindows + (i == 0 ? 0 : 0.05);
            double c = from + (to - from) * (i + 1) / sideWindows - (i == sideWindows - 1 ? 0 : 0.05);
            double slantA = i == 0 ? 0.3 : 0;
            double slantC = i == sideWindows - 1 && this != DELIVERY_VAN ? 0.18 : 0;
            for (int side = -1; side <= 1; side += 2) {
                double xl = side * (at(foot, roof, low) + out);
                double xh = side * (at(foot, roof, high) + out);
                double[] q0 = p(xl, -a + (i == 0 ? 0.12 : 0), low);
                double[] q1 = p(xl, -c, low);
                double[] q2 = p(xh, -c + slantC, high);
                double[] q3 = p(xh, -a - slantA, high);
                if (side > 0) b.panel(Paint.GLASS, q1, q0, q3, q2);
                else b.panel(Paint.GLASS, q0, q1, q2, q3);
            }
        }
    }

    /** Half width of the cabin at a height. */
    private double at(double foot, double roof, double z) {
        double share = (z - (belt - 0.06)) / (height - 0.05 - (belt - 0.06));
        return foot + (roof + 0.02 - foot) * share;
    }

    private void bed(MeshBuilder b) {
        double half = width / 2 * 0.82;
        b.panel(
                Paint.TRIM,
                p(-half, -length + 0.12, boot + 0.07),
                p(half, -length + 0.12, boot + 0.07),
                p(half, -tailFoot - 0.05, boot + 0.07),
                p(-half, -tailFoot - 0.05, boot + 0.07));
    }

    private void wheels(MeshBuilder b, int sides) {
        double x = width / 2 - 0.1;
        for (double back : new double[] {frontAxle, rearAxle})
            for (int side = -1; side <= 1; side += 2) {
                b.disc(
                        Paint.TRIM,
                        sides,
                        side * (width / 2 - 0.02),
                        -back,
                        wheelRadius + 0.02,
                        wheelRadius + 0.06,
                        0.05);
                b.wheel(sides, side * x, -back, wheelRadius, 0.23);
            }
    }

    private void front(MeshBuilder b) {
        double half = width / 2;
        double z = bonnet - 0.1;
        for (int side = -1; side <= 1; side += 2)
            b.box(
                    Paint.LAMP_FRONT,
                    Math.min(side * half * 0.58, side * half * 0.9),
                    Math.max(side * half * 0.58, side * half * 0.9),
                    -0.16,
                    -0.015,
                    z - 0.09,
                    z + 0.04);
        b.box(Paint.TRIM, -half * 0.5, half * 0.5, -0.1, 0.005, z - 0.1, z + 0.03);
        b.box(Paint.TRIM, -half * 0.7, half * 0.7, -0.1, 0.0, 0.3, 0.42);
        b.box(Paint.CHROME, -half * 0.5, half * 0.5, -0.1, 0.012, z - 0.02, z + 0.01);
    }

    private void rear(MeshBuilder b) {
        double half = width / 2;
        double top = boot - 0.06;
        double deep = this == SEDAN || this == PICKUP ? 0.15 : 0.26;
        for (int side = -1; side <= 1; side += 2)
            b.box(
                    Paint.LAMP_REAR,
                    Math.min(side * half * 0.7, side * half * 0.93),
                    Math.max(side * half * 0.7, side * half * 0.93),
                    -length - 0.005,
                    -length + 0.2,
                    top - deep,
                    top);
        b.box(Paint.TRIM, -half * 0.84, half * 0.84, -length - 0.02, -length + 0.1, 0.33, 0.46);
        b.box(Paint.BODY, -half * 0.88, half * 0.88, -length - 0.015, -length + 0.1, 0.46, 0.6);
        double z = plateHeight();
        b.box(Paint.TRIM, -0.29, 0.29, -length - 0.008, -length + 0.05, z - 0.08, z + 0.09);
    }

    private void sides(MeshBuilder b) {
        double x = width / 2;
        for (int side = -1; side <= 1; side += 2) {
            // Sill, a door's gap, mirror.
            b.box(
                    Paint.TRIM,
                    Math.min(side * x * 0.94, side * (x + 0.004)),
                    Math.max(side * x * 0.94, side * (x + 0.004)),
                    -rearAxle + wheelRadius + 0.06,
                    -frontAxle - wheelRadius - 0.06,
                    0.22,
                    0.34);
            double door = (screenTop + tailTop) / 2;
            b.box(
                    Paint.TRIM,
                    Math.min(side * x * 0.97, side * (x + 0.003)),
                    Math.max(side * x * 0.97, side * (x + 0.003)),
                    -door - 0.008,
                    -door + 0.008,
                    0.36,
                    belt - 0.12);
            b.box(
                    Paint.BODY,
                    Math.min(side * x, side * (x + 0.17)),
                    Math.max(side * x, side * (x + 0.17)),
                    -screenFoot - 0.45,
                    -screenFoot - 0.33,
                    belt,
                    belt + 0.14);
        }
    }

    private static double[] p(double x, double y, double z) {
        return new double[] {x, y, z};
    }
}
