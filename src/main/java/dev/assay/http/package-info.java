/// What does an endpoint answer, and for how long is it asked?
@NullMarked
package dev.assay.http;

import org.jspecify.annotations.NullMarked;
