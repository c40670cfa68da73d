/** What of the city's data is open to others, as a catalogue (DCAT-AP 3.0), and dumps of it as files. Public, read-only. */
@NullMarked
package city.ioc.api.catalogue;

import org.jspecify.annotations.NullMarked;
