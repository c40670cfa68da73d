package city.ioc.sim.traffic;

import static org.assertj.core.api.Assertions.assertThat;

import city.ioc.contracts.city.City;
import city.ioc.contracts.city.CityCheck;
import city.ioc.contracts.city.CityFiles;
import city.ioc.contracts.city.CityJson;
import city.ioc.contracts.city.Site;
import city.ioc.contracts.id.IntersectionId;
import city.ioc.contracts.street.Intersection;
import city.ioc.contracts.street.Turn;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A left turn that has a group of its own and may also go with the through traffic, yielding. */
class ProtectedPermissiveTurnTest {
    private static final IntersectionId SITE = new IntersectionId("vt-11");

    @Test
    void aTurnOfBothKindsIsSoundAndYieldsToOncomingTraffic() throws JsonProcessingException {
        City city = CityFiles.read(Path.of("..", "cities", "vi-thanh"));
        Intersection x = city.findIntersection(SITE).orElseThrow();
        ObjectNode json = CityJson.mapper().valueToTree(x);
        ObjectNode left =
                ((ObjectNode) json.at("/groups/4/movements/0")).deepCopy().put("permissive", true);
        ((ArrayNode) json.at("/groups/1/movements")).add(left); // g5's left turn, now also with g2
        Intersection both = CityJson.mapper().treeToValue(json, Intersection.class);
        City changed = city.with(new Site(both, city.listDevicesAt(SITE)));
        assertThat(CityCheck.check(changed)).isEmpty();

        List<Connector> turns = StreetNetwork.of(changed).connectors.stream()
                .filter(connector -> connector.turn == Turn.LEFT && connector.groups.length == 2)
                .toList();
        assertThat(turns).singleElement().satisfies(turn -> {
            assertThat(turn.permissive).isTrue();
            assertThat(turn.conflicts).anyMatch(Connector.Conflict::yields);
        });
    }
}
