package import MotCuaAPI
import MotCuaDomain
package import MotCuaStore

extension DossierCounts {
  /// What the figures of a period count.
  package init(_ figures: MotCuaStore.StatisticsSummary) {
    self.init()
    let counts = figures.counts
    submitted = counts.total(.submitted)
    addReceived(counts)
    addResolved(counts)
    addEndings(counts)
    carriedOver = figures.carried
    pending = figures.pending
    pendingOverdue = figures.overdue
    pendingInTime = pending - pendingOverdue
    waiting = figures.waiting
    waitingOverdue = figures.waitingOverdue
    waitingForApplicant = figures.waitingForApplicant
    supplementRequested = counts.total(.supplementRequested)
    feeBearing = counts.total(.feeBearing)
    feePaidOnline = counts.total(.feePaidOnline)
    feeAmountVnd = counts.total(.feeAmount)
    feeOnlineAmountVnd = counts.total(.feeOnlineAmount)
    reopened = counts.total(.reopened)
    extended = counts.total(.extended)
    acceptanceOverdue = counts.total(.acceptanceOverdue)
    rated = counts.total(.rated)
    ratingSum = counts.total(.ratingSum)
    resultRevoked = counts.total(.resultRevoked)
    transferredIn = counts.total(.transferredIn)
    transferredOut = counts.total(.transferredOut)
  }

  private mutating func addReceived(_ counts: MeasureCounts) {
    receivedDirect = counts.total(.received, channel: .direct)
    receivedOnline = counts.total(.received, channel: .online)
    receivedPost = counts.total(.received, channel: .post)
    received = receivedDirect + receivedOnline + receivedPost
    onlineAssisted = counts.total(.receivedAssisted, channel: .online)
    addAssisted(counts)
    onlineByOfficer = counts.total(.receivedByOfficer, channel: .online)
    onlineByApplicant = receivedOnline - onlineAssisted - onlineByOfficer
    receivedLevel34 = counts.total(.received, from: .level3)
    receivedOnlineService = counts.total(.receivedOnlineService)
    receivedOnlineServiceOnline = counts.total(.receivedOnlineService, channel: .online)
    receivedLevel34Online = counts.total(.received, channel: .online, from: .level3)
  }

  private mutating func addAssisted(_ counts: MeasureCounts) {
    func online(_ capacity: MotCuaStore.AssistantCapacity) -> Int64 {
      counts.total(Measure(assistedBy: capacity), channel: .online)
    }
    onlineAssistedByVolunteer = online(.volunteer)
    onlineAssistedByOfficer = online(.officer)
    onlineAssistedByPostalWorker = online(.postalWorker)
    onlineAssistedByRelative = online(.relative)
    onlineAssistedByAgent = online(.agent)
  }

  private mutating func addResolved(_ counts: MeasureCounts) {
    resolvedEarly = counts.total(.resolvedEarly)
    resolvedOnTime = counts.total(.resolvedOnTime)
    resolvedLate = counts.total(.resolvedLate)
    resolved = resolvedEarly + resolvedOnTime + resolvedLate
  }

  private mutating func addEndings(_ counts: MeasureCounts) {
    refused = counts.total(.refused)
    withdrawnBeforeReception = counts.total(.withdrawnBefore)
    withdrawnAfterReception = counts.total(.withdrawnAfter)
    withdrawnLate = counts.total(.withdrawnLate)
    stoppedAfterReception = counts.total(.stopped)
    stoppedLate = counts.total(.stoppedLate)
    returned = counts.total(.returned)
    returnedPost = counts.total(.returnedByPost)
  }
}

extension MotCuaStore.StatisticsSummary {
  /// No figures.
  package static let zero = MotCuaStore.StatisticsSummary(
    counts: MeasureCounts(),
    carried: 0,
    pending: 0,
    waiting: 0,
    overdue: 0
  )

  /// Adds the figures of other agencies in the same period.
  package mutating func add(_ other: MotCuaStore.StatisticsSummary) {
    counts.add(other.counts)
    carried += other.carried
    pending += other.pending
    waiting += other.waiting
    overdue += other.overdue
    waitingOverdue += other.waitingOverdue
    waitingForApplicant += other.waitingForApplicant
  }
}
