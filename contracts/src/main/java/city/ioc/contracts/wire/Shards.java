package city.ioc.contracts.wire;

import city.ioc.contracts.id.IntersectionId;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;

/** Which shard a site belongs to. The same in every process and release: it is part of the gateway contract. */
public final class Shards {
    public static final int COUNT = 32;

    private Shards() {}

    public static int of(IntersectionId site) {
        CRC32 crc = new CRC32();
        crc.update(site.value().getBytes(StandardCharsets.UTF_8));
        return (int) (crc.getValue() % COUNT);
    }
}
