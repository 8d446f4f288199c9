/// What will a run take, and what could it show?
@NullMarked
package dev.assay.plan;

import org.jspecify.annotations.NullMarked;
