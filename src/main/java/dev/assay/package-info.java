/// What went wrong, where, and what is the next step? And the two formats every package shares:
/// JSON and hashes.
@NullMarked
package dev.assay;

import org.jspecify.annotations.NullMarked;
