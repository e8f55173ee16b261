package import MotCuaStore
package import RPCCore

extension ReadLane {
  /// The lane of the store for a call: that of its event loop, or the pool within the process.
  package init(_ context: ServerContext) {
    self = context.lane.index < 0 ? .pool : .loop(context.lane.index)
  }
}
