/// What would BM25 say, and why?
@NullMarked
package dev.assay.lexical;

import org.jspecify.annotations.NullMarked;
