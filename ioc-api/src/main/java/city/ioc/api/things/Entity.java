package city.ioc.api.things;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One entity.
 *
 * @param id unique within its type
 * @param values by property, of JSON's kinds; what is missing is not shown
 * @param keys what its associations are found by: codes of the site, device and measured property that it belongs to, empty where it
 *     belongs to several
 */
record Entity(EntityType type, String id, Map<String, Object> values, Keys keys) {

    /** The site, device and measured property that an entity belongs to; empty text where to several. */
    record Keys(String site, String device, String kind, String property) {
        static final String ANY = "";

        /** Whether two entities can belong together: no key of theirs differs. */
        boolean meets(Keys other) {
            return meets(site, other.site)
                    && meets(device, other.device)
                    && meets(kind, other.kind)
                    && meets(property, other.property);
        }

        private static boolean meets(String one, String other) {
            return one.isEmpty() || other.isEmpty() || one.equals(other);
        }
    }

    /** A value, or null where the entity has none. */
    @Nullable
    Object find(String property) {
        return property.equals("id") || property.equals("@iot.id") ? id : values.get(property);
    }
}
