package import MotCuaAPI
import MotCuaDomain
import MotCuaStore
package import RPCCore

/// Serves the catalogue, which is in RAM: reads touch no file.
package struct MotCuaProcedureService: ProcedureService {
  let environment: ServiceEnvironment

  /// Serves from an environment.
  package init(_ environment: ServiceEnvironment) {
    self.environment = environment
  }

  /// Lists procedures in the order of their codes.
  package func listProcedures(
    _ request: ListProceduresRequest,
    context: ServerContext
  ) async throws -> ListProceduresResponse {
    let window = try environment.window(request, context)
    let code = try FieldReader.readOptional { $0.agencyCode(request.agencyCode, "agency_code") }
    let directory = environment.store.directory
    var counted: CountedProcedures?
    if let figure = request.figure { counted = try await environment.counted(figure, context) }
    let catalogue = counted?.catalogue ?? environment.store.catalogue
    let day = counted?.day ?? environment.today
    let filter = ProcedureFilter(
      request,
      agency: code.map { directory.agency($0)?.code ?? $0 },
      catalogue: catalogue,
      day: day,
      principal: context.principal
    )
    let isKept = { (record: ProcedureRecord) in
      (counted?.counts(record) ?? true) && filter.keeps(record)
    }
    let found = catalogue.procedures(
      after: try window.procedureCode(),
      limit: window.limit + 1,
      where: isKept
    )
    let page = found.prefix(window.limit)
    let isFull = request.view == .full
    return ListProceduresResponse(
      procedures: page.map {
        Procedure($0.effective(on: day), isFull: isFull, in: catalogue, on: day)
      },
      nextPageToken: window.token(
        after: found.count > window.limit ? page.last.map { ListPlace(text: $0.code.text) } : nil
      ),
      total: counted == nil ? 0 : Int64(catalogue.procedures.count(where: isKept))
    )
  }

  /// Finds procedures by words or code.
  package func searchProcedures(
    _ request: SearchProceduresRequest,
    context: ServerContext
  ) async throws -> SearchProceduresResponse {
    let window = try environment.window(request, context)
    guard request.query.unicodeScalars.contains(where: Self.isLetterOrDigit) else {
      throw RPCError.invalidField("query", "It needs at least one letter or digit.")
    }
    let catalogue = environment.store.catalogue
    let place = try window.place.map(Self.place)
    let day = environment.today
    let states: Set<MotCuaStore.ProcedureState> =
      context.principal.seesUnpublished
      ? Set(MotCuaStore.ProcedureState.allCases) : [.published]
    let found = catalogue.search(
      request.query,
      states: states,
      on: day,
      after: place,
      limit: window.limit + 1
    )
    let page = found.prefix(window.limit)
    return SearchProceduresResponse(
      hits: page.map { hit in
        MotCuaAPI.SearchHit(
          procedure: Procedure(
            hit.procedure.effective(on: day),
            isFull: false,
            in: catalogue,
            on: day
          ),
          quality: MotCuaAPI.MatchQuality(rawValue: Int32(hit.quality.rawValue))
        )
      },
      nextPageToken: window.token(
        after: found.count > window.limit ? page.last.map { Self.place($0.place) } : nil
      )
    )
  }

  private static func place(_ place: SearchPlace) -> ListPlace {
    var written = ListPlace(number: place.rank)
    written.append(place.code.text)
    return written
  }

  private static func place(_ written: ListPlace) throws(RPCError) -> SearchPlace {
    var written = written
    guard let rank = written.number().flatMap({ UInt32(exactly: $0) }),
      let code = written.text().flatMap({ ProcedureCode($0) })
    else { throw PageWindow.mismatch }
    return SearchPlace(rank: rank, code: code)
  }

  private static func isLetterOrDigit(_ scalar: Unicode.Scalar) -> Bool {
    scalar.properties.isAlphabetic || scalar.properties.numericType != nil
  }

  /// Lists the sectors in the order of their codes.
  package func listSectors(
    _ request: ListSectorsRequest,
    context: ServerContext
  ) async throws -> ListSectorsResponse {
    let window = try environment.window(request, context)
    let page = try window.page(of: environment.store.catalogue.sectors) { Array($0.code.utf8) }
    return ListSectorsResponse(
      sectors: page.items.map { Sector(code: $0.code, name: $0.name) },
      nextPageToken: page.nextToken
    )
  }

  /// Lists the offerings of a procedure or of an agency.
  package func listOfferings(
    _ request: ListOfferingsRequest,
    context: ServerContext
  ) async throws -> ListOfferingsResponse {
    let window = try environment.window(request, context)
    var reader = FieldReader()
    let procedure = reader.procedureCode(request.procedureCode, "procedure_code")
    let agencyCode = reader.agencyCode(request.agencyCode, "agency_code")
    let asOf = reader.date(request.asOf, "as_of")
    try reader.check()
    let catalogue = environment.store.catalogue
    let directory = environment.store.directory
    let agency = agencyCode.map { directory.agency($0)?.code ?? $0 }
    let all = procedure.map { catalogue.offerings(of: $0) } ?? catalogue.offerings
    let offerings = all.filter { offering in
      (agency.map { $0 == offering.agency } ?? true)
        && (asOf.map { offering.isValid(on: $0) } ?? true)
        && (catalogue.procedure(offering.procedure, on: environment.today)
          .map { context.principal.sees($0.content) } ?? false)
    }
    let page = try window.page(of: offerings) {
      Array($0.procedure.text.utf8) + [0] + Array($0.agency.text.utf8)
    }
    let day = environment.today
    return ListOfferingsResponse(
      offerings: page.items.map { Offering($0, on: day) },
      nextPageToken: page.nextToken
    )
  }
}
