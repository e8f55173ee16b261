import NIOSSL
import RPCCore

/// Reads certificates and keys, with an error that names the file.
enum TLSMaterial {
  static let protocolName = "h2"

  static func context(
    _ configuration: ServerTLSConfiguration
  ) throws(RuntimeError) -> Encryption {
    var tls = TLSConfiguration.makeServerConfiguration(
      certificateChain: try chain(configuration.certificateChainFile),
      privateKey: try key(configuration.privateKeyFile)
    )
    prepare(&tls)
    guard configuration.clientCertificates != .none else {
      return Encryption(context: try context(tls))
    }
    guard let file = configuration.clientRootsFile else {
      throw .invalidConfiguration(
        "Clients' certificates are asked for without a file of their roots."
      )
    }
    let roots = try certificates(file)
    tls.trustRoots = .certificates(roots)
    // The client's name is for the application to judge; there is no host to compare it with.
    tls.certificateVerification =
      configuration.clientCertificates == .require
      ? .noHostnameVerification : .optionalVerification
    return Encryption(
      context: try context(tls),
      pinned: try PinnedCertificates(roots, file: file)
    )
  }

  static func context(
    _ configuration: ClientTLSConfiguration
  ) throws(RuntimeError) -> Encryption {
    var tls = TLSConfiguration.makeClientConfiguration()
    prepare(&tls)
    var pinned: PinnedCertificates?
    if let file = configuration.rootsFile {
      let roots = try certificates(file)
      tls.trustRoots = .certificates(roots)
      pinned = try PinnedCertificates(roots, file: file)
    }
    switch (configuration.certificateChainFile, configuration.privateKeyFile) {
    case (nil, nil): break
    case (let chainFile?, let keyFile?):
      tls.certificateChain = try chain(chainFile)
      tls.privateKey = try key(keyFile)
    default:
      throw .invalidConfiguration("A client's certificate and its key go together; one is missing.")
    }
    return Encryption(context: try context(tls), pinned: pinned)
  }

  private static func prepare(_ tls: inout TLSConfiguration) {
    tls.minimumTLSVersion = .tlsv12
    tls.applicationProtocols = [protocolName]
  }

  private static func chain(_ file: String) throws(RuntimeError) -> [NIOSSLCertificateSource] {
    try certificates(file).map { .certificate($0) }
  }

  private static func certificates(_ file: String) throws(RuntimeError) -> [NIOSSLCertificate] {
    let found: [NIOSSLCertificate]
    do {
      found = try NIOSSLCertificate.fromPEMFile(file)
    } catch {
      throw .invalidConfiguration("No certificate can be read from \(file): \(error).")
    }
    guard !found.isEmpty else {
      throw .invalidConfiguration("There is no certificate in \(file); it must be PEM.")
    }
    return found
  }

  private static func key(_ file: String) throws(RuntimeError) -> NIOSSLPrivateKeySource {
    do {
      return .privateKey(try NIOSSLPrivateKey(file: file, format: .pem))
    } catch {
      throw .invalidConfiguration("No private key can be read from \(file): \(error).")
    }
  }

  private static func context(_ tls: TLSConfiguration) throws(RuntimeError) -> NIOSSLContext {
    do {
      return try NIOSSLContext(configuration: tls)
    } catch {
      throw .invalidConfiguration("The certificate and its key cannot be used: \(error).")
    }
  }
}
