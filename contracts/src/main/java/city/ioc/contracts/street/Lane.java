package city.ioc.contracts.street;

import java.util.Set;

/** A lane of a link. {@code number} 1 is next to the kerb (right-hand traffic). {@code turns}: what it may do at the end. */
public record Lane(int number, double widthM, boolean motorcyclesOnly, Set<Turn> turns) {
    public Lane {
        turns = Set.copyOf(turns);
        if (number < 1) throw new IllegalArgumentException("lane number must be at least 1, but is " + number);
        if (!(widthM >= 1.0 && widthM <= 8.0))
            throw new IllegalArgumentException("lane width must be 1..8 m, but is " + widthM);
    }
}
