package city.ioc.api.things;

import city.ioc.api.http.Problem;
import city.ioc.api.http.Problem.Type;
import java.util.Optional;

/** Where observations are kept. */
interface ObservationStore {
    /** An observation by its name. */
    Optional<Entity> find(String id, Entities entities);

    /** What a query asks for among all, or among those of a datastream, feature of interest or whatever else they belong to. */
    Graph.Slice list(Optional<Entity> from, Query query, Entities entities);

    /** For questions that concern no observation: whoever asks for one nevertheless asks anew with the database. */
    ObservationStore NONE = new ObservationStore() {
        @Override
        public Optional<Entity> find(String id, Entities entities) {
            throw new NeedsDatabase();
        }

        @Override
        public Graph.Slice list(Optional<Entity> from, Query query, Entities entities) {
            throw new NeedsDatabase();
        }
    };

    /** The question cannot be answered from memory. */
    final class NeedsDatabase extends RuntimeException {
        private static final long serialVersionUID = 1L;

        NeedsDatabase() {
            super("observations are in the database", null, false, false);
        }
    }

    /** A query that would have to look at more than may be looked at. */
    static RuntimeException tooWide(int most) {
        return refused("More than " + most + " observations would have to be looked at");
    }

    /** A query that the database did not answer in the time it has. */
    static RuntimeException tookTooLong() {
        return refused("Too many observations would have to be looked at");
    }

    private static RuntimeException refused(String why) {
        return Problem.of(
                        Type.INVALID_REQUEST,
                        why + "; add a time, like"
                                + " phenomenonTime ge 2026-11-21T07:00:00Z and phenomenonTime lt 2026-11-21T08:00:00Z")
                .asException();
    }
}
