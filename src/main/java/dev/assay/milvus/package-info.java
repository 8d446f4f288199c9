/// What does Milvus find, with which index?
@NullMarked
package dev.assay.milvus;

import org.jspecify.annotations.NullMarked;
