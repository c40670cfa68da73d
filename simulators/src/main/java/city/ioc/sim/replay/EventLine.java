package city.ioc.sim.replay;

import java.time.LocalDateTime;

/** One line of a log: when by the controller's clock, what, and for which group or channel. */
public record EventLine(LocalDateTime at, int code, int parameter) {}
