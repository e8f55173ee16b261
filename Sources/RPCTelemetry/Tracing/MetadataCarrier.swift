import RPCCore
import Tracing

/// Reads what a tracer asks for from the metadata of a call.
struct MetadataExtractor: Extractor {
  /// The one text under a name; a name that is there twice says nothing, but `tracestate` is joined
  /// (W3C Trace Context §3.2, §3.3.1).
  func extract(key: String, from carrier: Metadata) -> String? {
    let texts = carrier.values(key.lowercased()).compactMap { value in
      if case .text(let text) = value { text } else { nil }
    }
    if key == TraceContext.stateName { return texts.isEmpty ? nil : texts.joined(separator: ",") }
    return texts.count == 1 ? texts[0] : nil
  }
}

/// Writes what a tracer says into the metadata of a call.
struct MetadataInjector: Injector {
  /// Puts a text under a name in place of what is there; what is no metadata is left out.
  func inject(_ value: String, forKey key: String, into carrier: inout Metadata) {
    let key = key.lowercased()
    var written = Metadata()
    for entry in carrier.entries where entry.name != key { written.appendChecked(entry) }
    written.append(key, text: value)
    carrier = written
  }
}
