package dev.assay.milvus;

import com.google.errorprone.annotations.FormatMethod;
import io.milvus.v2.client.MilvusClientV2;
import io.milvus.v2.common.ConsistencyLevel;
import io.milvus.v2.common.DataType;
import io.milvus.v2.common.IndexParam;
import io.milvus.v2.common.IndexParam.IndexType;
import io.milvus.v2.common.IndexParam.MetricType;
import io.milvus.v2.service.collection.request.AddFieldReq;
import io.milvus.v2.service.collection.request.CreateCollectionReq;
import java.util.List;
import java.util.Map;

/// The fields and indexes of a collection of chunks.
final class Schema {
  private Schema() {}

  /// The sparse index is exact.
  static List<IndexParam> indexes(DenseIndex dense) {
    return List.of(
        switch (dense) {
          case DenseIndex.Flat _ -> index("dense", IndexType.FLAT, MetricType.COSINE).build();
          case DenseIndex.IvfFlat(int nlist) ->
              index("dense", IndexType.IVF_FLAT, MetricType.COSINE)
                  .extraParams(parameters("{\"nlist\":%d}", nlist))
                  .build();
          case DenseIndex.Hnsw(int m, int efConstruction) ->
              index("dense", IndexType.HNSW, MetricType.COSINE)
                  .extraParams(parameters("{\"M\":%d,\"efConstruction\":%d}", m, efConstruction))
                  .build();
        },
        index("sparse", IndexType.SPARSE_INVERTED_INDEX, MetricType.IP).build());
  }

  /// As one JSON text: Milvus Lite 3.2 drops parameters that stand beside it without a word.
  @FormatMethod
  private static Map<String, Object> parameters(String json, Object... values) {
    return Map.of("params", json.formatted(values));
  }

  static CreateCollectionReq chunks(String name, int dimensions, DenseIndex dense) {
    var schema = MilvusClientV2.CreateSchema();
    schema.addField(text("id", Row.MAX_KEY_BYTES).isPrimaryKey(true).build());
    schema.addField(text("document", Row.MAX_KEY_BYTES).build());
    schema.addField(field("start", DataType.Int32).build());
    schema.addField(field("end", DataType.Int32).build());
    schema.addField(text("text", Row.MAX_TEXT_BYTES).build());
    schema.addField(field("dense", DataType.FloatVector).dimension(dimensions).build());
    schema.addField(field("sparse", DataType.SparseFloatVector).build());
    return CreateCollectionReq.builder()
        .collectionName(name)
        .collectionSchema(schema)
        .consistencyLevel(ConsistencyLevel.STRONG)
        .indexParams(indexes(dense))
        .build();
  }

  /// A collection that is only a name (see [Identity]).
  static CreateCollectionReq empty(String name) {
    var schema = MilvusClientV2.CreateSchema();
    schema.addField(field("id", DataType.Int64).isPrimaryKey(true).build());
    schema.addField(field("dense", DataType.FloatVector).dimension(2).build());
    return CreateCollectionReq.builder().collectionName(name).collectionSchema(schema).build();
  }

  private static AddFieldReq.AddFieldReqBuilder<?> field(String name, DataType type) {
    return AddFieldReq.builder().fieldName(name).dataType(type);
  }

  private static AddFieldReq.AddFieldReqBuilder<?> text(String name, int maxBytes) {
    return field(name, DataType.VarChar).maxLength(maxBytes);
  }

  private static IndexParam.IndexParamBuilder index(
      String field, IndexType type, MetricType metric) {
    return IndexParam.builder().fieldName(field).indexType(type).metricType(metric);
  }
}
