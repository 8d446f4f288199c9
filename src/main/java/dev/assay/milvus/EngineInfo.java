package dev.assay.milvus;

/// Which engine answers: `milvus-lite` with the version we started, or `milvus` with the version
/// the server names. `unknown` where a server has no version call.
public record EngineInfo(String name, String version) {}
