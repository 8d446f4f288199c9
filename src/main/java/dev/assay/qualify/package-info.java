/// Can this judge be believed, and what do people say?
@NullMarked
package dev.assay.qualify;

import org.jspecify.annotations.NullMarked;
