package city.ioc.sim.plan;

/** One command of {@code ./ioc plan}. */
interface PlanCommand {
    String name();

    /** Its arguments as the usage names them. */
    String arguments();

    /** In one line, what it does. */
    String purpose();

    PlanOutput run(PlanArguments arguments, PlanCity city);
}
