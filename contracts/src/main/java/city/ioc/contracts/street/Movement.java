package city.ioc.contracts.street;

import city.ioc.contracts.id.ApproachId;
import city.ioc.contracts.id.LinkId;

/** Traffic that enters by an approach and leaves by a link. {@code permissive}: yields to opposing traffic on green. */
public record Movement(ApproachId approach, Turn turn, LinkId exit, boolean permissive) {}
