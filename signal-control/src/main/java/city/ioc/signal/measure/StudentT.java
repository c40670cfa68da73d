package city.ioc.signal.measure;

/** Student's t distribution: the probability below a value, and the value for a probability. Pure. */
public final class StudentT {
    private static final double TINY = 1e-300;

    private StudentT() {}

    /** P(T ≤ t) with so many degrees of freedom. */
    public static double probabilityBelow(double t, double degreesOfFreedom) {
        if (!(degreesOfFreedom > 0)) throw new IllegalArgumentException("degrees of freedom must be positive");
        double x = degreesOfFreedom / (degreesOfFreedom + t * t);
        double tail = 0.5 * incompleteBeta(degreesOfFreedom / 2, 0.5, x);
        return t > 0 ? 1 - tail : tail;
    }

    /** The t that a two-sided interval of this confidence reaches to, for instance 2.228 for 0.95 and 10 degrees of freedom. */
    public static double twoSided(double confidence, double degreesOfFreedom) {
        if (!(confidence > 0 && confidence < 1))
            throw new IllegalArgumentException("confidence must be in (0, 1), but is " + confidence);
        double wanted = 0.5 + confidence / 2;
        double high = 1;
        while (probabilityBelow(high, degreesOfFreedom) < wanted && high < 1e12) high *= 2;
        double low = 0;
        for (int i = 0; i < 200; i++) {
            double middle = (low + high) / 2;
            if (probabilityBelow(middle, degreesOfFreedom) < wanted) low = middle;
            else high = middle;
        }
        return (low + high) / 2;
    }

    /** Regularised incomplete beta function by its continued fraction (Abramowitz and Stegun 26.5.8, Lentz's evaluation). */
    private static double incompleteBeta(double a, double b, double x) {
        if (x <= 0) return 0;
        if (x >= 1) return 1;
        double front = Math.exp(logGamma(a + b) - logGamma(a) - logGamma(b) + a * Math.log(x) + b * Math.log1p(-x));
        return x < (a + 1) / (a + b + 2) ? front * fraction(a, b, x) / a : 1 - front * fraction(b, a, 1 - x) / b;
    }

    private static double fraction(double a, double b, double x) {
        double c = 1;
        double d = 1 / nonZero(1 - (a + b) * x / (a + 1));
        double value = d;
        for (int m = 1; m <= 500; m++) {
            double even = m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m));
            d = 1 / nonZero(1 + even * d);
            c = nonZero(1 + even / c);
            value *= d * c;
            double odd = -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1));
            d = 1 / nonZero(1 + odd * d);
            c = nonZero(1 + odd / c);
            value *= d * c;
            if (Math.abs(d * c - 1) < 1e-14) break;
        }
        return value;
    }

    private static double nonZero(double value) {
        return Math.abs(value) < TINY ? TINY : value;
    }

    /** Logarithm of the gamma function: Stirling's series above 10, the recurrence below. */
    private static double logGamma(double x) {
        double shift = 0;
        double y = x;
        while (y < 10) {
            shift += Math.log(y);
            y++;
        }
        double inverse = 1 / (y * y);
        double series = (1.0 / 12 - inverse * (1.0 / 360 - inverse * (1.0 / 1260 - inverse / 1680))) / y;
        return (y - 0.5) * Math.log(y) - y + 0.5 * Math.log(2 * Math.PI) + series - shift;
    }
}
