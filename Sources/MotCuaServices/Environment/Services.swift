import MotCuaAPI
package import RPCCore

/// The services of the contract and what stands around them.
package enum Services {
  /// The order of what stands around a call, the outermost first.
  ///
  /// Errors get their reason last of all; the clock's trailer goes out with refusals too; identity
  /// stands before anything of the request is read.
  package static func interceptors(
    _ environment: ServiceEnvironment,
    incidents: IncidentReporter
  ) -> [any ServerInterceptor] {
    var interceptors: [any ServerInterceptor] = [ErrorInterceptor(incidents: incidents)]
    if environment.isClockManual {
      interceptors.append(ClockTrailerInterceptor(clock: environment.clock))
    }
    interceptors.append(
      AuthenticationInterceptor(store: environment.store, clock: environment.clock)
    )
    return interceptors
  }

  /// Gives a reason to what the transport decides alone: an unknown method, a deadline, a size.
  package static func completing(_ incidents: IncidentReporter) -> Router.Completing {
    let errors = ErrorInterceptor(incidents: incidents)
    return { error, path in errors.outcome(of: error, method: path) }
  }

  /// All services of the contract.
  package static func all(_ environment: ServiceEnvironment) -> [ServiceDefinition] {
    directory(environment) + [
      DossierServiceMethods.definition(of: MotCuaDossierService(environment)),
      StatisticsServiceMethods.definition(of: MotCuaStatisticsService(environment)),
    ]
  }

  /// Agencies, procedures and administration.
  package static func directory(_ environment: ServiceEnvironment) -> [ServiceDefinition] {
    [
      AgencyServiceMethods.definition(of: MotCuaAgencyService(environment)),
      ProcedureServiceMethods.definition(of: MotCuaProcedureService(environment)),
      AdminServiceMethods.definition(of: MotCuaAdminService(environment)),
    ]
  }
}
