package city.ioc.edge.intake;

/** One step of the intake. Runs on the gateway's loop. */
public interface Check {
    Verdict check(FieldMessage message);
}
