/// The figures of a report: data, drawn as SVG and PDF, and as tables.
@NullMarked
package murmur.report.figure;

import org.jspecify.annotations.NullMarked;
