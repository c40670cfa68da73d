/** The city's places as open data under OGC API – Features, Part 1: Core (OGC 17-069r4): public, read-only. */
@NullMarked
package city.ioc.api.features;

import org.jspecify.annotations.NullMarked;
