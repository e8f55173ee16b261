/// How a store is opened.
package struct StoreConfiguration: Sendable, Hashable {
  /// The data folder; it is made if it is not there.
  package var folder: String
  /// The province whose data it holds.
  package var provinceID: Int64
  /// How many event loops read inline.
  package var readLanes: Int
  /// How many threads serve the other reads.
  package var poolThreads: Int
  /// How many changes may wait for the writer before further ones are refused.
  package var waitingCommandsMax: Int
  /// How many changes one commit takes at most.
  package var groupCommandsMax: Int
  /// How many reads may wait for the pool before further ones are refused.
  package var waitingReadsMax: Int
  /// Whether the server runs on a manual clock; a folder is for one sort of clock only.
  package var isManualClock: Bool
  /// How many milliseconds outcomes of requests are kept.
  package var outcomeRetentionMilliseconds: Int64
  /// From how many events on an orderly stop writes the figures beside the database for a fast start.
  package var figuresFileEventsMin: Int64

  /// Makes a configuration with the defaults.
  package init(
    folder: String,
    provinceID: Int64 = 1,
    readLanes: Int = 1,
    poolThreads: Int = 2,
    waitingCommandsMax: Int = 4096,
    groupCommandsMax: Int = 256,
    waitingReadsMax: Int = 1024,
    isManualClock: Bool = false,
    outcomeRetentionMilliseconds: Int64 = 30 * 86_400_000,
    figuresFileEventsMin: Int64 = 100_000
  ) {
    self.folder = folder
    self.provinceID = provinceID
    self.readLanes = readLanes
    self.poolThreads = poolThreads
    self.waitingCommandsMax = waitingCommandsMax
    self.groupCommandsMax = groupCommandsMax
    self.waitingReadsMax = waitingReadsMax
    self.isManualClock = isManualClock
    self.outcomeRetentionMilliseconds = outcomeRetentionMilliseconds
    self.figuresFileEventsMin = figuresFileEventsMin
  }

  var databasePath: String { folder + "/motcua.sqlite" }
  var temporaryPath: String { folder + "/motcua.sqlite.new" }
}
