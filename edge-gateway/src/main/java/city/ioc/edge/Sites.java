package city.ioc.edge;

import city.ioc.contracts.city.City;
import city.ioc.contracts.city.CityJson;
import city.ioc.contracts.city.Site;
import city.ioc.edge.registry.Registry;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The city's files and the sites added while running, as the registry in force. Belongs to the gateway's loop. */
final class Sites {
    private static final Logger log = LoggerFactory.getLogger(Sites.class);
    private final City city;
    private final Map<String, Site> added = new HashMap<>();
    private Registry registry;
    private boolean changed;

    Sites(City city) {
        this.city = city;
        this.registry = Registry.of(city, added.values());
    }

    Registry registry() {
        return registry;
    }

    /** Takes the document of a topic; an empty one takes the site away again. */
    void receive(String topic, byte[] document) {
        String id = topic.substring(topic.lastIndexOf('/') + 1);
        if (document.length == 0) {
            if (added.remove(id) != null) changed = true;
            return;
        }
        try {
            Site site = CityJson.mapper().readValue(document, Site.class);
            if (!site.intersection().id().value().equals(id))
                throw new IOException("it describes " + site.intersection().id());
            if (!site.equals(added.put(id, site))) changed = true;
        } catch (IOException e) {
            log.error("site document refused topic={} cause=\"{}\"", topic, e.getMessage());
        }
    }

    /** Puts what was received into force, if anything was: once for many documents, for it costs a pass over the city. */
    boolean refresh() {
        if (!changed) return false;
        changed = false;
        registry = Registry.of(city, added.values());
        log.info(
                "registry changed sites={} devices={}",
                added.size(),
                registry.listDevices().size());
        return true;
    }
}
