package city.ioc.edge.vision.track;

/** One coordinate that moves steadily: its place and speed, estimated from noisy places (a Kalman filter of two states). */
final class Kalman {
    private double place;
    private double speed;
    private double placeVariance;
    private double covariance;
    private double speedVariance;

    Kalman(double place, double speed, double placeDeviation, double speedDeviation) {
        this.place = place;
        this.speed = speed;
        placeVariance = placeDeviation * placeDeviation;
        speedVariance = speedDeviation * speedDeviation;
    }

    /** Moves on by {@code dt} seconds; {@code acceleration}: how much the speed changes in a second, one standard deviation. */
    void predict(double dt, double acceleration) {
        place += speed * dt;
        double q = acceleration * acceleration * dt;
        placeVariance += dt * (2 * covariance + dt * speedVariance) + q * dt * dt / 3;
        covariance += dt * speedVariance + q * dt / 2;
        speedVariance += q;
    }

    void update(double measured, double deviation) {
        double residual = measured - place;
        double total = placeVariance + deviation * deviation;
        double gain = placeVariance / total;
        double speedGain = covariance / total;
        place += gain * residual;
        speed += speedGain * residual;
        speedVariance -= speedGain * covariance;
        covariance *= 1 - gain;
        placeVariance *= 1 - gain;
    }

    double place() {
        return place;
    }

    double speed() {
        return speed;
    }

    double deviation() {
        return Math.sqrt(placeVariance);
    }

    double speedDeviation() {
        return Math.sqrt(speedVariance);
    }
}
