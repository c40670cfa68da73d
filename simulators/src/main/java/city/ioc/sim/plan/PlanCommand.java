package city.ioc.sim.plan;

/** One command of {@code ./ioc plan}. */
interface PlanCommand {
    String name();

    /** Its arguments, and in one line what it does. */
    String usage();

    PlanOutput run(PlanArguments arguments, PlanCity city);
}
