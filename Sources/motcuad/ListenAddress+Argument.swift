import ArgumentParser
import MotCuaServices

extension ListenAddress: ExpressibleByArgument {
  /// Reads `HOST:PORT`.
  init?(argument: String) {
    self.init(argument)
  }
}
