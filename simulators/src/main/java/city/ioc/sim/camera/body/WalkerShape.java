package city.ioc.sim.camera.body;

import static city.ioc.sim.camera.body.Limbs.p;

import city.ioc.sim.camera.draw.Mesh;
import city.ioc.sim.camera.draw.MeshBuilder;
import city.ioc.sim.camera.draw.Paint;

/**
 * Somebody on foot in one phase of a step.
 *
 * @param stride how far the right foot is ahead of the left one, metres
 */
record WalkerShape(double stride, boolean hat) {
    Mesh build(double roundness) {
        MeshBuilder b = new MeshBuilder(roundness);
        Limbs body = new Limbs(b, Paint.SHIRT, Paint.TROUSERS, hat ? Paint.HELMET : Paint.HAIR);
        body.trunk(p(0, 0, 0.93), p(0, 0.03, 1.4));
        if (hat) body.conicalHat(p(0, 0.05, 1.6));
        else body.head(p(0, 0.05, 1.6));
        for (int side = -1; side <= 1; side += 2) {
            double ahead = side * stride / 2;
            body.leg(p(side * 0.1, 0, 0.9), p(side * 0.1, ahead * 0.55 + 0.04, 0.5), p(side * 0.1, ahead, 0.07));
            body.arm(
                    p(side * 0.21, 0.03, 1.38),
                    p(side * 0.26, 0.03 - ahead * 0.4, 1.12),
                    p(side * 0.24, 0.06 - ahead * 0.8, 0.88),
                    true);
        }
        return b.build();
    }
}
