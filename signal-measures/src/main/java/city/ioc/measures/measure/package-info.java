/**
 * Signal performance measures: each class turns the event log of one intersection into rows of bins. What the log and the outputs
 * call a phase, after NTCIP, is a signal group in our names.
 */
@NullMarked
package city.ioc.measures.measure;

import org.jspecify.annotations.NullMarked;
