package city.ioc.local;

import java.nio.file.Path;

/**
 * How a local database runs.
 *
 * @param data its data folder; made at the first start
 * @param password of the application's role {@code ioc}; the superuser stays without a password and without a way in
 * @param durable false only in tests that do not need the disk to be told
 */
public record DatabaseOptions(int port, Path data, Path log, ToolCache cache, String password, boolean durable) {}
