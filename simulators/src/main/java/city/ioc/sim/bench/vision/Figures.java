package city.ioc.sim.bench.vision;

/** Numbers as results show them. */
final class Figures {
    private Figures() {}

    static double share(double part, double whole) {
        return whole == 0 ? 0 : rounded(part / whole, 4);
    }

    static double rounded(double value, int digits) {
        double power = Math.pow(10, digits);
        return Math.round(value * power) / power;
    }
}
