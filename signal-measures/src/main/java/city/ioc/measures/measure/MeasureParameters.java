package city.ioc.measures.measure;

import java.util.EnumMap;
import java.util.Map;

/**
 * How to measure.
 *
 * @param incompleteToo whether bins that {@link HasData} does not name are kept
 * @param values what differs from the defaults
 */
public record MeasureParameters(Bins bins, boolean incompleteToo, Map<MeasureParameter, Double> values) {
    public static final MeasureParameters DEFAULT = new MeasureParameters(Bins.QUARTER_HOUR, false, Map.of());

    public MeasureParameters {
        values.forEach(MeasureParameter::check);
        values = Map.copyOf(values);
    }

    public double get(MeasureParameter parameter) {
        return values.getOrDefault(parameter, parameter.fallback());
    }

    long milliseconds(MeasureParameter seconds) {
        return Math.round(get(seconds) * 1000);
    }

    public MeasureParameters with(MeasureParameter parameter, double value) {
        Map<MeasureParameter, Double> more = new EnumMap<>(MeasureParameter.class);
        more.putAll(values);
        more.put(parameter, value);
        return new MeasureParameters(bins, incompleteToo, more);
    }

    public MeasureParameters with(Bins other) {
        return new MeasureParameters(other, incompleteToo, values);
    }

    public MeasureParameters withIncomplete() {
        return new MeasureParameters(bins, true, values);
    }
}
