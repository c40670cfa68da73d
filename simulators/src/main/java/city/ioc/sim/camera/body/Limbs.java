package city.ioc.sim.camera.body;

import city.ioc.sim.camera.draw.MeshBuilder;
import city.ioc.sim.camera.draw.Paint;

/**
 * A person put together from tubes and balls: riders, passengers, cyclists and walkers differ in where their joints are.
 *
 * @param shirt what arms and trunk are covered with, {@code trousers} the legs
 * @param helmet what the head is covered with; {@link Paint#HAIR} for a bare head
 */
record Limbs(MeshBuilder b, Paint shirt, Paint trousers, Paint helmet) {
    private static final int SIDES = 8;

    /** Trunk from the hips to the shoulders, with hips and shoulders rounded. */
    Limbs trunk(double[] hips, double[] shoulders) {
        double[] waist = between(hips, shoulders, 0.45);
        b.ball(trousers, SIDES, hips, 0.185, 0.16, 0.13, -1);
        slab(hips, 0.17, 0.115, waist, 0.15, 0.105);
        slab(waist, 0.15, 0.105, between(hips, shoulders, 0.9), 0.205, 0.12);
        b.ball(shirt, SIDES, shoulders, 0.215, 0.115, 0.095, -1);
        b.tube(
                Paint.SKIN,
                6,
                shoulders,
                0.06,
                new double[] {shoulders[0], shoulders[1] + 0.03, shoulders[2] + 0.14},
                0.055);
        return this;
    }

    private void slab(double[] from, double w0, double d0, double[] to, double w1, double d1) {
        double[][][] sections = new double[2][SIDES][];
        for (int i = 0; i < SIDES; i++) {
            double a = 2 * Math.PI * i / SIDES;
            sections[0][i] = new double[] {from[0] + w0 * Math.cos(a), from[1] + d0 * Math.sin(a), from[2]};
            sections[1][i] = new double[] {to[0] + w1 * Math.cos(a), to[1] + d1 * Math.sin(a), to[2]};
        }
        b.loft(shirt, true, sections);
    }

    /** A head, facing ahead, with a helmet or hair. */
    Limbs head(double[] centre) {
        b.ball(Paint.SKIN, SIDES, centre, 0.085, 0.1, 0.12, -1);
        double[] crown = {centre[0], centre[1] - 0.012, centre[2] + 0.03};
        if (helmet == Paint.HAIR) {
            b.ball(Paint.HAIR, SIDES, crown, 0.095, 0.11, 0.115, -0.1);
            return this;
        }
        b.ball(helmet, 10, crown, 0.135, 0.155, 0.135, -0.25);
        // Peak.
        b.taperedBox(
                helmet,
                new double[] {centre[0] - 0.09, centre[0] + 0.09, centre[1] + 0.1, centre[1] + 0.2, centre[2] + 0.025},
                new double[] {centre[0] - 0.09, centre[0] + 0.09, centre[1] + 0.08, centre[1] + 0.19, centre[2] + 0.05
                });
        return this;
    }

    /** The wide straw hat of a market day. */
    Limbs conicalHat(double[] centre) {
        b.ball(Paint.SKIN, SIDES, centre, 0.085, 0.1, 0.12, -1);
        double z = centre[2] + 0.05;
        double[][][] sections = new double[2][10][];
        for (int i = 0; i < 10; i++) {
            double a = 2 * Math.PI * i / 10;
            sections[0][i] = new double[] {centre[0] + 0.23 * Math.cos(a), centre[1] + 0.23 * Math.sin(a), z};
            sections[1][i] = new double[] {centre[0] + 0.015 * Math.cos(a), centre[1] + 0.015 * Math.sin(a), z + 0.2};
        }
        b.loft(helmet, true, sections);
        return this;
    }

    Limbs arm(double[] shoulder, double[] elbow, double[] hand, boolean shortSleeves) {
        b.tube(shirt, 6, shoulder, 0.062, elbow, 0.05);
        b.tube(shortSleeves ? Paint.SKIN : shirt, 6, elbow, 0.045, hand, 0.036);
        b.ball(Paint.SKIN, 6, hand, 0.045, 0.05, 0.045, -1);
        return this;
    }

    Limbs leg(double[] hip, double[] knee, double[] foot) {
        b.tube(trousers, 7, hip, 0.095, knee, 0.07);
        b.tube(trousers, 6, knee, 0.065, foot, 0.045);
        b.box(
                Paint.SHOES,
                foot[0] - 0.05,
                foot[0] + 0.05,
                foot[1] - 0.08,
                foot[1] + 0.18,
                foot[2] - 0.06,
                foot[2] + 0.03);
        return this;
    }

    static double[] between(double[] a, double[] b, double share) {
        return new double[] {a[0] + share * (b[0] - a[0]), a[1] + share * (b[1] - a[1]), a[2] + share * (b[2] - a[2])};
    }

    static double[] p(double x, double y, double z) {
        return new double[] {x, y, z};
    }
}
