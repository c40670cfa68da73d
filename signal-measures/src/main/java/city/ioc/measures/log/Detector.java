package city.ioc.measures.log;

/** That a detector channel serves a signal group, and for what. A channel may serve several groups and purposes. */
public record Detector(int group, DetectorFunction function, int channel) {}
