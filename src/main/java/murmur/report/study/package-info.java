/// Finished runs read again, grouped by what differs between them, and summed up over nodes.
@NullMarked
package murmur.report.study;

import org.jspecify.annotations.NullMarked;
