package city.ioc.signal.design;

/**
 * What a signal group must carry, and how fast its queue discharges.
 *
 * @param flowPcuPerHour demand of its critical lane or lane group, PCU/h
 * @param saturationPcuPerHour saturation flow of the same lanes, PCU per hour of green
 */
public record GroupFlow(double flowPcuPerHour, double saturationPcuPerHour) {
    public GroupFlow {
        if (!(flowPcuPerHour >= 0) || Double.isInfinite(flowPcuPerHour))
            throw new IllegalArgumentException("flow must be 0 PCU/h or more, but is " + flowPcuPerHour);
        if (!(saturationPcuPerHour > 0) || Double.isInfinite(saturationPcuPerHour))
            throw new IllegalArgumentException("saturation flow must be positive, but is " + saturationPcuPerHour);
    }

    /** Flow ratio y: the share of the time that the group must be effectively green. */
    public double flowRatio() {
        return flowPcuPerHour / saturationPcuPerHour;
    }
}
