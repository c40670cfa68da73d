package city.ioc.sim.bench.fuzz;

/** What may go wrong in a world. Each draws from chance of its own, so that one can be left out without changing the others. */
public enum Disturbance {
    /** Messages and commands are lost. */
    LOSS,
    /** Messages and commands come late, up to several seconds. */
    DELAY,
    /** Messages and commands come twice. */
    DUPLICATE,
    /** Messages and commands overtake one another. */
    REORDER,
    /** The core's clock jumps and is set right again. */
    CORE_CLOCK,
    /** The gateway's clock jumps and is set right again. */
    GATEWAY_CLOCK,
    /** The controller stamps its messages with a wrong clock. */
    DEVICE_CLOCK,
    /** A core node dies and another goes on from its snapshot; now and then both command for a while. */
    CORE_RESTART,
    /** A core node dies and its snapshot with it. */
    CORE_AMNESIA,
    /** The gateway starts anew and knows nothing. */
    GATEWAY_RESTART,
    /** The controller loses power for a moment. */
    CONTROLLER_RESTART,
    /** The controller's logic stands still for a while. */
    CONTROLLER_PAUSE,
    /** A lamp shows green, amber or red whatever the controller wants. */
    STUCK_LAMP,
    /** An operator orders stages, plans, releases, resets. */
    OPERATOR,
    /** Stages whose groups conflict, and stages that do not exist, are wished for. */
    HOSTILE_WISH
}
