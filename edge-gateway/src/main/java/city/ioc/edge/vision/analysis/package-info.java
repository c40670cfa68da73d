/** The eye of one camera: decides when, where and how closely the network looks, and follows what it sees. */
@NullMarked
package city.ioc.edge.vision.analysis;

import org.jspecify.annotations.NullMarked;
