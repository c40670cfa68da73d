package city.ioc.edge.vision.command;

/** One of {@code ./ioc vision}'s commands. */
interface VisionCommand {
    String name();

    /** The options it takes, as usage shows them. */
    String arguments();

    /** What it is for, in one line. */
    String purpose();

    /**
     * Does it; what it could not read is refused by name on the output and the rest goes on.
     *
     * @throws UsageException when it was called wrongly
     */
    void run(VisionArguments arguments, VisionOutput output);
}
