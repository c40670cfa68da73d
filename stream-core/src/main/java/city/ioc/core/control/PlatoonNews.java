package city.ioc.core.control;

import city.ioc.contracts.city.CityJson;
import city.ioc.contracts.id.IntersectionId;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import java.io.IOException;
import java.util.List;

/**
 * Who has set out from one intersection towards the next: told to the owner of the next one's shard about once a second, so that
 * its control expects the platoon before any detector sees it. That nobody has is told too: an intersection whose neighbours are
 * silent is not coordinated with them.
 *
 * @param towards the intersection that they will come to
 * @param road the link they have set out on
 * @param pcu how many, passenger-car units; 0 when nobody has
 * @param setOutMs when, milliseconds since the epoch
 */
public record PlatoonNews(IntersectionId towards, String road, double pcu, long setOutMs) {
    private static final TypeReference<List<PlatoonNews>> LIST = new TypeReference<>() {};

    /** One message for the bus. */
    public static byte[] encode(List<PlatoonNews> news) {
        try {
            return CityJson.mapper().writeValueAsBytes(news);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("news of platoons cannot be JSON", e);
        }
    }

    /** @throws IOException when it was not made by {@link #encode} */
    public static List<PlatoonNews> decode(byte[] bytes) throws IOException {
        return CityJson.mapper().readValue(bytes, LIST);
    }
}
