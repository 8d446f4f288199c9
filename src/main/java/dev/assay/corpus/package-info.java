/// What are the documents, and how are they cut?
@NullMarked
package dev.assay.corpus;

import org.jspecify.annotations.NullMarked;
