/** Traffic as NGSI-LD entities of the Smart Data Models (ETSI GS CIM 009): snapshots, public, read-only. */
@NullMarked
package city.ioc.api.ngsi;

import org.jspecify.annotations.NullMarked;
