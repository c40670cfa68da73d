package city.ioc.api.things;

import city.ioc.api.http.OpenData;
import io.vertx.ext.web.RoutingContext;

/** What is answered: a document, or the bare value of a property. */
sealed interface ThingsAnswer {
    /** Sends it. */
    void write(RoutingContext context);

    /** JSON. */
    record Document(Object body) implements ThingsAnswer {
        @Override
        public void write(RoutingContext context) {
            OpenData.write(context, "application/json", body);
        }
    }

    /** Text. */
    record Bare(String text) implements ThingsAnswer {
        @Override
        public void write(RoutingContext context) {
            OpenData.writeText(context, text);
        }
    }

    /** A property that the entity has no value for. */
    record Nothing() implements ThingsAnswer {
        @Override
        public void write(RoutingContext context) {
            context.response().setStatusCode(204).end();
        }
    }
}
