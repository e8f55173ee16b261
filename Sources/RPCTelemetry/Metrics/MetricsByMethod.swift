import RPCCore
import Synchronization

/// The metrics of all methods; what is not among them shares one set.
final class MetricsByMethod: Sendable {
  private let methods: [String: MethodLabels]
  private let make: @Sendable (MethodLabels) -> MethodMetrics
  private let made = Mutex<[MethodLabels: MethodMetrics]>([:])

  init(
    _ methods: [MethodDescriptor],
    make: @escaping @Sendable (MethodLabels) -> MethodMetrics
  ) {
    self.methods = Dictionary(
      methods.map { ($0.path, MethodLabels($0)) },
      uniquingKeysWith: { first, _ in first }
    )
    self.make = make
  }

  subscript(_ method: MethodDescriptor) -> MethodMetrics {
    let labels = methods[method.path] ?? .unknown
    return made.withLock { made in
      if let metrics = made[labels] { return metrics }
      let metrics = make(labels)
      made[labels] = metrics
      return metrics
    }
  }
}
